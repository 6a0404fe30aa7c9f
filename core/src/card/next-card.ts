import { addDays } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Card, Generation } from './card.ts'
import { isOlder } from './older-cards.ts'
import { socialRefusal } from './refusals-of-state.ts'

/** Yes, and which card the new one takes the place of. */
export type NextCard = { readonly accepted: true; readonly replaces: string | null } | Refused

/** Only third-generation cards are issued; the second and the first stay readable until they are superseded. */
export const issuedGeneration = 3 satisfies Generation

const gone = ['spoiled', 'missing', 'sealed', 'destroyed', 'retired'] as const

/** A card that is in use or on its way: not ended, and the plastic can still reach or serve its holder. */
export function isUsable(card: Card): boolean {
  return card.social !== 'cancelled' && !(gone as readonly string[]).includes(card.physical)
}

/** Article 7: a first card is for whoever has none; one that was never collected and has been sealed does not count. */
export function mayFirstIssue(cards: readonly Card[]): NextCard {
  return cards.some(isUsable) ? refuse('first-issue-has-card') : { accepted: true, replaces: null }
}

/** Article 7: a card is re-issued after a formal loss report; the old one is dead at once. */
export function mayReissue(cards: readonly Card[], context: Pick<DecisionContext, 'policy'>): NextCard {
  const needsFormal = context.policy.flag('loss.replacement-requires-formal')
  const lost = cards.filter(
    (card) => card.social === 'suspended-formal' || (!needsFormal && card.social === 'suspended-provisional'),
  )
  // Another card may still work, the old one beside a lost new one; the lost one is what is being replaced.
  const newest = newestOf(lost)
  return newest === undefined ? refuse('reissue-needs-formal-loss') : { accepted: true, replaces: newest.cardId }
}

export const exchangeReasons = [
  'damage',
  'printed-change',
  'bank-change',
  'warranty',
  'expiry',
  'generation-upgrade',
] as const
export type ExchangeReason = (typeof exchangeReasons)[number]

/** Article 7: a card is exchanged while it is in the holder's hands; it lives until the new one is enabled. */
export function mayExchange(cards: readonly Card[], reason: ExchangeReason, context: DecisionContext): NextCard {
  const card = newestOf(cards.filter((one) => isUsable(one) && one.physical === 'collected'))
  if (card === undefined) return refuse('exchange-needs-card')
  if (card.social !== 'enabled' && card.social !== 'pending-enable') return socialRefusal(card)
  if (reason === 'generation-upgrade' && card.generation === issuedGeneration) return refuse('generation-current')
  if (reason === 'expiry') {
    const from = addDays(context.today, context.policy.number('card.renewal-before'))
    if (card.expiresOn !== null && card.expiresOn > from) return refuse('renewal-not-due', { day: card.expiresOn })
  }
  return { accepted: true, replaces: card.cardId }
}

function newestOf(cards: readonly Card[]): Card | undefined {
  return cards.reduce<Card | undefined>(
    (newest, card) => (newest === undefined || isOlder(newest, card) ? card : newest),
    undefined,
  )
}
