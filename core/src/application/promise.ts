import { addDays, type Day } from '../calendar/instant.ts'
import { workingDayCalendar } from '../calendar/working-day-calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { type PolicyReader, type Refused, refuse } from '../decision/decision.ts'
import type { Application, ApplicationKind, Channel, ServicePromise } from './application.ts'

/** Which figure of the rules makes the promise; the first issue is promised in calendar days, every other in working days. */
function ruleOf(kind: ApplicationKind, channel: Channel): string {
  const onLine = channel === 'online' || channel === 'employer'
  if (kind === 'first-issue') return onLine ? 'sla.first-issue.online' : 'sla.first-issue.district-point'
  return onLine ? 'sla.reissue.online' : 'sla.reissue.bank-non-instant'
}

/**
 * Article 12: the day by which the card is made, by kind and channel, with the figures of the day of acceptance.
 * Postage does not count. A day is promised only where the calendar is known.
 */
export function promiseFor(
  application: Pick<Application, 'kind' | 'channel' | 'instantOutletId'>,
  acceptedOn: Day,
  policy: PolicyReader,
): ServicePromise | Refused {
  if (application.instantOutletId !== null) {
    policy.text('sla.instant', acceptedOn)
    return { rule: 'sla.instant', amount: 0, unit: 'same-visit', promisedOn: acceptedOn }
  }
  const rule = ruleOf(application.kind, application.channel)
  return promiseUnder(rule, policy.number(rule, acceptedOn), acceptedOn, policy)
}

/** M12.3: when a promise is broken, the new date is the same service counted anew from the day of the breach. */
export function promiseAnew(promise: ServicePromise, from: Day, policy: PolicyReader): ServicePromise | Refused {
  if (promise.unit === 'same-visit') return { ...promise, promisedOn: addDays(from, 1) }
  return promiseUnder(promise.rule, promise.amount, from, policy)
}

function promiseUnder(rule: string, amount: number, from: Day, policy: PolicyReader): ServicePromise | Refused {
  if (rule.startsWith('sla.first-issue.')) {
    return { rule, amount, unit: 'calendar-day', promisedOn: addDays(from, amount) }
  }
  const calendar = workingDayCalendar(policy.text('calendar.working-days'))
  const promisedOn = addWorkingDays(from, amount, calendar)
  if (typeof promisedOn !== 'string') return refuse('working-days-unknown', { year: promisedOn.year })
  return { rule, amount, unit: 'working-day', promisedOn }
}

export function isPromise(promise: ServicePromise | Refused): promise is ServicePromise {
  return 'promisedOn' in promise
}
