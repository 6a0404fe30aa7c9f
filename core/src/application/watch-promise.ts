import type { Physical } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { causeOf, forecast, type Outlook } from './forecast.ts'
import { tellApplicant } from './notice.ts'
import { isPromise, promiseAnew } from './promise.ts'

/** Article 12: a forecast warns before a promise is broken; a breach names its cause and a new date, once. */
export function watchPromise(
  application: Application | undefined,
  physical: Physical | null,
  context: DecisionContext,
): Decision<ApplicationEvent, { outlook: Outlook }> {
  if (application === undefined) return refuse('not-found')
  const { outlook } = forecast(application, physical, context.today, context.policy)
  const { promise } = application
  if (promise === null || application.readyAt !== null) return accept([], { outlook })
  const cause = causeOf(application, physical)
  const told = application.newPromisedOn
  if (outlook === 'late' && (told === null || told < context.today)) {
    const anew = promiseAnew(promise, context.today, context.policy)
    if (!isPromise(anew)) return anew
    const broken = applicationEvent(application, 'promise-broken', { newPromisedOn: anew.promisedOn, cause })
    return accept([broken], { outlook }, [tellApplicant(application, 'promise-broken')])
  }
  if (outlook === 'at-risk' && application.warnedAt === null) {
    const warning = applicationEvent(application, 'promise-at-risk', { promisedOn: promise.promisedOn, cause })
    return accept([warning], { outlook })
  }
  return accept([], { outlook })
}
