import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter settlement: medical bills, fees and benefits (Articles 2, 5). */
export const settlementRefusals = {} as const satisfies Record<string, RefusalEntry>
