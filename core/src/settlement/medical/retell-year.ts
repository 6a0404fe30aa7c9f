import { type Accumulators, emptyAccumulators } from './accumulator.ts'
import type { MedicalSettlement } from './medical-settlement.ts'
import { type Split, splitBill } from './split-bill.ts'

export type ToldBill = Pick<MedicalSettlement, 'settlementId' | 'position' | 'status' | 'lines' | 'terms' | 'split'>

/**
 * Article 13: the year from its beginning, as if what was reversed or refunded had never been: every bill that stands, in the order of
 * settlement, by the terms that it was settled with. The personal account never pays more than it did; what it must not have paid
 * goes back to it.
 */
export function retellYear(settlements: readonly ToldBill[]): {
  readonly accumulators: Accumulators
  readonly splits: ReadonlyMap<string, Split>
} {
  let accumulators: Accumulators = emptyAccumulators
  const splits = new Map<string, Split>()
  const standing = settlements.filter(({ status }) => status === 'settled')
  for (const { settlementId, lines, terms, split } of standing.toSorted((a, b) => a.position - b.position)) {
    const { treatment } = terms
    const told = splitBill(lines, terms, accumulators[treatment], split.shares.account)
    accumulators = { ...accumulators, [treatment]: told.after }
    splits.set(settlementId, told.split)
  }
  return { accumulators, splits }
}
