import type { Card } from '../card/card.ts'
import { issuedGeneration, isUsable } from '../card/next-card.ts'
import { type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Application, ApplicationEvent, Delivery } from './application.ts'
import { type Applied, type Applying, applyForCard } from './apply-for-card.ts'
import { type Group, type GroupLine, type GroupLineEvent, groupLineEvent } from './group.ts'

/** Article 8: a line of an employer’s or school’s list is the same application as every other, with an outcome of its own. */
export function applyForEmployee(
  world: Omit<Applying, 'group' | 'nameMatches'> & {
    readonly group: Group | undefined
    readonly line: GroupLine | undefined
  },
  context: DecisionContext,
): Decision<ApplicationEvent | GroupLineEvent, Applied> {
  const { group, line } = world
  if (group === undefined || line === undefined || line.position === null) return refuse('not-found')
  if (line.status === 'opted-out' || line.bankId === null) return refuse('group-opted-out')
  if (line.status === 'applied') return refuse('group-line-decided')
  const delivery = deliveryOf(group, line)
  const decision = applyForCard(
    // The name was held against the register when the list was received.
    { ...world, group, nameMatches: true },
    {
      ...purposeOf(world.cards),
      bankId: line.bankId,
      oldAccountClosed: false,
      delivery,
      outletId: delivery === 'outlet' ? line.outletId : null,
      instantOutletId: null,
      guardianConsent: null,
      dutyShown: null,
    },
    context,
  )
  if (!decision.accepted) return decision
  const { applicationId } = decision.answer
  const applied = groupLineEvent(line.personId, 'line-applied', { groupId: group.groupId, applicationId })
  return { ...decision, events: [...decision.events, applied] }
}

/** An employer asks for the card its people need: the first, or the third generation in place of an older one. */
function purposeOf(cards: readonly Card[]): Pick<Application, 'kind' | 'reason'> {
  const usable = cards.filter(isUsable)
  const older = usable.length > 0 && usable.every(({ generation }) => generation !== issuedGeneration)
  return older ? { kind: 'renewal', reason: 'generation-upgrade' } : { kind: 'first-issue', reason: 'first' }
}

function deliveryOf(group: Group, line: GroupLine): Delivery {
  if (group.collection === 'employer') return 'employer'
  return line.outletId === null ? 'post' : 'outlet'
}
