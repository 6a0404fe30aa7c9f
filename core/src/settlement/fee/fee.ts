import type { Day, Instant } from '../../calendar/instant.ts'
import type { FeeKind } from './fee-kind.ts'

/**
 * - `open`               billed, not paid
 * - `paid`
 * - `reversal-proposed`  a large reversal waits for a second person; the money has not moved yet
 * - `reversed`           paid, and given back
 * - `withdrawn`          taken back before it was paid
 */
export const feeStates = ['open', 'paid', 'reversal-proposed', 'reversed', 'withdrawn'] as const
export type FeeState = (typeof feeStates)[number]

/** A bill of an institution for a person, and its receipt. */
export interface Fee {
  readonly personId: string
  readonly feeId: string
  readonly institutionId: string
  /** The institution's own number; unique there. */
  readonly feeNumber: string
  readonly kind: FeeKind
  readonly amount: number
  readonly dueOn: Day
  /** The version of the rule that published the amount; null where none does. */
  readonly rule: string | null
  readonly verified: boolean
  readonly state: FeeState
  readonly paidBy: 'citizen' | 'counter' | null
  readonly transferId: string | null
  readonly receiptNumber: string | null
  readonly paidAt: Instant | null
  readonly reversal: { readonly reason: string; readonly by: string; readonly confirmedBy: string | null } | null
  readonly chargedAt: Instant
}

export interface FeeEventData {
  'fee-charged': Pick<Fee, 'institutionId' | 'feeNumber' | 'kind' | 'amount' | 'dueOn' | 'rule' | 'verified'>
  'fee-paid': {
    readonly paidBy: 'citizen' | 'counter'
    readonly transferId: string
    readonly receiptNumber: string
    readonly useId: string | null
  }
  'fee-reversal-proposed': { readonly reason: string; readonly by: string }
  'fee-reversed': { readonly reason: string; readonly by: string; readonly confirmedBy: string | null }
  'fee-withdrawn': { readonly reason: string; readonly by: string }
}

export type FeeEvent = {
  readonly [Name in keyof FeeEventData]: {
    readonly stream: 'fee'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: FeeEventData[Name]
  }
}[keyof FeeEventData]

export function feeEvent<Name extends keyof FeeEventData>(
  { personId, feeId }: Pick<Fee, 'personId' | 'feeId'>,
  name: Name,
  data: FeeEventData[Name],
): FeeEvent {
  return { stream: 'fee', id: feeId, personId, name, data } as FeeEvent
}

const unpaid = {
  state: 'open',
  paidBy: null,
  transferId: null,
  receiptNumber: null,
  paidAt: null,
  reversal: null,
} as const

export function evolveFee(state: Fee | undefined, event: FeeEvent, at: Instant): Fee {
  if (event.name === 'fee-charged')
    return { personId: event.personId, feeId: event.id, ...event.data, ...unpaid, chargedAt: at }
  if (state === undefined) throw new Error(`${event.name} of a fee that does not exist`)
  switch (event.name) {
    case 'fee-paid': {
      const { paidBy, transferId, receiptNumber } = event.data
      return { ...state, state: 'paid', paidBy, transferId, receiptNumber, paidAt: at }
    }
    case 'fee-reversal-proposed':
      return { ...state, state: 'reversal-proposed', reversal: { ...event.data, confirmedBy: null } }
    case 'fee-reversed':
      return { ...state, state: 'reversed', reversal: event.data }
    case 'fee-withdrawn':
      return { ...state, state: 'withdrawn', reversal: { ...event.data, confirmedBy: null } }
  }
}

/** As the bill stands in the books of its institution, and in the file of the day: bills of a hospital's patients have numbers of their own. */
export function referenceOf({ feeNumber }: Pick<Fee, 'feeNumber'>): string {
  return `fee/${feeNumber}`
}

/** `20261123-8F03A1B2C4D5`: the day of payment, and the end of the bill's own identifier. */
export function receiptNumberOf(feeId: string, paidOn: Day): string {
  return `${paidOn.replaceAll('-', '')}-${feeId.slice(-12).toUpperCase()}`
}
