import { addDays, type Day, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, refuse } from '../decision/decision.ts'

/** A day of the books that takes no more postings: `counted` once its totals stand. */
export interface LedgerDay {
  readonly day: Day
  readonly status: 'closed' | 'counted'
  readonly closedAt: Instant
  readonly countedAt: Instant | null
}

export interface LedgerDayEvent {
  readonly stream: 'ledger-day'
  readonly id: string
  readonly personId: null
  readonly name: 'ledger-day-closed' | 'ledger-day-counted'
  readonly data: Record<never, never>
}

export function evolveLedgerDay(state: LedgerDay | undefined, { id, name }: LedgerDayEvent, at: Instant): LedgerDay {
  if (name === 'ledger-day-closed') return { day: id as Day, status: 'closed', closedAt: at, countedAt: null }
  if (state === undefined) throw new Error(`${name} of a day that is not closed`)
  return { ...state, status: 'counted', countedAt: at }
}

function happened(day: Day, name: LedgerDayEvent['name']): LedgerDayEvent {
  return { stream: 'ledger-day', id: day, personId: null, name, data: {} }
}

/** Article 13: days are closed in order, when they are over; what comes later is booked on the next one. */
export function closeLedgerDay(
  last: Day | undefined,
  day: Day,
  today: Day,
): Decision<LedgerDayEvent, Record<string, never>> {
  if (last !== undefined && day <= last) return refuse('ledger-day-closed')
  if (day >= today || (last !== undefined && day !== addDays(last, 1))) return refuse('ledger-day-not-next')
  return accept([happened(day, 'ledger-day-closed')], {})
}

/** Article 13: the totals of a closed day are taken once, day after day. */
export function countLedgerDay(
  state: LedgerDay | undefined,
  earlierUncounted: boolean,
): Decision<LedgerDayEvent, Record<string, never>> {
  if (state === undefined || earlierUncounted) return refuse('ledger-day-not-next')
  if (state.status === 'counted') return refuse('ledger-day-closed')
  return accept([happened(state.day, 'ledger-day-counted')], {})
}
