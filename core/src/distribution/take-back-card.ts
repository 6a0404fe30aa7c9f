import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { hasEnded } from '../production/stop-line.ts'
import type { PackedCard } from './packed-card.ts'
import { parcelLineEvent } from './parcel-line.ts'
import { withdrawCard } from './withdraw-card.ts'

/** Article 3: undelivered mail and cards that an employer gives back wait at the outlet that takes them in. */
export function takeBackCard(
  member: PackedCard | undefined,
  reason: string,
  context: Pick<DecisionContext, 'actor'>,
): Decision<DomainEvent, { officeId: string }> {
  if (member === undefined) return refuse('not-found')
  const { line, card } = member
  const { officeId } = context.actor
  const away =
    (line.kind === 'post' && line.state === 'under-way') || (line.kind === 'employer' && line.state === 'waiting')
  if (!away || card.physical !== 'shipped' || officeId === undefined) return refuse('delivery-not-open')
  if (hasEnded(card)) return accept(withdrawCard(member, officeId), { officeId })
  const { personId, cardId } = card
  return accept<DomainEvent, { officeId: string }>(
    [
      parcelLineEvent(line, 'card-taken-back', { officeId, reason }),
      cardEvent(card, 'card-returned', { reason }),
      cardEvent(card, 'card-arrived', { officeId }),
    ],
    { officeId },
    [{ queue: 'tell-holder', data: { notice: 'card-ready', personId, cardId, officeId, employerId: null } }],
  )
}
