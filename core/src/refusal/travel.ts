import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter travel: metro, bus and the purse (Article 5). */
export const travelRefusals = {} as const satisfies Record<string, RefusalEntry>
