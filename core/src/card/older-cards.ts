import type { Card } from './card.ts'

/** Which of two cards of a person was asked for first; identifiers decide between equal instants, so the order is total. */
export function isOlder(one: Card, other: Card): boolean {
  return one.requestedAt === other.requestedAt ? one.cardId < other.cardId : one.requestedAt < other.requestedAt
}

/** The older cards of the person whose social function has not ended yet. */
export function olderCards(cards: readonly Card[], card: Card): readonly Card[] {
  return cards.filter((other) => other.social !== 'cancelled' && isOlder(other, card))
}

/** A card that works now, or will work again by itself when a provisional report lapses: at most one per person. */
export function isLive(card: Pick<Card, 'social'>): boolean {
  return card.social === 'enabled' || card.social === 'suspended-provisional'
}
