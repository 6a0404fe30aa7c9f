import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import type { FareTable } from '../policy/table/fare-table.ts'
import { fareOfRide, totalOf } from './fare-of-ride.ts'
import { type Journey, monthOf, type PairingRules, pairTaps } from './pair-taps.ts'
import type { Ride, RideEvent } from './ride.ts'
import { compareTaps, type Tap } from './tap.ts'

export interface TravelRules extends PairingRules {
  readonly boundary: 'exit' | 'entry'
  tableAt(at: Instant): FareTable
}

/**
 * What of a card can change when a tap at this moment is told: rides that count from `ridesFrom` on. To tell them, taps from `tapsFrom`
 * on are needed, because a ride is no longer than the rules allow.
 */
export function reachOf(at: Instant, longestMs: number): { readonly ridesFrom: Instant; readonly tapsFrom: Instant } {
  return { ridesFrom: addMilliseconds(at, -longestMs), tapsFrom: addMilliseconds(at, -2 * longestMs) }
}

/** What is known of one card before it is told anew. */
export interface CardTravel {
  readonly personId: string
  readonly cardId: string
  /** Rides that count before it stay as they are. */
  readonly ridesFrom: Instant
  /** All taps of the card from `tapsFrom` on, new and old. */
  readonly taps: readonly Tap[]
  /** Rides that count from `ridesFrom` on, as they stand. */
  readonly rides: readonly Ride[]
  /** What metro rides cost that count before `ridesFrom`, by month. */
  readonly paidBefore: ReadonlyMap<string, number>
}

export interface RideChange {
  readonly event: RideEvent
  readonly operatorId: string
  /** What the holder pays more than before; negative is given back. */
  readonly difference: number
  readonly anew: boolean
}

/**
 * Article 5: the rides of a card told anew from the first moment that a late tap can touch; only differences come out. Because a price
 * depends on what was paid before in the month, a tap that comes late may change what later rides cost.
 */
export function retellRides(card: CardTravel, now: Instant, rules: TravelRules): readonly RideChange[] {
  const { ridesFrom, taps, rides, paidBefore } = card
  const journeys = pairTaps(taps, now, rules)
    .filter(({ countedAt }) => countedAt >= ridesFrom)
    .toSorted((one, other) => compareTaps(keyTap(one), keyTap(other)))
  const paid = new Map(paidBefore)
  const before = new Map(rides.map((ride) => [ride.rideId, ride]))
  const changes: RideChange[] = []
  for (const journey of journeys) {
    const ride = pricedRide(card, journey, paid, rules)
    if (journey.mode === 'metro') paid.set(ride.month, (paid.get(ride.month) ?? 0) + ride.fare)
    const known = before.get(journey.rideId)
    before.delete(journey.rideId)
    if (known === undefined || !sameRide(known, ride)) changes.push(changeOf(card, journey.rideId, ride, known))
  }
  for (const gone of before.values()) {
    if (gone.end === 'gone') continue
    const { personId: _, rideId, chargedAt: __, ...ride } = gone
    changes.push(changeOf(card, rideId, { ...ride, end: 'gone', lines: [], fare: 0 }, gone))
  }
  return changes
}

type RideData = RideEvent['data']

function pricedRide(
  { cardId }: CardTravel,
  journey: Journey,
  paid: ReadonlyMap<string, number>,
  rules: TravelRules,
): RideData {
  const { mode, end, entry, exit, metres, countedAt } = journey
  const month = monthOf(journey, rules.boundary)
  const lines = fareOfRide(journey, rules.tableAt(countedAt), paid.get(month) ?? 0)
  return {
    ...{ cardId, mode, end, metres, countedAt, month, lines },
    operatorId: keyTap(journey).operatorId,
    entryTapId: entry?.tapId ?? null,
    exitTapId: exit?.tapId ?? null,
    from: entry?.place ?? null,
    to: exit?.place ?? null,
    enteredAt: entry?.at ?? null,
    exitedAt: exit?.at ?? null,
    fare: totalOf(lines),
  }
}

/** The tap that gave the ride its name. */
function keyTap({ entry, exit }: Journey): Tap {
  return (exit ?? entry) as Tap
}

function changeOf({ personId }: CardTravel, id: string, data: RideData, known: Ride | undefined): RideChange {
  const name = known === undefined ? 'ride-charged' : 'ride-charged-anew'
  const difference = data.fare - (known?.fare ?? 0)
  const event: RideEvent = { stream: 'ride', id, personId, name, data }
  return { event, operatorId: data.operatorId, difference, anew: known !== undefined }
}

function sameRide(known: Ride, told: RideData): boolean {
  return (
    known.end === told.end &&
    known.fare === told.fare &&
    known.entryTapId === told.entryTapId &&
    known.month === told.month &&
    JSON.stringify(known.lines) === JSON.stringify(told.lines)
  )
}
