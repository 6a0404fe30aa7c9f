import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { isInForce, type Relation, type RelationEvent, relationEvent } from './relation.ts'

/**
 * Article 8: with the coming of age the guardianship ends by itself, and a proxy with its last day (M8.4, M9.3). The
 * relation is without force from that day on; this puts the end into the books, so that both can be told.
 */
export function lapseRelation(
  relation: Relation | undefined,
  context: Pick<DecisionContext, 'today'>,
): Decision<RelationEvent, Record<never, never>> {
  if (relation === undefined) return refuse('relation-unknown')
  if (relation.endedAt !== null) return refuse('relation-ended')
  if (isInForce(relation, context.today)) return refuse('relation-not-due')
  return accept([relationEvent(relation, 'relation-ended', { reason: 'lapsed' })], {})
}
