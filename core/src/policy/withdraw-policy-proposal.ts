import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type PolicyEvent, type PolicyValue, policyEvent } from './policy-value.ts'

/** Article 17: a proposal that is not wanted any more, by its author or by the one who should approve it, ends with a reason. */
export function withdrawPolicyProposal(
  proposal: PolicyValue | undefined,
  reason: string,
  context: DecisionContext,
): Decision<PolicyEvent, Record<never, never>> {
  if (proposal === undefined) return refuse('not-found')
  if (proposal.status !== 'proposed') return refuse('policy-proposal-closed')
  const data = { by: context.actor.id, reason }
  return accept([policyEvent(proposal.policyValueId, 'policy-proposal-withdrawn', data)], {})
}
