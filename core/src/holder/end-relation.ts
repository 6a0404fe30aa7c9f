import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Relation, type RelationEvent, relationEvent } from './relation.ts'

/** Article 9: help can be ended at any time, guardianship by an office, a proxy by the holder or the proxy. */
export function endRelation(
  relation: Relation | undefined,
  reason: 'ended' | 'revoked',
): Decision<RelationEvent, Record<never, never>> {
  if (relation === undefined) return refuse('relation-unknown')
  if (relation.endedAt !== null) return refuse('relation-ended')
  return accept([relationEvent(relation, 'relation-ended', { reason })], {})
}
