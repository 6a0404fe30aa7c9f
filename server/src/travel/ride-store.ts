import type { Instant } from '@yika/core/calendar/instant.ts'
import type { JourneyEnd } from '@yika/core/travel/pair-taps.ts'
import { evolveRide, type Ride, type RideEvent } from '@yika/core/travel/ride.ts'
import type { CardKey } from '../card/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import type { CardSince } from './tap-store.ts'

const columns = `person_id, ride_id, version, card_id, operator_id, mode, ride_end as "end", entry_tap_id, exit_tap_id,
  from_place as "from", to_place as "to", entered_at, exited_at, metres, counted_at, month, lines, fare, charged_at`

/** The rides of these cards, each from its moment on. */
export async function ridesSince(tx: Transaction, cards: readonly CardSince[]): Promise<readonly Stored<Ride>[]> {
  return tx<Stored<Ride>[]>`
    select ${tx.unsafe(columns)}
    from unnest(
      ${cards.map(({ personId }) => personId)}::uuid[],
      ${cards.map(({ cardId }) => cardId)}::uuid[],
      ${cards.map(({ since }) => since)}::timestamptz[]) as asked (person_id, card_id, since)
    join ride using (person_id, card_id)
    where counted_at >= since`
}

export interface PaidInMonth {
  readonly cardId: string
  readonly month: string
  readonly paid: number
}

/** What metro rides cost that count before a moment, by card and month, from the first instant of a month on. */
export async function paidBefore(
  db: Database | Transaction,
  cards: readonly (CardKey & { readonly from: Instant; readonly before: Instant })[],
): Promise<readonly PaidInMonth[]> {
  return db<PaidInMonth[]>`
    select card_id, month, sum(fare)::bigint as paid
    from unnest(
      ${cards.map(({ personId }) => personId)}::uuid[],
      ${cards.map(({ cardId }) => cardId)}::uuid[],
      ${cards.map(({ from }) => from)}::timestamptz[],
      ${cards.map(({ before }) => before)}::timestamptz[]) as asked (person_id, card_id, since, before)
    join ride using (person_id, card_id)
    where mode = 'metro' and counted_at >= since and counted_at < before
    group by card_id, month`
}

/** What a ride moves in the loaded world, so that the next upload of the batch sees it. */
export interface FollowedRides {
  readonly ridesOf: ReadonlyMap<string, Map<string, Ride>>
}

export const rideStream: Stream<Ride, RideEvent> = {
  name: 'ride',
  evolve: evolveRide,
  follow(world, ride) {
    ;(world as FollowedRides).ridesOf.get(ride.cardId)?.set(ride.rideId, ride)
  },
  async save(tx, rides) {
    await tx`
      insert into ride (person_id, ride_id, version, card_id, operator_id, mode, ride_end, entry_tap_id, exit_tap_id,
        from_place, to_place, entered_at, exited_at, metres, counted_at, month, lines, fare, charged_at)
      select person_id, ride_id, version, card_id, operator_id, mode, ride_end, entry_tap_id, exit_tap_id, from_place,
        to_place, entered_at, exited_at, metres, counted_at, month, lines::jsonb, fare, charged_at
      from unnest(
        ${rides.map((ride) => ride.personId)}::uuid[],
        ${rides.map((ride) => ride.rideId)}::uuid[],
        ${rides.map((ride) => ride.version)}::integer[],
        ${rides.map((ride) => ride.cardId)}::uuid[],
        ${rides.map((ride) => ride.operatorId)}::text[],
        ${rides.map((ride) => ride.mode)}::text[],
        ${rides.map((ride) => ride.end)}::text[],
        ${rides.map((ride) => ride.entryTapId)}::uuid[],
        ${rides.map((ride) => ride.exitTapId)}::uuid[],
        ${rides.map((ride) => ride.from)}::text[],
        ${rides.map((ride) => ride.to)}::text[],
        ${rides.map((ride) => ride.enteredAt)}::timestamptz[],
        ${rides.map((ride) => ride.exitedAt)}::timestamptz[],
        ${rides.map((ride) => ride.metres)}::integer[],
        ${rides.map((ride) => ride.countedAt)}::timestamptz[],
        ${rides.map((ride) => ride.month)}::text[],
        ${rides.map((ride) => JSON.stringify(ride.lines))}::text[],
        ${rides.map((ride) => ride.fare)}::bigint[],
        ${rides.map((ride) => ride.chargedAt)}::timestamptz[]
      ) as t (person_id, ride_id, version, card_id, operator_id, mode, ride_end, entry_tap_id, exit_tap_id, from_place,
        to_place, entered_at, exited_at, metres, counted_at, month, lines, fare, charged_at)
      on conflict (person_id, ride_id) do update set version = excluded.version, ride_end = excluded.ride_end,
        mode = excluded.mode, entry_tap_id = excluded.entry_tap_id, from_place = excluded.from_place,
        entered_at = excluded.entered_at, metres = excluded.metres, month = excluded.month, lines = excluded.lines,
        fare = excluded.fare, charged_at = excluded.charged_at`
  },
}

/** The rides of a person that belong to a month, the latest first. */
export async function ridesOfMonth(db: Database, personId: string, month: string): Promise<readonly Stored<Ride>[]> {
  return db<Stored<Ride>[]>`
    select ${db.unsafe(columns)} from ride
    where person_id = ${personId} and month = ${month}
    order by counted_at desc, ride_id limit 1000`
}

export interface RideTotal {
  readonly mode: Ride['mode']
  readonly end: JourneyEnd
  readonly rides: number
  readonly fares: number
}

/** What the rides of an operator come to that count in this time. */
export async function rideTotals(
  db: Database,
  operatorId: string,
  from: Instant,
  before: Instant,
): Promise<readonly RideTotal[]> {
  return db<RideTotal[]>`
    select mode, ride_end as "end", count(*)::integer as rides, sum(fare)::bigint as fares
    from ride where operator_id = ${operatorId} and counted_at >= ${from} and counted_at < ${before} and ride_end <> 'gone'
    group by mode, ride_end order by mode, ride_end`
}
