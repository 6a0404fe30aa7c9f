import { type Card, type CardEvent, cardEvent } from '../card/card.ts'
import type { DomainEvent } from '../decision/decision.ts'
import { applicationOfEnded } from '../production/stop-line.ts'
import type { PackedCard } from './packed-card.ts'
import { parcelLineEvent } from './parcel-line.ts'

/**
 * Articles 7 and 13: a card that ended on the way to its holder goes no further. Its piece is kept under seal where it
 * lies (`officeId`; null before it has left the centre) until two persons destroy it.
 */
export function withdrawCard({ line, card, application }: PackedCard, officeId: string | null): readonly DomainEvent[] {
  return [
    parcelLineEvent(line, 'ended-card-sealed', { officeId }),
    ...withdrawPiece(card),
    ...applicationOfEnded(application, card),
  ]
}

/** What becomes of the piece itself. */
export function withdrawPiece(card: Card): readonly CardEvent[] {
  const reason = 'the card has ended'
  switch (card.physical) {
    case 'keys-replaced':
      return [cardEvent(card, 'card-spoiled', { reason })]
    case 'shipped':
      return [cardEvent(card, 'card-returned', { reason }), cardEvent(card, 'card-sealed', {})]
    case 'at-outlet':
      return [cardEvent(card, 'card-sealed', {})]
    default:
      return []
  }
}
