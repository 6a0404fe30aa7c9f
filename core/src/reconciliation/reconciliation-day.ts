import type { Day, Instant } from '../calendar/instant.ts'

/** What one of the three says of a day. */
export interface DaySum {
  readonly count: number
  /** Fen, credits minus debits. */
  readonly net: number
}

/** One partner's day: who still owes a file, and what the lists say. */
export interface ReconciliationDay {
  readonly partner: string
  readonly day: Day
  readonly status: 'waiting' | 'compared'
  /** Whose files have not come: the partner's own, or that of a bank through which money went. */
  readonly missing: readonly string[]
  readonly ours: DaySum
  readonly theirs: DaySum
  readonly comparedAt: Instant
}

export interface ReconciliationDayEvent {
  readonly stream: 'reconciliation-day'
  /** `partner|day`. */
  readonly id: string
  readonly personId: null
  readonly name: 'day-compared'
  readonly data: Pick<ReconciliationDay, 'missing' | 'ours' | 'theirs'>
}

export function dayKey({ partner, day }: { readonly partner: string; readonly day: string }): string {
  return `${partner}|${day}`
}

export function evolveReconciliationDay(
  _state: ReconciliationDay | undefined,
  { id, data }: ReconciliationDayEvent,
  at: Instant,
): ReconciliationDay {
  const [partner = '', day = ''] = id.split('|')
  const status = data.missing.length === 0 ? 'compared' : 'waiting'
  return { partner, day: day as Day, status, ...data, comparedAt: at }
}
