import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Ground } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { groundOf, noGround, notAlive } from './check-person.ts'
import { tellApplicant } from './notice.ts'
import { isPromise, promiseFor } from './promise.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 12: an officer has looked and accepts; from this day the promise runs. */
export function acceptApplication(
  world: {
    readonly application: Application | undefined
    readonly person: Person | undefined
    readonly grounds: readonly Ground[]
  },
  context: DecisionContext,
): Decision<ApplicationEvent, { promisedOn: string }> {
  const { application, person, grounds } = world
  if (application === undefined || person === undefined) return refuse('not-found')
  const unfit = stateUnfit(application, ['submitted']) ?? notAlive(person)
  if (unfit !== undefined) return unfit
  if (groundOf(grounds) === undefined) return noGround(grounds, context)
  const promise = promiseFor(application, context.today, context.policy)
  if (!isPromise(promise)) return promise
  const accepted = applicationEvent(application, 'application-accepted', { promise })
  return accept([accepted], { promisedOn: promise.promisedOn }, [tellApplicant(application, 'application-accepted')])
}
