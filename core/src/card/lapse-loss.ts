import type { Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { type CardFunction, functions } from './report-loss.ts'

/** When the provisional report on a function ends by itself; undefined when none is open. */
export function provisionalUntil(card: Card, one: CardFunction): Instant | undefined {
  const until = one === 'social' ? card.socialProvisionalUntil : card.financeProvisionalUntil
  return card[one] === 'suspended-provisional' && until !== null ? until : undefined
}

/** Article 7: a provisional report lapses at the minute that its receipt named, and the holder is told. */
export function lapseLoss(
  card: Card | undefined,
  context: DecisionContext,
): Decision<CardEvent, { readonly lapsed: CardFunction[] }> {
  if (card === undefined) return refuse('not-found')
  const open = functions.filter((one) => provisionalUntil(card, one) !== undefined)
  const lapsed = open.filter((one) => (provisionalUntil(card, one) as Instant) <= context.now)
  if (open.length > 0 && lapsed.length === 0) return refuse('loss-not-due')
  const { personId, cardId } = card
  return accept(
    lapsed.map((one) => cardEvent(card, `${one}-loss-lapsed`, {})),
    { lapsed },
    lapsed.length === 0
      ? []
      : [{ queue: 'tell-holder', data: { notice: 'loss-lapsed', personId, cardId, functions: lapsed } }],
  )
}
