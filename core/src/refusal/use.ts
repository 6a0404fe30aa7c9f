import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter use: may this card, now, for this service (Articles 2, 5, 9). */
export const useRefusals = {} as const satisfies Record<string, RefusalEntry>
