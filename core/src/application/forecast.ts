import { type Day, dayOf, epochMs, startOfDay } from '../calendar/instant.ts'
import { workingDayCalendar } from '../calendar/working-day-calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import type { Physical } from '../card/card.ts'
import type { PolicyReader } from '../decision/decision.ts'
import { type Application, type DelayCause, isOpen } from './application.ts'

export type Outlook = 'on-track' | 'at-risk' | 'late' | 'kept' | 'none'

export interface Forecast {
  readonly outlook: Outlook
  /** The date that stands: the promise, or the one that was told after a breach. */
  readonly promisedOn: Day | null
  /** How much of the promise has passed, per cent. */
  readonly elapsedPercent: number
  /** Where it waits; null where nothing is late or at risk. */
  readonly cause: DelayCause | null
}

/** What the forecast asks of an application: figures give it many that are alike at once. */
type Promised = Pick<Application, 'promise' | 'acceptedAt' | 'newPromisedOn' | 'readyAt' | 'status'>

/**
 * Article 12: will the promise be kept? It is kept when the card lies ready; before that it is at risk from the share of
 * the promise on that the rules name, and late after its day. Counted in the days in which it was given, with the rule of
 * the day of acceptance (M17.2).
 */
export function forecast(application: Promised, physical: Physical | null, today: Day, policy: PolicyReader): Forecast {
  const { promise, acceptedAt } = application
  const promisedOn = application.newPromisedOn ?? promise?.promisedOn ?? null
  if (promise === null || acceptedAt === null || promisedOn === null)
    return { outlook: 'none', promisedOn: null, elapsedPercent: 0, cause: null }
  const acceptedOn = dayOf(acceptedAt)
  if (application.readyAt !== null) {
    const late = dayOf(application.readyAt) > promise.promisedOn
    return { outlook: late ? 'late' : 'kept', promisedOn, elapsedPercent: 100, cause: null }
  }
  if (!isOpen(application)) return { outlook: 'none', promisedOn, elapsedPercent: 0, cause: null }
  const elapsedPercent = elapsed(promise.unit, acceptedOn, promise.promisedOn, today, policy)
  const warnAt = policy.number('sla.forecast-warning', acceptedOn)
  const outlook = today > promise.promisedOn ? 'late' : elapsedPercent >= warnAt ? 'at-risk' : 'on-track'
  return {
    outlook,
    promisedOn,
    elapsedPercent,
    cause: outlook === 'on-track' ? null : causeOf(application, physical),
  }
}

function elapsed(
  unit: 'calendar-day' | 'working-day' | 'same-visit',
  from: Day,
  to: Day,
  today: Day,
  policy: PolicyReader,
): number {
  if (unit === 'same-visit') return today > to ? 100 : 0
  if (unit === 'working-day') {
    const calendar = workingDayCalendar(policy.text('calendar.working-days'))
    const all = workingDaysBetween(from, to, calendar)
    const passed = workingDaysBetween(from, today, calendar)
    if (typeof all === 'number' && typeof passed === 'number') return percent(passed, all)
  }
  // Also where a later calendar lacks a year that the promise had: the share of days is close enough to warn.
  return percent(daysBetween(from, today), daysBetween(from, to))
}

function percent(passed: number, all: number): number {
  return all <= 0 ? 100 : Math.min(100, Math.max(0, Math.floor((passed * 100) / all)))
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((epochMs(startOfDay(to)) - epochMs(startOfDay(from))) / 86_400_000)
}

/** Which desk has it now: the card's place says more than the application's status. */
export function causeOf(application: Pick<Application, 'status'>, physical: Physical | null): DelayCause {
  switch (application.status) {
    case 'submitted':
      return 'review'
    case 'correction-needed':
      return 'correction'
    case 'in-production':
      return physical === null ? 'queue' : causeOfPlace[physical]
    default:
      return 'queue'
  }
}

const causeOfPlace: Record<Physical, DelayCause> = {
  applied: 'queue',
  batched: 'bank',
  'account-opened': 'certificate',
  certified: 'making',
  personalised: 'making',
  'keys-replaced': 'delivery',
  shipped: 'delivery',
  'at-outlet': 'delivery',
  collected: 'delivery',
  retired: 'making',
  spoiled: 'making',
  returned: 'delivery',
  missing: 'delivery',
  sealed: 'delivery',
  destroyed: 'making',
}
