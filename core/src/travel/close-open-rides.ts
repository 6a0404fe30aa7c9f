import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Balances } from '../ledger/balances.ts'
import type { TravelBooks, TravelOfCard } from './record-taps.ts'
import { chargeCard } from './record-taps.ts'
import { retellRides } from './retell-rides.ts'
import { travelRules } from './travel-rules.ts'

/** Article 5: an entry to which no exit can belong any more is charged with what one known end costs. */
export function closeOpenRides(
  card: TravelOfCard | undefined,
  of: { readonly personId: string; readonly cardId: string },
  books: Pick<TravelBooks, 'networkAt' | 'balances' | 'services'>,
  context: DecisionContext,
): Decision<DomainEvent, { closed: number }> {
  if (card === undefined) return refuse('card-unknown')
  const changes = retellRides({ ...card, ...of }, context.now, travelRules(books, context.policy))
  const balances: Balances = new Map(books.balances)
  return accept(chargeCard(of, changes, card.facts, { ...books, balances }, context), { closed: changes.length })
}
