import { addYears, dayOf } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { issuedGeneration, isUsable, mayExchange, mayFirstIssue, mayReissue, type NextCard } from '../card/next-card.ts'
import { foreign } from '../card/refusals-of-state.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type ApplicationKind, type ApplicationReason, reasonsOf } from './application.ts'

export interface CardWish {
  readonly kind: ApplicationKind
  readonly reason: ApplicationReason
  readonly bankId: string
  /** Whether the account of the old card is closed; asked for a change of bank only. */
  readonly oldAccountClosed: boolean
}

/** M7.1, M7.5, M7.6: which card the new one follows, or why there cannot be a new one. */
export function nextCardFor(
  person: Person,
  cards: readonly Card[],
  wish: CardWish,
  context: DecisionContext,
): NextCard {
  const { kind, reason } = wish
  if (!(reasonsOf[kind] as readonly string[]).includes(reason)) return refuse('reason-not-of-kind', { reason })
  if (reason === 'first') return mayFirstIssue(cards)
  if (reason === 'loss')
    return mayReissue(
      cards.filter((card) => !isFollowed(card, cards)),
      context,
    )
  const next = mayExchange(cards, reason, context)
  if (!next.accepted) return next
  const old = cards.find(({ cardId }) => cardId === next.replaces)
  return (old && (foreign(old) ?? unfitReason(person, old, wish))) ?? next
}

/** A lost card that has been replaced already is not replaced a second time. */
function isFollowed(card: Card, cards: readonly Card[]): boolean {
  return cards.some((other) => other.replaces === card.cardId && isUsable(other))
}

function unfitReason(person: Person, old: Card, wish: CardWish): Refused | undefined {
  if (wish.reason === 'printed-change') {
    // Rule: the register changes first; a card asked for after the change carries the new items already (M4.5).
    const changed = person.printedChange !== null && person.printedChange.at > old.requestedAt
    return changed ? undefined : refuse('printed-items-unchanged')
  }
  if (wish.reason === 'bank-change') {
    if (wish.bankId === old.bankId) return refuse('same-bank')
    const nothingToClose = old.finance === 'none' || old.finance === 'closed'
    return wish.oldAccountClosed || nothingToClose ? undefined : refuse('old-account-open')
  }
  return undefined
}

/** M2.10: only cards of the generation that is issued now. */
export function generationNotIssued({ policy, today }: DecisionContext): Refused | undefined {
  const issued = policy.text('card.generations-issued').split(',').map(Number)
  return issued.includes(issuedGeneration) ? undefined : refuse('generation-not-issued', { day: today })
}

/** Losses within twelve months, for the review of repeated ones (Article 14). */
export function lossesWithinYear(cards: readonly Card[], { today }: Pick<DecisionContext, 'today'>): number {
  const since = addYears(today, -1)
  return cards.filter(({ socialLostAt }) => socialLostAt !== null && dayOf(socialLostAt) >= since).length
}
