import type { RefusalEntry } from './refusal.ts'

/** Refusals of a card that is presented: chip, e-card or number (Articles 9, 14). */
export const presentationRefusals = {} as const satisfies Record<string, RefusalEntry>
