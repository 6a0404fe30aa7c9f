import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { applicantOf, withoutGuardian } from './check-person.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 3: who may apply may think again (for a minor the guardian), as long as no card is being made. */
export function withdrawApplication(
  application: Application | undefined,
  person: Person | undefined,
  context: DecisionContext,
): Decision<ApplicationEvent, Record<never, never>> {
  if (application === undefined || person === undefined) return refuse('not-found')
  const unfit =
    stateUnfit(application, ['submitted', 'correction-needed', 'accepted']) ??
    withoutGuardian(person, applicantOf(person, context), application.guardianConsent, context)
  if (unfit !== undefined) return unfit
  return accept([applicationEvent(application, 'application-withdrawn', {})], {})
}
