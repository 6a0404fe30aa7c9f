import type { RefusalEntry } from './refusal.ts'

/** Refusals of the chapter terminal: the devices at which the card is used (Articles 5, 9, 12). */
export const terminalRefusals = {} as const satisfies Record<string, RefusalEntry>
