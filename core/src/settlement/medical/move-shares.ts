import type { Day } from '../../calendar/instant.ts'
import type { Refused } from '../../decision/decision.ts'
import type { Account } from '../../ledger/account.ts'
import type { Balances } from '../../ledger/balances.ts'
import { type NewTransfer, postTransfer, reverseTransfer } from '../../ledger/make-transfer.ts'
import { leftOf } from '../../ledger/take-back.ts'
import type { Leg, Transfer, TransferEvent } from '../../ledger/transfer.ts'
import type { MedicalSettlement } from './medical-settlement.ts'
import type { Shares } from './split-bill.ts'

type Bill = Pick<MedicalSettlement, 'personId' | 'settlementId' | 'institutionId' | 'billNumber' | 'route' | 'terms'>

/** What a transfer needs beside its legs. */
export interface Posting {
  readonly transferId: string
  readonly businessDay: Day
}

const payers = ['fund', 'largeAmount', 'account', 'own'] as const
type SharePayer = (typeof payers)[number]
const purposes = { fund: 'fund', largeAmount: 'large-amount', account: 'medical-account', own: 'own-pay' } as const

function accountOf(payer: SharePayer, { personId, terms }: Pick<Bill, 'personId' | 'terms'>): Account {
  switch (payer) {
    case 'fund':
      return { kind: 'fund', owner: terms.insurance, personId: null }
    case 'largeAmount':
      return { kind: 'fund', owner: 'large-amount', personId: null }
    case 'account':
      return medicalAccount(personId)
    case 'own':
      return { kind: 'own-money', owner: personId, personId }
  }
}

export function medicalAccount(personId: string): Account {
  return { kind: 'medical-account', owner: personId, personId }
}

/** The hospital; or the holder, who has paid the hospital already and claims by hand. */
function payeeOf(bill: Bill): Account {
  if (bill.route === 'by-hand') return accountOf('own', bill)
  return { kind: 'payable', owner: bill.institutionId, personId: null }
}

/** Each share that is paid to the payee as a leg; a holder who paid everything already is not paid by themselves. */
function legsOf(bill: Bill, shares: Shares): readonly Leg[] {
  const payee = payeeOf(bill)
  return payers
    .filter((payer) => shares[payer] > 0 && !(bill.route === 'by-hand' && (payer === 'own' || payer === 'account')))
    .map((payer) => ({ debit: accountOf(payer, bill), credit: payee, amount: shares[payer], purpose: purposes[payer] }))
}

export type SharesMoved = { readonly accepted: true; readonly events: readonly TransferEvent[] } | Refused

const moved = (events: readonly TransferEvent[]): SharesMoved => ({ accepted: true, events })

/** Article 13: the money of a bill, all of it or none. */
export function payShares(balances: Balances, bill: Bill, shares: Shares, posting: Posting): SharesMoved {
  const legs = legsOf(bill, shares)
  return legs.length === 0 ? moved([]) : postTransfer(balances, transferOf(bill, legs, posting, bill.billNumber))
}

function transferOf(bill: Bill, legs: readonly Leg[], posting: Posting, reference: string): NewTransfer {
  const { personId, settlementId, institutionId } = bill
  const { transferId, businessDay } = posting
  return {
    ...{ personId, transferId, businessDay, legs, kind: 'medical-settlement', cause: settlementId },
    // The hospital has no part in money that only the holder gets back.
    ...(bill.route === 'by-hand' ? {} : { partner: institutionId, partnerReference: reference }),
  }
}

/**
 * Article 13: takes back what a bill is less. As far as the original transfer covers it, as its reversal; what an adjustment of the
 * year brought since goes back by a transfer of its own. A claim by hand that brought nothing has no original.
 */
export function giveBack(
  balances: Balances,
  bill: Bill,
  original: Transfer | undefined,
  back: Shares,
  postings: { readonly reference: string; readonly reversal: Posting; readonly rest: Posting },
): SharesMoved {
  const left = original === undefined ? [] : leftOf(original)
  const parts: Leg[] = []
  const rest: Leg[] = []
  for (const leg of legsOf(bill, back)) {
    const covered = left.find(({ purpose }) => purpose === leg.purpose)?.amount ?? 0
    const part = Math.min(covered, leg.amount)
    if (part > 0) parts.push({ ...leg, amount: part })
    if (part < leg.amount) rest.push({ ...leg, debit: leg.credit, credit: leg.debit, amount: leg.amount - part })
  }
  const events: TransferEvent[] = []
  if (original !== undefined && parts.length > 0) {
    const { transferId, businessDay } = postings.reversal
    const made = reverseTransfer(balances, original, {
      ...{ transferId, businessDay, cause: bill.settlementId, legs: parts },
      ...(original.partner === null ? {} : { partnerReference: postings.reference }),
    })
    if (!made.accepted) return made
    events.push(...made.events)
  }
  if (rest.length > 0) {
    const made = postTransfer(balances, transferOf(bill, rest, postings.rest, `${postings.reference}+`))
    if (!made.accepted) return made
    events.push(...made.events)
  }
  return moved(events)
}

/** Article 13: the bill stays what it is, but other purses bear it; the hospital has no part in it. */
export function adjustShares(
  balances: Balances,
  bill: Bill,
  before: Shares,
  after: Shares,
  posting: Posting,
): SharesMoved {
  const more = payers.flatMap((payer) => amountOf(payer, after[payer] - before[payer]))
  const less = payers.flatMap((payer) => amountOf(payer, before[payer] - after[payer]))
  const legs: Leg[] = []
  while (more.length > 0 && less.length > 0) {
    const [from, to] = [more[0] as Part, less[0] as Part]
    const amount = Math.min(from.amount, to.amount)
    legs.push({ debit: accountOf(from.payer, bill), credit: accountOf(to.payer, bill), amount, purpose: 'adjustment' })
    from.amount -= amount
    to.amount -= amount
    if (from.amount === 0) more.shift()
    if (to.amount === 0) less.shift()
  }
  if (legs.length === 0) return moved([])
  const { personId, settlementId: cause } = bill
  const { transferId, businessDay } = posting
  return postTransfer(balances, { personId, transferId, businessDay, legs, kind: 'medical-settlement', cause })
}

interface Part {
  readonly payer: SharePayer
  amount: number
}

function amountOf(payer: SharePayer, amount: number): Part[] {
  return amount > 0 ? [{ payer, amount }] : []
}
