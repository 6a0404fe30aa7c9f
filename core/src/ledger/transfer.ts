import type { Day, Instant } from '../calendar/instant.ts'
import type { Account } from './account.ts'

/** The most that one leg can move: 100 million yuan. A larger amount is a slip of the key. */
export const mostFen = 10_000_000_000

/** Legs of one transfer: a bill has a dozen parts, never a hundred. */
export const mostLegs = 64

/** Why money moves; statements and reconciliation are sorted by it. */
export const transferKinds = [
  'medical-settlement',
  'fee',
  'benefit',
  'purse-top-up',
  'ride',
  'purse-transfer',
  'purse-refund',
  'ticket',
  'budget',
  'medical-account-credit',
  'migration',
  'difference',
] as const
export type TransferKind = (typeof transferKinds)[number]

/**
 * One positive amount from one account to another. Entries cannot fail to sum to zero: each leg is both of its entries (the form of
 * TigerBeetle's transfers). `purpose` is a short code that a statement explains: `fund`, `own-pay`, `fare`.
 */
export interface Leg {
  readonly debit: Account
  readonly credit: Account
  /** Fen, whole and positive. */
  readonly amount: number
  readonly purpose: string
}

/**
 * - `pending`  promised, taken from what is available
 * - `posted`   done; taken back only by another transfer (M13.4)
 * - `voided`   never happened
 */
export type TransferStatus = 'pending' | 'posted' | 'voided'

/** Money that moves together: all legs or none. At most one person has a part in it. */
export interface Transfer {
  readonly personId: string | null
  readonly transferId: string
  readonly kind: TransferKind
  readonly status: TransferStatus
  readonly legs: readonly Leg[]
  readonly businessDay: Day
  /** With whom it is reconciled: an institution, a bank, null for nobody. */
  readonly partner: string | null
  /** The partner's own number for it, or ours where it has none; unique with the partner. */
  readonly partnerReference: string | null
  /** The settlement, benefit line, ride it belongs to. */
  readonly cause: string
  readonly reverses: string | null
  /** The how-manieth reversal of `reverses` it is, from 1: two that raced cannot both be the same one. */
  readonly reversalNumber: number | null
  readonly madeAt: Instant
  readonly closedAt: Instant | null
  /** What its reversals have taken back. It follows from them and stands in none of its own events. */
  readonly takenBack: TakenBack
}

/** How often a transfer was reversed in part or in whole, and how much of each of its legs. */
export interface TakenBack {
  readonly times: number
  readonly amounts: readonly number[]
}

type Made = Omit<Transfer, 'personId' | 'transferId' | 'status' | 'madeAt' | 'closedAt' | 'takenBack'>

export interface TransferEventData {
  'transfer-posted': Made
  'transfer-pending': Made
  'pending-posted': Record<never, never>
  'pending-voided': { readonly reason: string }
}

export type TransferEvent = {
  readonly [Name in keyof TransferEventData]: {
    readonly stream: 'transfer'
    readonly id: string
    readonly personId: string | null
    readonly name: Name
    readonly data: TransferEventData[Name]
  }
}[keyof TransferEventData]

export function transferEvent<Name extends keyof TransferEventData>(
  transfer: Pick<Transfer, 'personId' | 'transferId'>,
  name: Name,
  data: TransferEventData[Name],
): TransferEvent {
  return { stream: 'transfer', id: transfer.transferId, personId: transfer.personId, name, data } as TransferEvent
}

export function evolveTransfer(state: Transfer | undefined, event: TransferEvent, at: Instant): Transfer {
  const { id: transferId, personId } = event
  if (event.name === 'transfer-posted' || event.name === 'transfer-pending') {
    if (state !== undefined) throw new Error(`transfer ${transferId} exists already`)
    const takenBack = { times: 0, amounts: event.data.legs.map(() => 0) }
    return event.name === 'transfer-posted'
      ? { personId, transferId, status: 'posted', ...event.data, madeAt: at, closedAt: at, takenBack }
      : { personId, transferId, status: 'pending', ...event.data, madeAt: at, closedAt: null, takenBack }
  }
  if (state?.status !== 'pending') throw new Error(`${event.name} of a transfer that is not pending`)
  return { ...state, status: event.name === 'pending-posted' ? 'posted' : 'voided', closedAt: at }
}
