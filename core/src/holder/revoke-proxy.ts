import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Relation, type RelationEvent, relationEvent } from './relation.ts'

/** Article 9: the holder takes a proxy back, or the proxy gives it back, at any time and without a reason (M9.3). */
export function revokeProxy(
  relation: Relation | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<RelationEvent, Record<never, never>> {
  // To somebody who is no party to it, the relation does not exist.
  const isParty =
    actor.role !== 'citizen' || actor.personId === relation?.personId || actor.personId === relation?.helperId
  if (relation === undefined || relation.kind !== 'proxy' || !isParty) return refuse('relation-unknown')
  if (relation.endedAt !== null) return refuse('relation-ended')
  return accept([relationEvent(relation, 'relation-ended', { reason: 'revoked' })], {})
}
