import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type BlankStock, type BlankStockEvent, blankStockEvent, type PlaceKind } from './blank-stock.ts'

type Answer = { readonly onHand: number }

/** Article 13: a delivery of the maker of blanks enters the books with its note. */
export function stockBlanks(
  stock: BlankStock | undefined,
  input: {
    readonly placeId: string
    readonly placeKind: PlaceKind
    readonly count: number
    readonly deliveryNote: string
  },
): Decision<BlankStockEvent, Answer> {
  const { placeId, placeKind, count, deliveryNote: source } = input
  return accept([blankStockEvent(placeId, 'blanks-issued', { placeKind, count, source })], {
    onHand: (stock?.onHand ?? 0) + count,
  })
}

/** Article 13: blanks that were damaged without a card being tried are counted as spoiled, with the reason. */
export function spoilBlanks(
  stock: BlankStock | undefined,
  input: { readonly count: number; readonly reason: string },
): Decision<BlankStockEvent, Answer> {
  if (stock === undefined || stock.onHand < input.count)
    return refuse('blank-stock-short', { onHand: stock?.onHand ?? 0, needed: input.count })
  const { count, reason } = input
  return accept([blankStockEvent(stock.placeId, 'blanks-spoiled', { count, reason })], { onHand: stock.onHand - count })
}

/** Article 14: the first of the two persons who destroy spoiled blanks (M14.8). */
export function proposeBlankDestruction(
  stock: BlankStock | undefined,
  count: number,
  context: Pick<DecisionContext, 'actor'>,
): Decision<BlankStockEvent, { proposed: number }> {
  const held = stock === undefined ? 0 : stock.spoiled - stock.destroyed
  if (stock === undefined || held < count) return refuse('nothing-to-destroy', { held })
  return accept([blankStockEvent(stock.placeId, 'destruction-proposed', { count, proposedBy: context.actor.id })], {
    proposed: count,
  })
}

/** Article 14: the second person was present and signs; only then do the blanks count as destroyed. */
export function confirmBlankDestruction(
  stock: BlankStock | undefined,
  context: Pick<DecisionContext, 'actor'>,
): Decision<BlankStockEvent, { destroyed: number }> {
  const { destructionCount: count = null, destructionProposedBy: proposedBy = null } = stock ?? {}
  if (stock === undefined || count === null || proposedBy === null) return refuse('destruction-not-proposed')
  if (isSamePerson(context.actor, proposedBy)) return refuse('same-person-twice')
  const confirmedBy = context.actor.id
  return accept([blankStockEvent(stock.placeId, 'blanks-destroyed', { count, proposedBy, confirmedBy })], {
    destroyed: count,
  })
}

/** Article 14: the second person does not agree, or the first takes it back; the spoiled blanks stay in the drawer. */
export function declineBlankDestruction(
  stock: BlankStock | undefined,
  reason: string,
  context: Pick<DecisionContext, 'actor'>,
): Decision<BlankStockEvent, { declined: number }> {
  const count = stock?.destructionCount ?? null
  if (stock === undefined || count === null) return refuse('destruction-not-proposed')
  const declined = { reason, declinedBy: context.actor.id }
  return accept([blankStockEvent(stock.placeId, 'destruction-declined', declined)], { declined: count })
}

/** Article 13: at the end of the day somebody counts; a difference from the books stays open until it is settled. */
export function closeStockDay(
  stock: BlankStock | undefined,
  counted: number,
  context: Pick<DecisionContext, 'actor' | 'today'>,
): Decision<BlankStockEvent, { expected: number; difference: number }> {
  if (stock === undefined) return refuse('not-found')
  const expected = stock.onHand
  const closed = { day: context.today, counted, expected, countedBy: context.actor.id }
  return accept([blankStockEvent(stock.placeId, 'stock-day-closed', closed)], {
    expected,
    difference: counted - expected,
  })
}

/** Article 13: a second person settles the difference with its reason; the books then say what is there. */
export function settleStockDifference(
  stock: BlankStock | undefined,
  reason: string,
  context: Pick<DecisionContext, 'actor'>,
): Decision<BlankStockEvent, Answer> {
  if (stock === undefined || stock.difference === 0) return refuse('no-difference-to-settle')
  if (isSamePerson(context.actor, stock.countedBy)) return refuse('same-person-twice')
  const missing = -stock.difference
  if (stock.onHand < missing) return refuse('blank-stock-short', { onHand: stock.onHand, needed: missing })
  const settled = { missing, reason, settledBy: context.actor.id }
  return accept([blankStockEvent(stock.placeId, 'difference-settled', settled)], { onHand: stock.onHand - missing })
}
