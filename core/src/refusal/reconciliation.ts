import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter reconciliation: three parties say the same every day (Article 13). */
export const reconciliationRefusals = {} as const satisfies Record<string, RefusalEntry>
