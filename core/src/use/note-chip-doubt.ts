import { type Card, type CardEvent, cardEvent } from '../card/card.ts'
import { allowed } from '../card/transitions.ts'
import { accept, type Decision, refuse } from '../decision/decision.ts'
import type { ChipDoubted } from '../presentation/chip-doubt.ts'

/**
 * Article 14: what was refused at a terminal is noted on the card. A wrong proof is a signal and no more; a counter that repeats comes from
 * a second chip with the same key, and then neither of the two works on (M14.2).
 */
export function noteChipDoubt(
  card: Card | undefined,
  { reason, counter, reportedBy }: Omit<ChipDoubted, 'personId' | 'cardId'>,
): Decision<CardEvent, { readonly social: Card['social'] }> {
  if (card === undefined) return refuse('not-found')
  const doubted = allowed(card, 'chip-doubted')
    ? [cardEvent(card, 'chip-doubted', { reason, counter, reportedBy }) as CardEvent]
    : []
  const locks = reason === 'counter-repeated' && allowed(card, 'social-locked')
  if (!locks) return accept(doubted, { social: card.social })
  const locked = cardEvent(card, 'social-locked', { reason: 'chip-copied', lockedBy: reportedBy }) as CardEvent
  return accept([...doubted, locked], { social: 'locked' })
}
