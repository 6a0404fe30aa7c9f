import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent, type Trouble } from './application.ts'
import { tellApplicant } from './notice.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 8: a human refuses, with the reason and what the person can do; before the card is being made. */
export function refuseApplication(
  application: Application | undefined,
  trouble: Pick<Trouble, 'reason' | 'remedy' | 'words'>,
): Decision<ApplicationEvent, Record<never, never>> {
  if (application === undefined) return refuse('not-found')
  const unfit = stateUnfit(application, ['submitted', 'correction-needed', 'accepted'])
  if (unfit !== undefined) return unfit
  const refused = applicationEvent(application, 'application-refused', { stage: 'review', ...trouble })
  // Nobody writes to the dead.
  const told = trouble.reason === 'holder-deceased' ? [] : [tellApplicant(application, 'application-refused')]
  return accept([refused], {}, told)
}
