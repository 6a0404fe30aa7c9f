import { type CancelReason, type Card, type CardEvent, cardEvent } from './card.ts'

/** Ends the social function for good; a card that is then of no use to anybody is retired with it. */
export function endSocial(card: Card, reason: CancelReason, supersededBy: string | null = null): readonly CardEvent[] {
  return [
    cardEvent(card, 'social-cancelled', { reason, supersededBy }),
    ...retirement({ ...card, social: 'cancelled' }),
  ]
}

/**
 * Plastic in the holder's hand is retired when both functions have ended (the bank's account outlives the social
 * function, and old cards are not collected); a card that waits for a batch will not be made.
 */
export function retirement(card: Card): readonly CardEvent[] {
  const financeOver = card.finance === 'none' || card.finance === 'closed'
  const useless = card.social === 'cancelled' && financeOver
  const here = card.physical === 'collected' || card.physical === 'applied'
  return useless && here ? [cardEvent(card, 'card-retired', {})] : []
}
