import type { Card } from '../card/card.ts'

const inUse: readonly Card['social'][] = ['enabled', 'suspended-provisional']

/**
 * The card that an e-card or an identity number stands for: the one whose social function is on or held, otherwise the newest, so that
 * the answer says what became of it.
 */
export function cardOfPerson<Held extends Pick<Card, 'social' | 'requestedAt'>>(
  cards: readonly Held[],
): Held | undefined {
  return (
    cards.find(({ social }) => inUse.includes(social)) ??
    cards.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1))[0]
  )
}
