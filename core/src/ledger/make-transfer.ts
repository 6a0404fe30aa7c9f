import type { Day } from '../calendar/instant.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import { type Account, accountKinds, accountName } from './account.ts'
import { availableIn, type Balances, balanceKey, balanceOf } from './balances.ts'
import { leftOf, takeBack, turned } from './take-back.ts'
import {
  type Leg,
  mostFen,
  mostLegs,
  type Transfer,
  type TransferEvent,
  type TransferKind,
  transferEvent,
} from './transfer.ts'

export interface NewTransfer {
  readonly personId: string | null
  readonly transferId: string
  readonly kind: TransferKind
  readonly legs: readonly Leg[]
  readonly businessDay: Day
  readonly partner?: string
  /** The partner's own number; the transfer's id stands for it where the partner has none. */
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

const none = { reverses: null, reversalNumber: null }

function make(
  balances: Balances,
  transfer: NewTransfer,
  name: 'transfer-posted' | 'transfer-pending',
  reversal: { readonly reverses: string | null; readonly reversalNumber: number | null } = none,
): TransferMade {
  const { personId, transferId, kind, legs, businessDay, partner = null, cause } = transfer
  const wrong = legs.find(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0 || amount > mostFen)
  if (legs.length === 0 || wrong !== undefined) return refuse('amount-invalid', { amount: wrong?.amount ?? 0 })
  if (legs.length > mostLegs) throw new Error(`a transfer of ${legs.length} legs`)
  for (const leg of legs) assertPlaced(leg, personId)
  const short = shortAccount(balances, legs, name === 'transfer-posted')
  if (short !== undefined) return refuse('balance-insufficient', short)
  const partnerReference = partner === null ? null : (transfer.partnerReference ?? transferId)
  const data = { kind, legs, businessDay, partner, partnerReference, cause, ...reversal }
  return { accepted: true, events: [transferEvent({ personId, transferId }, name, data)] }
}

/** At most one person has a part in a transfer, and money never goes from an account to itself: a chapter that says otherwise is wrong. */
function assertPlaced({ debit, credit }: Leg, personId: string | null): void {
  for (const account of [debit, credit]) {
    const owner = accountKinds[account.kind].of === 'person' ? personId : null
    if (account.personId !== owner || (accountKinds[account.kind].of === 'person' && owner === null))
      throw new Error(`a leg at the account ${account.kind} of somebody else`)
  }
  if (balanceKey(debit) === balanceKey(credit)) throw new Error(`a leg from ${debit.kind} to itself`)
}

/**
 * The first guarded account that all legs together would bring below its floor. What is only promised to come in does not cover what
 * is promised to go out.
 */
function shortAccount(
  balances: Balances,
  legs: readonly Leg[],
  now: boolean,
): { account: string; missing: number } | undefined {
  const net = new Map<string, { account: Account; out: number }>()
  for (const { debit, credit, amount } of legs) {
    for (const [account, out] of [
      [debit, amount],
      [credit, now ? -amount : 0],
    ] as const) {
      const key = balanceKey(account)
      net.set(key, { account, out: (net.get(key)?.out ?? 0) + out })
    }
  }
  for (const { account, out } of net.values()) {
    balanceOf(balances, account)
    const missing = out - availableIn(balances, account)
    if (out > 0 && missing > 0) return { account: accountName(account), missing }
  }
  return undefined
}

/**
 * Article 13: a posted transfer is taken back by a transfer the other way round; `legs` (as they are in the original, with smaller
 * amounts) narrows it to a part. All parts together never exceed the original.
 */
export function reverseTransfer(
  balances: Balances,
  original: Transfer,
  reversal: Pick<NewTransfer, 'transferId' | 'businessDay' | 'cause'> & {
    readonly partnerReference?: string
    /** Absent: everything that is left. */
    readonly legs?: readonly Leg[]
  },
): TransferMade {
  if (original.status !== 'posted') return refuse('transfer-not-posted')
  if (original.reverses !== null) return refuse('reversal-not-reversible')
  const left = leftOf(original).filter(({ amount }) => amount > 0)
  if (left.length === 0) return refuse('transfer-reversed-already')
  const { legs = left, ...rest } = reversal
  const wrong = legs.find(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0)
  if (wrong !== undefined) return refuse('amount-invalid', { amount: wrong.amount })
  if (takeBack(original, legs) === undefined) return refuse('reversal-exceeds-transfer')
  const { personId, kind, partner, transferId: reverses, takenBack } = original
  const transfer = { ...rest, personId, kind, legs: legs.map(turned), ...(partner === null ? {} : { partner }) }
  return make(balances, transfer, 'transfer-posted', { reverses, reversalNumber: takenBack.times + 1 })
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
