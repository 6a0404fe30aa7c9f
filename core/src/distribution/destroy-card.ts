import { isSamePerson } from '../access/same-person.ts'
import { type Card, cardEvent } from '../card/card.ts'
import { allowed } from '../card/transitions.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { type CardDestruction, cardDestructionEvent } from './card-destruction.ts'

type Context = Pick<DecisionContext, 'actor'>

/** Article 14: the first of the two persons who destroy a sealed, returned, spoiled or retired card (M14.8). */
export function proposeCardDestruction(
  card: Card | undefined,
  destruction: CardDestruction | undefined,
  reason: string,
  context: Context,
): Decision<DomainEvent, { proposed: true }> {
  if (card === undefined) return refuse('not-found')
  if (!allowed(card, 'card-destroyed') || destruction?.confirmedBy === null) return refuse('card-cannot-be-destroyed')
  const proposed = { reason, proposedBy: context.actor.id }
  return accept<DomainEvent, { proposed: true }>([cardDestructionEvent(card, 'card-destruction-proposed', proposed)], {
    proposed: true,
  })
}

/** Article 14: the second person was present and signs; what is destroyed is recorded for good. */
export function confirmCardDestruction(
  card: Card | undefined,
  destruction: CardDestruction | undefined,
  context: Context,
): Decision<DomainEvent, { destroyed: true }> {
  if (card === undefined) return refuse('not-found')
  if (destruction === undefined || destruction.confirmedBy !== null) return refuse('destruction-not-proposed')
  if (isSamePerson(context.actor, destruction.proposedBy)) return refuse('same-person-twice')
  if (!allowed(card, 'card-destroyed')) return refuse('card-cannot-be-destroyed')
  return accept<DomainEvent, { destroyed: true }>(
    [
      cardDestructionEvent(card, 'card-destruction-confirmed', { confirmedBy: context.actor.id }),
      cardEvent(card, 'card-destroyed', { reason: destruction.reason }),
    ],
    { destroyed: true },
  )
}
