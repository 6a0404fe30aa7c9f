import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 3: who applied may think again, as long as no card is being made. */
export function withdrawApplication(
  application: Application | undefined,
): Decision<ApplicationEvent, Record<never, never>> {
  if (application === undefined) return refuse('not-found')
  const unfit = stateUnfit(application, ['submitted', 'correction-needed', 'accepted'])
  if (unfit !== undefined) return unfit
  return accept([applicationEvent(application, 'application-withdrawn', {})], {})
}
