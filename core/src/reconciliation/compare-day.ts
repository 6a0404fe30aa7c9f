import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext } from '../decision/decision.ts'
import { differenceOf, type ThreeSides } from './difference.ts'
import { type DaySum, dayKey, type ReconciliationDay, type ReconciliationDayEvent } from './reconciliation-day.ts'
import { type ExceptionEvent, exceptionEvent, type ReconciliationException } from './reconciliation-exception.ts'

/** A partner's day as it lies in the three lists. */
export interface ComparedDay {
  readonly partner: string
  readonly day: Day
  readonly missing: readonly string[]
  readonly ours: DaySum
  readonly theirs: DaySum
  /** Every number on which the lists do not agree, and those of earlier exceptions, agreed or not. */
  readonly sides: readonly ThreeSides[]
}

export type DayAnswer = Pick<ReconciliationDay, 'status'> & { readonly found: number; readonly vanished: number }

/**
 * Article 13: our books, the partner's file and the bank's say the same of a day, or each number on which they differ becomes an
 * exception. As long as a file is missing nothing is said; nothing is ever corrected here.
 */
export function compareDay(
  { partner, day, missing, ours, theirs, sides }: ComparedDay,
  known: ReadonlyMap<string, ReconciliationException>,
  before: ReconciliationDay | undefined,
  context: Pick<DecisionContext, 'newId'>,
): Decision<ReconciliationDayEvent | ExceptionEvent, DayAnswer> {
  const events: ExceptionEvent[] = []
  if (missing.length === 0) {
    for (const side of sides) {
      const event = changeOf(partner, day, side, known.get(side.reference), context)
      if (event !== undefined) events.push(event)
    }
  }
  const data = { missing, ours, theirs }
  const id = dayKey({ partner, day })
  const compared = { stream: 'reconciliation-day', id, personId: null, name: 'day-compared', data } as const
  const answer: DayAnswer = {
    status: missing.length === 0 ? 'compared' : 'waiting',
    found: events.filter(({ name }) => name === 'exception-found').length,
    vanished: events.filter(({ name }) => name === 'exception-vanished').length,
  }
  // A day that says what it said before is no news.
  return accept(before !== undefined && sameDay(before, data) ? events : [...events, compared], answer)
}

function changeOf(
  partner: string,
  day: Day,
  sides: ThreeSides,
  known: ReconciliationException | undefined,
  context: Pick<DecisionContext, 'newId'>,
): ExceptionEvent | undefined {
  const kind = differenceOf(sides)
  if (known === undefined) {
    if (kind === undefined) return undefined
    return exceptionEvent(context.newId(), 'exception-found', { partner, day, kind, ...sides })
  }
  // All agree now, but a correction of ours stands beside what came late: two people have to take it back.
  const corrected = known.corrected !== 0 || known.correctedAtBank !== 0
  if (kind === undefined && corrected) {
    if (known.status !== 'vanished' && sameSides(known, sides)) return undefined
    const still = known.corrected !== 0 ? 'amount-differs' : 'bank-differs'
    return exceptionEvent(known.exceptionId, 'exception-changed', { kind: still, ...sides })
  }
  if (kind === undefined) {
    const over = known.status === 'closed' || known.status === 'vanished'
    return over ? undefined : exceptionEvent(known.exceptionId, 'exception-vanished', sides)
  }
  if (known.status !== 'vanished' && sameSides(known, sides)) return undefined
  return exceptionEvent(known.exceptionId, 'exception-changed', { kind, ...sides })
}

function sameSides(one: ThreeSides, other: ThreeSides): boolean {
  return (
    one.ours === other.ours &&
    one.theirs === other.theirs &&
    one.bank === other.bank &&
    one.oursAtBank === other.oursAtBank &&
    one.bankSays === other.bankSays
  )
}

const sameSum = (one: DaySum, other: DaySum) => one.count === other.count && one.net === other.net

function sameDay(before: ReconciliationDay, data: ReconciliationDayEvent['data']): boolean {
  return (
    before.missing.join() === data.missing.join() &&
    sameSum(before.ours, data.ours) &&
    sameSum(before.theirs, data.theirs)
  )
}
