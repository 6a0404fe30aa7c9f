import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type AgreementEvent, agreementEvent, type SignedAgreement } from './agreement.ts'

/** Articles 5 and 11: a second person signs; before, the institution is told nothing. */
export function signAgreement(
  agreement: SignedAgreement | undefined,
  context: Pick<DecisionContext, 'actor' | 'today'>,
): Decision<AgreementEvent, { agreementId: string }> {
  if (agreement === undefined) return refuse('not-found')
  const { agreementId, status, proposedBy } = agreement
  if (status !== 'proposed') return refuse('agreement-not-proposed')
  if (isSamePerson(context.actor, proposedBy)) return refuse('same-person-twice')
  return accept([agreementEvent(agreementId, 'agreement-signed', { signedBy: context.actor.id })], { agreementId })
}

/** Articles 5 and 11: from this moment the institution is told nothing more. */
export function endAgreement(
  agreement: SignedAgreement | undefined,
  { reason }: { readonly reason: string },
  { today }: Pick<DecisionContext, 'today'>,
): Decision<AgreementEvent, { agreementId: string }> {
  if (agreement === undefined) return refuse('not-found')
  if (agreement.status === 'ended') return refuse('agreement-ended')
  const { agreementId } = agreement
  return accept([agreementEvent(agreementId, 'agreement-ended', { endedOn: today, reason })], { agreementId })
}
