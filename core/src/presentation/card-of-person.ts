import type { Instant } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'

const inUse: readonly Card['social'][] = ['enabled', 'suspended-provisional']

/**
 * The card that an e-card or an identity number stood for at a moment: the one that was superseded after it; otherwise the one whose social
 * function is on or held, otherwise the newest, so that the answer says what became of it. What is told late after a lost card was replaced
 * must not count as use of the new one (M14.7).
 */
export function cardOfPerson<Held extends Pick<Card, 'social' | 'requestedAt' | 'cancelReason' | 'cancelledAt'>>(
  cards: readonly Held[],
  at: Instant,
): Held | undefined {
  const stood = cards.filter(
    ({ cancelReason, cancelledAt }) => cancelReason === 'superseded' && cancelledAt !== null && at < cancelledAt,
  )
  return (
    stood.toSorted((a, b) => ((a.cancelledAt ?? at) < (b.cancelledAt ?? at) ? -1 : 1))[0] ??
    cards.find(({ social }) => inUse.includes(social)) ??
    cards.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1))[0]
  )
}
