import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter e-card: the card on a telephone (Articles 2, 9). */
export const eCardRefusals = {} as const satisfies Record<string, RefusalEntry>
