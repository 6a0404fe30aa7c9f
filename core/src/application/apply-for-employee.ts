import { type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { ApplicationEvent } from './application.ts'
import { type Applied, type ApplyForCard, type Applying, applyForCard } from './apply-for-card.ts'
import { type GroupLine, type GroupLineEvent, groupLineEvent } from './group.ts'

/** Article 8: a line of an employer’s or school’s list is the same application as every other, with an outcome of its own. */
export function applyForEmployee(
  world: Applying & { readonly line: GroupLine | undefined },
  wish: ApplyForCard,
  context: DecisionContext,
): Decision<ApplicationEvent | GroupLineEvent, Applied> {
  const { group, line } = world
  if (group === undefined || group === null || line === undefined) return refuse('not-found')
  if (line.status === 'opted-out') return refuse('group-opted-out')
  if (line.status !== 'waiting') return refuse('group-line-decided')
  const decision = applyForCard(world, wish, context)
  if (!decision.accepted) return decision
  const { applicationId } = decision.answer
  const applied = groupLineEvent(line.personId, 'line-applied', { groupId: group.groupId, applicationId })
  return { ...decision, events: [...decision.events, applied] }
}
