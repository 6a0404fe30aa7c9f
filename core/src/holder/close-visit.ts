import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type CounterVisit, isOpen, type VisitEvent, visitEvent } from './visit.ts'

/** Article 11: when the person leaves the counter, what the office may do for them ends. */
export function closeVisit(
  visit: CounterVisit | undefined,
  context: Pick<DecisionContext, 'now' | 'actor'>,
): Decision<VisitEvent, Record<never, never>> {
  if (visit === undefined) return refuse('visit-unknown')
  if (!isOpen(visit, context.now)) return refuse('visit-closed')
  return accept([visitEvent(visit, 'visit-closed', { closedBy: context.actor.id })], {})
}
