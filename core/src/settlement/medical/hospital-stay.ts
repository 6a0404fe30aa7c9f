import { addDays, type Day, type Instant } from '../../calendar/instant.ts'
import type { PricedLine } from './bill.ts'

/** A stay in a hospital, from the card shown at admission to the bills of its periods. */
export interface HospitalStay {
  readonly personId: string
  readonly stayId: string
  readonly institutionId: string
  readonly admissionNumber: string
  readonly admittedOn: Day
  readonly emergency: boolean
  readonly referred: boolean
  readonly useId: string
  /** Charges so far, of one version of an item together; `period` counts from 0, each of at most 90 days. */
  readonly charges: readonly StayCharge[]
  readonly status: 'open' | 'settled'
  readonly dischargedOn: Day | null
  readonly openedAt: Instant
}

export interface StayCharge extends PricedLine {
  readonly period: number
}

export interface HospitalStayEventData {
  admitted: Omit<HospitalStay, 'personId' | 'stayId' | 'charges' | 'status' | 'dischargedOn' | 'openedAt'>
  'charges-added': { readonly day: Day; readonly period: number; readonly lines: readonly PricedLine[] }
  discharged: { readonly dischargedOn: Day }
}

export type HospitalStayEvent = {
  readonly [Name in keyof HospitalStayEventData]: {
    readonly stream: 'hospital-stay'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: HospitalStayEventData[Name]
  }
}[keyof HospitalStayEventData]

export function hospitalStayEvent<Name extends keyof HospitalStayEventData>(
  { personId, stayId }: Pick<HospitalStay, 'personId' | 'stayId'>,
  name: Name,
  data: HospitalStayEventData[Name],
): HospitalStayEvent {
  return { stream: 'hospital-stay', id: stayId, personId, name, data } as HospitalStayEvent
}

export function evolveHospitalStay(
  state: HospitalStay | undefined,
  event: HospitalStayEvent,
  at: Instant,
): HospitalStay {
  if (event.name === 'admitted') {
    const { personId, id: stayId } = event
    return { personId, stayId, ...event.data, charges: [], status: 'open', dischargedOn: null, openedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a stay that does not exist`)
  if (event.name === 'discharged') return { ...state, status: 'settled', dischargedOn: event.data.dischargedOn }
  const { period, lines } = event.data
  return { ...state, charges: lines.reduce((charges, line) => withCharge(charges, { ...line, period }), state.charges) }
}

function withCharge(charges: readonly StayCharge[], added: StayCharge): readonly StayCharge[] {
  const same = charges.findIndex(({ period, item }) => period === added.period && item === added.item)
  const before = charges[same]
  if (before === undefined) return [...charges, added]
  return charges.with(same, {
    ...before,
    quantity: before.quantity + added.quantity,
    amount: before.amount + added.amount,
    outOfScope: before.outOfScope + added.outOfScope,
    ownShare: before.ownShare + added.ownShare,
    inScope: before.inScope + added.inScope,
  })
}

/** The period of a day: the first lasts from admission for so many days, then the next begins. */
export function periodOf({ admittedOn }: Pick<HospitalStay, 'admittedOn'>, day: Day, days: number): number {
  return Math.floor((Date.parse(day) - Date.parse(admittedOn)) / (days * 86_400_000))
}

/** Last day of a period of a stay that ended on the day. */
export function periodEnd(
  { admittedOn }: Pick<HospitalStay, 'admittedOn'>,
  period: number,
  days: number,
  dischargedOn: Day,
): Day {
  const end = addDays(admittedOn, (period + 1) * days - 1)
  return end < dischargedOn ? end : dischargedOn
}
