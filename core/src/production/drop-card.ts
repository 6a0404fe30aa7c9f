import { type Card, type CardEvent, cardEvent } from '../card/card.ts'

/**
 * A card that will not be made: before there is an account it is taken back as if it had never been asked for, later
 * the piece counts as spoiled. Its number is never given to another card.
 */
export function dropCard(card: Card, reason: string): readonly CardEvent[] {
  const cancelled =
    card.social === 'cancelled'
      ? []
      : [cardEvent(card, 'social-cancelled', { reason: 'production-fault', supersededBy: null })]
  switch (card.physical) {
    case 'applied':
      return [...cancelled, cardEvent(card, 'card-retired', {})]
    case 'batched':
      return [cardEvent(card, 'card-unbatched', { reason }), ...cancelled, cardEvent(card, 'card-retired', {})]
    case 'retired':
    case 'spoiled':
    case 'missing':
      return cancelled
    default:
      return [cardEvent(card, 'card-spoiled', { reason }), ...cancelled]
  }
}
