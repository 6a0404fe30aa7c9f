import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter status-list: what terminals know off line (Article 9). */
export const statusListRefusals = {} as const satisfies Record<string, RefusalEntry>
