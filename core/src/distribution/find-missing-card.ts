import { type Card, cardEvent } from '../card/card.ts'
import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type ParcelLine, parcelLineEvent } from './parcel-line.ts'

/** Article 13: a card that was missing turns up; it has been ended, so it is recorded and then only destroyed. */
export function findMissingCard(
  line: ParcelLine | undefined,
  card: Card | undefined,
  officeId: string,
): Decision<DomainEvent, { physical: string }> {
  if (line === undefined || card === undefined) return refuse('not-found')
  if (line.state !== 'missing' || card.physical !== 'missing') return refuse('delivery-not-open')
  return accept<DomainEvent, { physical: string }>(
    [
      parcelLineEvent(line, 'lost-card-found', { officeId }),
      cardEvent(card, 'card-returned', { reason: 'found after it was missing' }),
    ],
    { physical: 'returned' },
  )
}
