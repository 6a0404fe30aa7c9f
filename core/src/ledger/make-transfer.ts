import type { Day } from '../calendar/instant.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import { accountName } from './account.ts'
import { availableIn, type Balances, balanceKey } from './balances.ts'
import { type Leg, mostFen, type Transfer, type TransferEvent, type TransferKind, transferEvent } from './transfer.ts'

export interface NewTransfer {
  readonly personId: string | null
  readonly transferId: string
  readonly kind: TransferKind
  readonly legs: readonly Leg[]
  readonly businessDay: Day
  readonly partner?: string
  readonly partnerReference?: string
  readonly cause: string
}

export type TransferMade = { readonly accepted: true; readonly events: readonly TransferEvent[] } | Refused

/** Article 13: money moves at once. Refused when an amount is not whole and positive, or an account would fall below its floor. */
export function postTransfer(balances: Balances, transfer: NewTransfer): TransferMade {
  return make(balances, transfer, 'transfer-posted')
}

/** Article 13: money is promised and taken from what is available until it is posted or voided. */
export function holdTransfer(balances: Balances, transfer: NewTransfer): TransferMade {
  return make(balances, transfer, 'transfer-pending')
}

function make(
  balances: Balances,
  transfer: NewTransfer,
  name: 'transfer-posted' | 'transfer-pending',
  reverses: string | null = null,
): TransferMade {
  const { personId, transferId, kind, legs, businessDay, partner = null, partnerReference = null, cause } = transfer
  const wrong = legs.find(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0 || amount > mostFen)
  if (legs.length === 0 || wrong !== undefined) return refuse('amount-invalid', { amount: wrong?.amount ?? 0 })
  const short = shortAccount(balances, legs)
  if (short !== undefined) return refuse('balance-insufficient', short)
  const data = { kind, legs, businessDay, partner, partnerReference, cause, reverses }
  return { accepted: true, events: [transferEvent({ personId, transferId }, name, data)] }
}

/** The first guarded account that all legs together would bring below its floor. */
function shortAccount(balances: Balances, legs: readonly Leg[]): { account: string; missing: number } | undefined {
  const net = new Map<string, { name: string; out: number; leg: Leg['debit'] }>()
  for (const { debit, credit, amount } of legs) {
    for (const [account, out] of [
      [debit, amount],
      [credit, -amount],
    ] as const) {
      const key = balanceKey(account)
      const sum = (net.get(key)?.out ?? 0) + out
      net.set(key, { name: accountName(account), out: sum, leg: account })
    }
  }
  for (const { name, out, leg } of net.values()) {
    const missing = out - availableIn(balances, leg)
    if (out > 0 && missing > 0) return { account: name, missing }
  }
  return undefined
}

/** Article 13: a posted transfer is taken back by a transfer the other way round, once; `legs` narrows it to a part. */
export function reverseTransfer(
  balances: Balances,
  original: Transfer,
  reversal: Pick<NewTransfer, 'transferId' | 'businessDay' | 'cause'> & {
    readonly partnerReference?: string
    /** Absent: everything. */
    readonly legs?: readonly Leg[]
  },
): TransferMade {
  if (original.status !== 'posted') return refuse('transfer-not-posted')
  if (original.reverses !== null) return refuse('reversal-not-reversible')
  const { legs = original.legs, ...rest } = reversal
  const back = legs.map(({ debit, credit, amount, purpose }) => ({ debit: credit, credit: debit, amount, purpose }))
  const { personId, kind, partner } = original
  const transfer: NewTransfer = { ...rest, personId, kind, legs: back, ...(partner === null ? {} : { partner }) }
  return make(balances, transfer, 'transfer-posted', original.transferId)
}

/** What was promised happens. */
export function postPending(transfer: Transfer): TransferMade {
  if (transfer.status !== 'pending') return refuse('transfer-not-pending')
  return { accepted: true, events: [transferEvent(transfer, 'pending-posted', {})] }
}

/** What was promised does not happen. */
export function voidPending(transfer: Transfer, reason: string): TransferMade {
  if (transfer.status !== 'pending') return refuse('transfer-not-pending')
  return { accepted: true, events: [transferEvent(transfer, 'pending-voided', { reason })] }
}
