import { epochMs, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import {
  type HeldList,
  type ReaderState,
  type Terminal,
  type TerminalEvent,
  type TerminalHealth,
  type TerminalStatus,
  terminalEvent,
} from './terminal.ts'

type ListVersion = Pick<HeldList, 'shard' | 'version'>

export interface TerminalReport {
  readonly software: string
  /** What its clock says. */
  readonly clock: Instant
  /** Taps and decisions that it still holds. */
  readonly waiting: number
  readonly reader: ReaderState
  readonly lists: readonly ListVersion[]
}

export interface ReportAnswer {
  /** Our clock: a terminal sets its own by it. */
  readonly at: Instant
  readonly status: TerminalStatus
  readonly health: TerminalHealth
  /** The newest version of every list, for those who must fetch. */
  readonly lists: ListVersion[]
}

/** Articles 9 and 12: a terminal says how it is and which lists it holds; that is its acknowledgement of what they say (M9.5, M12.6). */
export function reportTerminalHealth(
  terminal: Terminal | undefined,
  newest: readonly ListVersion[],
  { software, clock, waiting, reader, lists }: TerminalReport,
  { now, policy }: DecisionContext,
): Decision<TerminalEvent, ReportAnswer> {
  if (terminal === undefined) return refuse('not-found')
  if (terminal.status === 'retired') return refuse('terminal-retired')
  // An acknowledgement of what was never published would make the proof worthless.
  const ahead = lists.find(({ shard, version }) => version > (newest.find((one) => one.shard === shard)?.version ?? 0))
  if (ahead !== undefined) return refuse('list-version-unknown', { shard: ahead.shard, version: ahead.version })
  const clockOffMs = epochMs(clock) - epochMs(now)
  const health = healthOf(
    { reader, waiting, clockOffMs },
    {
      clockOffSeconds: policy.number('terminal.clock-off'),
      waitingMost: policy.number('terminal.waiting-most'),
    },
  )
  const data = { health, reader, software, waiting, clockOffMs, lists: inOrder(lists) }
  return accept([terminalEvent(terminal.terminalId, 'terminal-reported', data)], {
    at: now,
    status: terminal.status,
    health,
    lists: [...newest],
  })
}

/** Without a reader no card is read; with a wrong clock every tap is wrong in time; what waits too long may be lost. */
function healthOf(
  { reader, waiting, clockOffMs }: Pick<TerminalReport, 'reader' | 'waiting'> & { readonly clockOffMs: number },
  most: { readonly clockOffSeconds: number; readonly waitingMost: number },
): TerminalHealth {
  if (reader !== 'ok') return 'failing'
  return Math.abs(clockOffMs) > most.clockOffSeconds * 1000 || waiting > most.waitingMost ? 'degraded' : 'ok'
}

/** Each list once, the highest version that was said of it. */
function inOrder(lists: readonly ListVersion[]): readonly ListVersion[] {
  const versions = new Map<number, number>()
  for (const { shard, version } of lists) versions.set(shard, Math.max(version, versions.get(shard) ?? 0))
  return [...versions].sort(([a], [b]) => a - b).map(([shard, version]) => ({ shard, version }))
}
