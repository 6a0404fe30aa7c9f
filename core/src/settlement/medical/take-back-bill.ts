import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import type { Transfer } from '../../ledger/transfer.ts'
import { type MedicalSettlement, medicalSettlementEvent } from './medical-settlement.ts'
import { type MedicalYear, yearMoved } from './medical-year.ts'
import { adjustShares, giveBack } from './move-shares.ts'
import { retellYear } from './retell-year.ts'
import type { MedicalEvent } from './settle-bill.ts'
import { type Shares, sameSplit } from './split-bill.ts'

/** A year with all its bills, as it is loaded before anything in it is taken back. */
export interface YearBooks {
  readonly year: MedicalYear | undefined
  readonly settlements: readonly MedicalSettlement[]
  readonly bill: MedicalSettlement | undefined
  readonly original: Transfer | undefined
  readonly balances: Balances
}

export interface TakenBack {
  readonly settlementId: string
  /** What goes back to whom. */
  readonly back: Shares
  /** Later bills of the year whose shares moved. */
  readonly recalculated: number
}

type Asking = Pick<DecisionContext, 'newId' | 'today'>

/** Article 13: a bill is taken back by counter-entries, and the year is told again from its point. */
export function reverseBill(
  books: YearBooks,
  { reason }: { readonly reason: string },
  context: Asking,
): Decision<MedicalEvent, TakenBack> {
  const { bill } = books
  if (bill === undefined) return refuse('bill-unknown')
  if (bill.status === 'reversed') return refuse('bill-reversed')
  const reversed: MedicalSettlement = { ...bill, status: 'reversed' }
  const told = medicalSettlementEvent(bill, 'bill-reversed', { reason })
  return takeBack(books, bill, reversed, bill.split.shares, told, `${bill.billNumber}/reversed`, context)
}

/** Article 13: lines of a bill are given back; what remains is split anew. */
export function refundBill(
  books: YearBooks,
  { lines, reason }: { readonly lines: readonly number[]; readonly reason: string },
  context: Asking,
): Decision<MedicalEvent, TakenBack> {
  const { bill } = books
  if (bill === undefined) return refuse('bill-unknown')
  if (bill.status === 'reversed') return refuse('bill-reversed')
  const missing = lines.find((number) => !bill.lines.some(({ line }) => line === number))
  if (missing !== undefined) return refuse('bill-line-unknown', { line: missing })
  const left = bill.lines.filter(({ line }) => !lines.includes(line))
  if (left.length === 0) return refuse('refund-of-everything')
  const smaller: MedicalSettlement = { ...bill, lines: left }
  const { splits } = retellYear(
    books.settlements.map((one) => (one.settlementId === bill.settlementId ? smaller : one)),
  )
  const split = splits.get(bill.settlementId) ?? bill.split
  const told = medicalSettlementEvent(bill, 'bill-refunded', { lines: left, split, reason })
  const back = minus(bill.split.shares, split.shares)
  const reference = `${bill.billNumber}/refund-${bill.refunds + 1}`
  return takeBack(books, bill, { ...smaller, split }, back, told, reference, context)
}

function takeBack(
  books: YearBooks,
  before: MedicalSettlement,
  after: MedicalSettlement,
  back: Shares,
  told: MedicalEvent,
  reference: string,
  { newId, today: businessDay }: Asking,
): Decision<MedicalEvent, TakenBack> {
  const { year, original, balances } = books
  if (year === undefined) return refuse('not-found')
  const returned = giveBack(balances, before, original, back, {
    reference,
    reversal: { transferId: newId(), businessDay },
    rest: { transferId: newId(), businessDay },
  })
  if (!returned.accepted) return returned
  const { settlementId } = before
  const settlements = books.settlements.map((one) => (one.settlementId === settlementId ? after : one))
  const { accumulators, splits } = retellYear(settlements)
  const events: MedicalEvent[] = [told, ...returned.events]
  let recalculated = 0
  for (const bill of settlements) {
    const split = splits.get(bill.settlementId)
    if (split === undefined || bill.settlementId === settlementId) continue
    if (sameSplit(split, bill.split)) continue
    const posting = { transferId: newId(), businessDay }
    const adjusted: { accepted: true; events: readonly MedicalEvent[] } | Refused = adjustShares(
      balances,
      bill,
      bill.split.shares,
      split.shares,
      posting,
    )
    if (!adjusted.accepted) return adjusted
    events.push(medicalSettlementEvent(bill, 'bill-recalculated', { split, because: settlementId }), ...adjusted.events)
    recalculated += 1
  }
  events.push(yearMoved(year, { accumulators, settlements: year.settlements, because: settlementId }))
  return accept(events, { settlementId, back, recalculated })
}

function minus(one: Shares, other: Shares): Shares {
  return {
    fund: one.fund - other.fund,
    largeAmount: one.largeAmount - other.largeAmount,
    account: one.account - other.account,
    own: one.own - other.own,
  }
}
