import { type Refused, refuse } from '../decision/decision.ts'
import type { LineWithCard } from './line-with-card.ts'
import { hasEnded } from './stop-line.ts'

/** What every returned item has: the card, and the line of the file or list in which it stands. */
export interface Returned {
  readonly cardNumber: string
  readonly fileLine: number
}

export type Matched<Item, Member> =
  | {
      readonly whole: true
      readonly pairs: readonly (readonly [Member, Item])[]
      /** Lines whose card has ended, with what came back for them all the same. */
      readonly ended: readonly (readonly [Member, Item | undefined])[]
    }
  | { readonly whole: false; readonly refused: Refused }

/**
 * The returned list must answer for every line that waits, once, and for no other: a batch never hides a line. Only of a
 * card that ended the party may know no more. The pairs come in the order of the batch, so that the outcome does not
 * depend on the order of the file.
 */
export function matchReturned<Item extends Returned, Member extends LineWithCard>(
  waiting: readonly Member[],
  returned: readonly Item[],
): Matched<Item, Member> {
  const open = new Map(waiting.map((member) => [member.line.cardNumber, member]))
  const pairs: (readonly [Member, Item])[] = []
  const ended: (readonly [Member, Item | undefined])[] = []
  for (const item of returned) {
    const member = open.get(item.cardNumber)
    if (member === undefined) return { whole: false, refused: refuse('file-card-unknown', { line: item.fileLine }) }
    open.delete(item.cardNumber)
    if (hasEnded(member.card)) ended.push([member, item])
    else pairs.push([member, item])
  }
  for (const member of open.values()) {
    if (!hasEnded(member.card)) return { whole: false, refused: refuse('file-count-wrong', { line: 1, column: 2 }) }
    ended.push([member, undefined])
  }
  const inOrder = ([a]: readonly [Member, unknown], [b]: readonly [Member, unknown]) =>
    a.line.sequence - b.line.sequence
  return { whole: true, pairs: pairs.sort(inOrder), ended: ended.sort(inOrder) }
}
