import type { Day } from '../../calendar/instant.ts'
import { type Refused, refuse } from '../../decision/decision.ts'
import { mostFen } from '../../ledger/transfer.ts'
import { itemInForce, itemVersion, type MedicalItem } from './medical-item.ts'

/** A line of a bill as the hospital sends it. */
export interface BillLine {
  readonly code: string
  readonly quantity: number
  /** Fen for the whole quantity. */
  readonly amount: number
}

/** The same with what the catalogue makes of it; `outOfScope + ownShare + inScope = amount`. */
export interface PricedLine extends BillLine {
  readonly line: number
  /** The version of the catalogue's entry. */
  readonly item: string
  readonly class: MedicalItem['class']
  readonly ownPerMille: number
  readonly outOfScope: number
  readonly ownShare: number
  readonly inScope: number
}

/** Half up, once: the only rounding of the chapter. */
export function shareOf(amount: number, perMille: number): number {
  return Math.floor((amount * perMille + 500) / 1000)
}

/** Each line by the catalogue of the day: class C and what exceeds a ceiling is out of scope, of class B the holder pays a share first. */
export function priceLines(
  lines: readonly BillLine[],
  versions: ReadonlyMap<string, readonly MedicalItem[]>,
  on: Day,
): readonly PricedLine[] | Refused {
  const priced: PricedLine[] = []
  let total = 0
  for (const { code, quantity, amount } of lines) {
    const wrong = [amount, quantity].find((figure) => !Number.isSafeInteger(figure) || figure <= 0 || figure > mostFen)
    if (wrong !== undefined) return refuse('amount-invalid', { amount: wrong })
    total += amount
    if (total > mostFen) return refuse('amount-invalid', { amount: total })
    const item = itemInForce(versions.get(code) ?? [], on)
    if (item === undefined) return refuse('medical-item-unknown', { code, day: on })
    const counted = item.ceiling === null ? amount : Math.min(amount, item.ceiling * quantity)
    const outOfScope = item.class === 'C' ? amount : amount - counted
    const ownShare = item.class === 'B' ? shareOf(counted, item.ownPerMille) : 0
    priced.push({
      ...{ line: priced.length + 1, code, quantity, amount, item: itemVersion(item), class: item.class },
      ...{ ownPerMille: item.ownPerMille, outOfScope, ownShare, inScope: amount - outOfScope - ownShare },
    })
  }
  return priced
}
