import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent, type Trouble } from './application.ts'
import { tellApplicant } from './notice.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 12: what is wrong is said in words, with what helps; the application waits instead of ending. */
export function requestCorrection(
  application: Application | undefined,
  trouble: Pick<Trouble, 'reason' | 'remedy' | 'words'>,
): Decision<ApplicationEvent, Record<never, never>> {
  if (application === undefined) return refuse('not-found')
  const unfit = stateUnfit(application, ['submitted', 'accepted'])
  if (unfit !== undefined) return unfit
  return accept([applicationEvent(application, 'correction-requested', { stage: 'review', ...trouble })], {}, [
    tellApplicant(application, 'correction-needed'),
  ])
}
