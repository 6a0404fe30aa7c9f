import type { Day } from '../calendar/instant.ts'
import type { Physical } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type PolicyReader, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { causeOf, forecast, type Outlook } from './forecast.ts'
import { tellApplicant } from './notice.ts'
import { isPromise, promiseAnew } from './promise.ts'

/** Whether the watch has something to say: a warning that was not given, or a broken promise without a date that stands. */
export function watchDue(
  application: Application,
  physical: Physical | null,
  today: Day,
  policy: PolicyReader,
): 'warning' | 'new-date' | null {
  const { promise, readyAt, newPromisedOn, warnedAt } = application
  if (promise === null || readyAt !== null) return null
  const { outlook } = forecast(application, physical, today, policy)
  if (outlook === 'late') return newPromisedOn === null || newPromisedOn < today ? 'new-date' : null
  return outlook === 'at-risk' && warnedAt === null ? 'warning' : null
}

/** Article 12: a forecast warns before a promise is broken; a breach names its cause and a new date, once. */
export function watchPromise(
  application: Application | undefined,
  physical: Physical | null,
  context: DecisionContext,
): Decision<ApplicationEvent, { outlook: Outlook }> {
  if (application === undefined) return refuse('not-found')
  const { today, policy } = context
  const { outlook } = forecast(application, physical, today, policy)
  const due = watchDue(application, physical, today, policy)
  const { promise } = application
  if (due === null || promise === null) return accept([], { outlook })
  const cause = causeOf(application, physical)
  if (due === 'warning') {
    const warning = applicationEvent(application, 'promise-at-risk', { promisedOn: promise.promisedOn, cause })
    return accept([warning], { outlook })
  }
  const anew = promiseAnew(promise, today, policy)
  if (!isPromise(anew)) return anew
  const broken = applicationEvent(application, 'promise-broken', { newPromisedOn: anew.promisedOn, cause })
  return accept([broken], { outlook }, [tellApplicant(application, 'promise-broken')])
}
