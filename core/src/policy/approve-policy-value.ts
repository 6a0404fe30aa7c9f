import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type PolicyEvent, type PolicyValue, policyEvent } from './policy-value.ts'
import { tooEarly } from './propose-policy-value.ts'

/**
 * Article 17: a second person puts a proposed value in force from its day on. A day that has begun keeps its rule, so
 * that a case accepted on it can be judged by it years later (M17.2, M17.4). `versions` are all versions of the key.
 */
export function approvePolicyValue(
  proposal: PolicyValue | undefined,
  versions: readonly PolicyValue[],
  context: DecisionContext,
): Decision<PolicyEvent, { readonly number: number }> {
  if (proposal === undefined) return refuse('not-found')
  if (proposal.status !== 'proposed') return refuse('policy-proposal-closed')
  const approver = context.actor.id
  if (isSamePerson(context.actor, proposal.author)) return refuse('same-person-twice')
  const { key, scope, effectiveFrom, legalReference } = proposal
  const early = tooEarly(effectiveFrom, legalReference, context.today)
  if (early !== undefined) return early
  const approved = versions.filter((version) => version.status === 'approved' && version.key === key)
  if (approved.some((version) => version.scope === scope && version.effectiveFrom === effectiveFrom)) {
    return refuse('policy-day-taken', { key, day: effectiveFrom })
  }
  const number = Math.max(0, ...approved.map((version) => version.number ?? 0)) + 1
  return accept([policyEvent(proposal.policyValueId, 'policy-value-approved', { approver, number })], { number })
}
