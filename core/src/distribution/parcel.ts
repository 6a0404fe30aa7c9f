import type { Instant } from '../calendar/instant.ts'

/** To a bank outlet, to the post for the persons' own addresses, or to an employer who hands the cards out. */
export const parcelKinds = ['outlet', 'post', 'employer'] as const
export type ParcelKind = (typeof parcelKinds)[number]

export const parcelStates = ['formed', 'dispatched', 'received'] as const
export type ParcelState = (typeof parcelStates)[number]

const parcelTransitions = {
  formed: ['dispatched'],
  dispatched: ['received'],
  received: [],
} as const satisfies Record<ParcelState, readonly ParcelState[]>

/** One box of cards on its way, signed for by the giver and by the receiver (M13.5). */
export interface Parcel {
  readonly parcelId: string
  readonly kind: ParcelKind
  readonly bankId: string
  readonly officeId: string | null
  readonly employerId: string | null
  readonly state: ParcelState
  readonly listed: number
  readonly missing: number
  readonly formedBy: string
  readonly dispatchedBy: string | null
  /** The carrier's number of the consignment, if there is one. */
  readonly consignment: string | null
  readonly receivedBy: string | null
  readonly changedAt: Instant
}

export interface ParcelEventData {
  'parcel-formed': Pick<Parcel, 'kind' | 'bankId' | 'officeId' | 'employerId' | 'listed' | 'formedBy'>
  /** `listed`: what is in the box as it leaves. */
  'parcel-dispatched': { readonly dispatchedBy: string; readonly consignment: string | null; readonly listed: number }
  'parcel-received': { readonly receivedBy: string; readonly missing: number }
}

export type ParcelEventName = keyof ParcelEventData
export type ParcelEvent = {
  readonly [Name in ParcelEventName]: {
    readonly stream: 'parcel'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: ParcelEventData[Name]
  }
}[ParcelEventName]

export function parcelEvent<Name extends ParcelEventName>(
  parcelId: string,
  name: Name,
  data: ParcelEventData[Name],
): ParcelEvent {
  return { stream: 'parcel', id: parcelId, personId: null, name, data } as ParcelEvent
}

export function evolveParcel(parcel: Parcel | undefined, event: ParcelEvent, at: Instant): Parcel {
  if (event.name === 'parcel-formed')
    return {
      parcelId: event.id,
      ...event.data,
      state: 'formed',
      missing: 0,
      dispatchedBy: null,
      consignment: null,
      receivedBy: null,
      changedAt: at,
    }
  if (parcel === undefined) throw new Error(`${event.name} of a parcel that was never formed`)
  const state = event.name === 'parcel-dispatched' ? 'dispatched' : 'received'
  if (!(parcelTransitions[parcel.state] as readonly ParcelState[]).includes(state))
    throw new Error(`parcel ${parcel.parcelId}: ${event.name} is not allowed in ${parcel.state}`)
  return { ...parcel, ...event.data, state, changedAt: at }
}
