import { accept, type Decision, type DecisionContext, type Refused } from '../../decision/decision.ts'
import { balanceOf } from '../../ledger/balances.ts'
import type { TransferEvent } from '../../ledger/transfer.ts'
import type { Use } from '../../use/use.ts'
import type { PricedLine } from './bill.ts'
import { type Explanation, explain } from './explain.ts'
import { type BillAsked, dayBarred, decisionBarred, judgeBill, type MedicalBooks } from './medical-bill.ts'
import { type MedicalSettlement, type MedicalSettlementEvent, medicalSettlementEvent } from './medical-settlement.ts'
import { emptyYear, type MedicalYear, type MedicalYearEvent, yearMoved } from './medical-year.ts'
import { medicalAccount, payShares } from './move-shares.ts'
import { type Preview, previewBarred } from './preview.ts'
import { splitBill } from './split-bill.ts'

export type MedicalEvent = MedicalSettlementEvent | MedicalYearEvent | TransferEvent

/** A bill that was judged, with where it comes from. */
export type BillToSettle = Pick<
  MedicalSettlement,
  'personId' | 'institutionId' | 'billNumber' | 'servedOn' | 'route' | 'emergency' | 'useId' | 'stayId' | 'terms'
> & { readonly lines: readonly PricedLine[]; readonly accountHolds: number }

export interface BillSettled {
  readonly accepted: true
  readonly settlementId: string
  readonly year: MedicalYear
  readonly accountPaid: number
  readonly explanation: Explanation
  readonly events: readonly MedicalEvent[]
}

/** Splits, records and pays one bill of a year; several of one command follow each other with the year that the one before left. */
export function settleInto(
  year: MedicalYear,
  balances: MedicalBooks['balances'],
  { accountHolds, lines, terms, ...bill }: BillToSettle,
  context: Pick<DecisionContext, 'newId' | 'today'>,
): BillSettled | Refused {
  const { treatment } = terms
  const { split, after } = splitBill(lines, terms, year.accumulators[treatment], accountHolds)
  const [settlementId, transferId] = [context.newId(), context.newId()]
  const paid = payShares(balances, { ...bill, settlementId, terms }, split.shares, {
    transferId,
    businessDay: context.today,
  })
  if (!paid.accepted) return paid
  const settlements = year.settlements + 1
  const accumulators = { ...year.accumulators, [treatment]: after }
  const { personId, ...told } = bill
  const settled = medicalSettlementEvent({ personId, settlementId }, 'bill-settled', {
    ...{ ...told, lines, terms, split, year: year.year, position: settlements },
    transferId: paid.events.length === 0 ? null : transferId,
  })
  return {
    accepted: true,
    settlementId,
    year: { ...year, accumulators, settlements },
    accountPaid: split.shares.account,
    explanation: explain(split, terms, year.accumulators[treatment], after),
    events: [settled, yearMoved(year, { accumulators, settlements, because: settlementId }), ...paid.events],
  }
}

export interface SettleWish extends BillAsked {
  readonly personId: string
  readonly institutionId: string
  readonly route: 'network' | 'late'
  /** Digest of the bill and the institution, as a preview holds it. */
  readonly digest: string
  readonly preview: Preview | null
}

export interface SettleBooks extends MedicalBooks {
  readonly use: Use | undefined
}

type Asking = Pick<DecisionContext, 'now' | 'today' | 'policy' | 'newId'>

/** Article 2: what a bill would come to; nothing changes. */
export function previewBill(
  books: SettleBooks,
  wish: Omit<SettleWish, 'preview'>,
  context: Asking,
): Decision<never, Explanation & { readonly seen: Preview }> {
  const barred = dayBarred(wish.servedOn, context) ?? decisionBarred(books.use, wish, context)
  if (barred !== undefined) return barred
  const judged = judgeBill(books, wish, context)
  if ('accepted' in judged) return judged
  const accountHolds = accountHeld(books, wish)
  const before = yearOf(books, wish).accumulators.outpatient
  const { split, after } = splitBill(judged.lines, judged.terms, before, accountHolds)
  const seen = { ...stateOf(books, wish, accountHolds), at: context.now }
  return accept([], { ...explain(split, judged.terms, before, after), seen })
}

/** Articles 2, 5 and 13: a bill is settled once, at once, and its money moves with it. */
export function settleBill(
  books: SettleBooks,
  wish: SettleWish,
  context: Asking,
): Decision<MedicalEvent, Explanation & { readonly settlementId: string }> {
  const barred = dayBarred(wish.servedOn, context) ?? decisionBarred(books.use, wish, context)
  if (barred !== undefined) return barred
  const judged = judgeBill(books, wish, context)
  if ('accepted' in judged) return judged
  const accountHolds = accountHeld(books, wish)
  const stale = wish.preview && previewBarred(wish.preview, stateOf(books, wish, accountHolds), context)
  if (stale) return stale
  const { personId, institutionId, billNumber, servedOn, route, emergency } = wish
  const useId = books.use?.useId ?? null
  const bill = { personId, institutionId, billNumber, servedOn, route, emergency, useId, stayId: null, accountHolds }
  const settled = settleInto(yearOf(books, wish), books.balances, { ...bill, ...judged }, context)
  if (!('settlementId' in settled)) return settled
  const { settlementId, explanation, events } = settled
  return accept(events, { settlementId, ...explanation })
}

function stateOf(books: SettleBooks, { personId, digest }: Omit<SettleWish, 'preview'>, accountHolds: number) {
  return { personId, bill: digest, yearVersion: books.year?.version ?? 0, accountHolds }
}

function yearOf({ year }: MedicalBooks, { personId, servedOn }: Pick<SettleWish, 'personId' | 'servedOn'>) {
  return year ?? emptyYear(personId, Number(servedOn.slice(0, 4)))
}

/** What may be paid from the personal account: nothing, where the holder does not want it. */
export function accountHeld(
  { balances }: Pick<MedicalBooks, 'balances'>,
  { personId, useAccount }: { readonly personId: string; readonly useAccount: boolean },
): number {
  if (!useAccount) return 0
  const { posted, pendingOut } = balanceOf(balances, medicalAccount(personId))
  return Math.max(0, posted - pendingOut)
}
