import { epochMs, type Instant } from '../calendar/instant.ts'
import type { Terminal } from './terminal.ts'

/** How a terminal is now: what it said last, or nothing for too long. */
export const terminalConditions = ['ok', 'degraded', 'failing', 'silent'] as const
export type TerminalCondition = (typeof terminalConditions)[number]

const minuteMs = 60_000

/** M12.6: a report that is too old says nothing; `silentAfter` in minutes is a rule. */
export function terminalCondition(
  { seenAt, health }: Pick<Terminal, 'seenAt' | 'health'>,
  now: Instant,
  silentAfter: number,
): TerminalCondition {
  if (seenAt === null || health === null) return 'silent'
  return epochMs(now) - epochMs(seenAt) > silentAfter * minuteMs ? 'silent' : health
}
