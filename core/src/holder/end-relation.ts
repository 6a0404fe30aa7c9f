import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Relation, type RelationEvent, relationEvent } from './relation.ts'

/** Article 9: an office ends a guardianship or a proxy that should not go on, as the authoritative register or a court says. */
export function endRelation(relation: Relation | undefined): Decision<RelationEvent, Record<never, never>> {
  if (relation === undefined) return refuse('relation-unknown')
  if (relation.endedAt !== null) return refuse('relation-ended')
  return accept([relationEvent(relation, 'relation-ended', { reason: 'ended' })], {})
}
