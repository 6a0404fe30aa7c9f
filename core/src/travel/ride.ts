import type { Instant } from '../calendar/instant.ts'
import type { FareLine } from './fare-of-ride.ts'
import type { Journey, JourneyEnd } from './pair-taps.ts'

/** A ride as it stands in the books: what it cost and why. A late tap may change it; the difference is posted, nothing is overwritten in the ledger. */
export interface Ride {
  readonly personId: string
  readonly rideId: string
  readonly cardId: string
  readonly operatorId: string
  readonly mode: Journey['mode']
  /** `gone`: a late tap showed that there was no such ride. */
  readonly end: JourneyEnd | 'gone'
  readonly entryTapId: string | null
  readonly exitTapId: string | null
  readonly from: string | null
  readonly to: string | null
  readonly enteredAt: Instant | null
  readonly exitedAt: Instant | null
  readonly metres: number | null
  readonly countedAt: Instant
  /** `2026-11`: the month whose discount steps it moves. */
  readonly month: string
  readonly lines: readonly FareLine[]
  readonly fare: number
  readonly chargedAt: Instant
}

export interface RideEvent {
  readonly stream: 'ride'
  readonly id: string
  readonly personId: string
  readonly name: 'ride-charged' | 'ride-charged-anew'
  readonly data: Omit<Ride, 'personId' | 'rideId' | 'chargedAt'>
}

export function evolveRide(state: Ride | undefined, event: RideEvent, at: Instant): Ride {
  if ((state === undefined) !== (event.name === 'ride-charged')) throw new Error(`${event.name} of ride ${event.id}`)
  return { personId: event.personId, rideId: event.id, ...event.data, chargedAt: at }
}
