import { type Refused, refuse } from '../decision/decision.ts'
import type { LineWithCard } from './line-with-card.ts'

/** What every returned item has: the card, and the line of the file or list in which it stands. */
export interface Returned {
  readonly cardNumber: string
  readonly fileLine: number
}

export type Matched<Item, Member> =
  | { readonly whole: true; readonly pairs: readonly (readonly [Member, Item])[] }
  | { readonly whole: false; readonly refused: Refused }

/**
 * The returned list must answer for every line that waits, once, and for no other: a batch never hides a line. The
 * pairs come in the order of the batch, so that the outcome does not depend on the order of the file.
 */
export function matchReturned<Item extends Returned, Member extends LineWithCard>(
  waiting: readonly Member[],
  returned: readonly Item[],
): Matched<Item, Member> {
  const open = new Map(waiting.map((member) => [member.line.cardNumber, member]))
  const pairs: (readonly [Member, Item])[] = []
  for (const item of returned) {
    const member = open.get(item.cardNumber)
    if (member === undefined) return { whole: false, refused: refuse('file-card-unknown', { line: item.fileLine }) }
    open.delete(item.cardNumber)
    pairs.push([member, item])
  }
  if (open.size > 0) return { whole: false, refused: refuse('file-count-wrong', { line: 1, column: 2 }) }
  return { whole: true, pairs: pairs.sort(([a], [b]) => a.line.sequence - b.line.sequence) }
}
