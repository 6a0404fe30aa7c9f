import { benefitRefusals } from './benefit.ts'
import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter settlement: medical bills, fees and benefits (Articles 2, 5). */
export const settlementRefusals = { ...benefitRefusals } as const satisfies Record<string, RefusalEntry>
