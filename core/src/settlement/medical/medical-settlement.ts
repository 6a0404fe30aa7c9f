import type { Day, Instant } from '../../calendar/instant.ts'
import type { PricedLine } from './bill.ts'
import type { Split } from './split-bill.ts'
import type { Terms } from './terms.ts'

/**
 * How a bill came to us.
 *
 * - `network` the card was shown and the hospital asked at once
 * - `late`    the hospital was off line and tells it afterwards
 * - `by-hand` paid at the hospital without the card and claimed at a counter with the papers (Article 1: no card, no loss)
 */
export const settlementRoutes = ['network', 'late', 'by-hand'] as const
export type SettlementRoute = (typeof settlementRoutes)[number]

/** One bill that was settled, with everything by which it can be explained and told again. */
export interface MedicalSettlement {
  readonly personId: string
  readonly settlementId: string
  readonly institutionId: string
  /** The institution's number of the bill; unique there for good. */
  readonly billNumber: string
  readonly servedOn: Day
  /** Of the day of service, and the order of settlement in it: what accumulates does so in this order. */
  readonly year: number
  readonly position: number
  readonly route: SettlementRoute
  readonly emergency: boolean
  /** The decision about the card that it rests on; null for a claim by hand. */
  readonly useId: string | null
  readonly stayId: string | null
  /** What is left of the bill after refunds. */
  readonly lines: readonly PricedLine[]
  readonly terms: Terms
  readonly split: Split
  readonly status: 'settled' | 'reversed'
  /** Null when a claim by hand brought nothing back. */
  readonly transferId: string | null
  readonly refunds: number
  readonly settledAt: Instant
  readonly changedAt: Instant
}

export interface MedicalSettlementEventData {
  'bill-settled': Omit<
    MedicalSettlement,
    'personId' | 'settlementId' | 'status' | 'refunds' | 'settledAt' | 'changedAt'
  >
  'bill-refunded': { readonly lines: readonly PricedLine[]; readonly split: Split; readonly reason: string }
  'bill-reversed': { readonly reason: string }
  /** Another bill of the year was reversed or refunded, so this one stands elsewhere in the segments. */
  'bill-recalculated': { readonly split: Split; readonly because: string }
}

export type MedicalSettlementEvent = {
  readonly [Name in keyof MedicalSettlementEventData]: {
    readonly stream: 'medical-settlement'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: MedicalSettlementEventData[Name]
  }
}[keyof MedicalSettlementEventData]

export function medicalSettlementEvent<Name extends keyof MedicalSettlementEventData>(
  { personId, settlementId }: Pick<MedicalSettlement, 'personId' | 'settlementId'>,
  name: Name,
  data: MedicalSettlementEventData[Name],
): MedicalSettlementEvent {
  return { stream: 'medical-settlement', id: settlementId, personId, name, data } as MedicalSettlementEvent
}

export function evolveMedicalSettlement(
  state: MedicalSettlement | undefined,
  event: MedicalSettlementEvent,
  at: Instant,
): MedicalSettlement {
  if (event.name === 'bill-settled') {
    const { id: settlementId, personId } = event
    return { personId, settlementId, ...event.data, status: 'settled', refunds: 0, settledAt: at, changedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a settlement that does not exist`)
  switch (event.name) {
    case 'bill-refunded': {
      const { lines, split } = event.data
      return { ...state, lines, split, refunds: state.refunds + 1, changedAt: at }
    }
    case 'bill-reversed':
      return { ...state, status: 'reversed', changedAt: at }
    case 'bill-recalculated':
      return { ...state, split: event.data.split, changedAt: at }
  }
}
