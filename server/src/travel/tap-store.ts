import type { Instant } from '@yika/core/calendar/instant.ts'
import type { EarlierProof } from '@yika/core/presentation/judge-proof.ts'
import { evolveSignal, type SignalEvent, type TravelSignal } from '@yika/core/travel/impossible-travel.ts'
import { evolveTap, type Tap, type TapEvent } from '@yika/core/travel/tap.ts'
import type { CardKey } from '../card/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = `person_id, tap_id, version, card_id, operator_id, terminal_id, sequence, kind, place, metres, carrier, proof_key,
  proof_digest, at, clock_corrected_ms, rider, counts, reason, relation, told_at`

/** A card and the moment from which on its taps are asked for. */
export interface CardSince extends CardKey {
  readonly since: Instant
}

/** The taps of these cards, each from its moment on. */
export async function tapsSince(tx: Transaction, cards: readonly CardSince[]): Promise<readonly Stored<Tap>[]> {
  return tx<Stored<Tap>[]>`
    select ${tx.unsafe(columns)}
    from unnest(
      ${cards.map(({ personId }) => personId)}::uuid[],
      ${cards.map(({ cardId }) => cardId)}::uuid[],
      ${cards.map(({ since }) => since)}::timestamptz[]) as asked (person_id, card_id, since)
    join travel_tap using (person_id, card_id)
    where at >= since`
}

export interface TapName {
  readonly terminalId: string
  readonly sequence: number
}

export const nameOfTap = ({ terminalId, sequence }: TapName): string => `${terminalId} ${sequence}`

/** What these terminals have told under these numbers before. */
export async function tapsByNames(tx: Transaction, names: readonly TapName[]): Promise<readonly Stored<Tap>[]> {
  return tx<Stored<Tap>[]>`
    select ${tx.unsafe(columns)} from travel_tap
    where (person_id, tap_id) in (
      select n.person_id, n.tap_id from travel_tap_name n
      join unnest(
        ${names.map(({ terminalId }) => terminalId)}::text[],
        ${names.map(({ sequence }) => sequence)}::bigint[]) as t (terminal_id, sequence) using (terminal_id, sequence))`
}

/** Those of these proofs that gates have seen. */
export async function proofsAtGates(
  tx: Transaction,
  keys: readonly (CardKey & { readonly proofKey: string })[],
): Promise<readonly EarlierProof[]> {
  return tx<EarlierProof[]>`
    select card_id, proof_key, proof_digest from travel_tap
    where (person_id, card_id, proof_key) in (
      select * from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[],
        ${keys.map(({ proofKey }) => proofKey)}::text[]))`
}

/** What a new tap moves in the loaded world, so that the next upload of the batch sees it. */
export interface FollowedTaps {
  /** By `nameOfTap`. */
  readonly byName: Map<string, Tap>
  /** By card and proof. */
  readonly byProof: Map<string, EarlierProof>
  readonly tapsOf: ReadonlyMap<string, Tap[]>
}

const booleanArray = 1000

export const tapStream: Stream<Tap, TapEvent> = {
  name: 'travel-tap',
  evolve: evolveTap,
  follow(world, tap) {
    const { byName, byProof, tapsOf } = world as FollowedTaps
    byName.set(nameOfTap(tap), tap)
    byProof.set(`${tap.cardId} ${tap.proofKey}`, tap)
    tapsOf.get(tap.cardId)?.push(tap)
  },
  async save(tx, taps) {
    await Promise.all([
      tx`
        insert into travel_tap (${tx.unsafe(columns)})
        select * from unnest(
          ${taps.map((tap) => tap.personId)}::uuid[],
          ${taps.map((tap) => tap.tapId)}::uuid[],
          ${taps.map((tap) => tap.version)}::integer[],
          ${taps.map((tap) => tap.cardId)}::uuid[],
          ${taps.map((tap) => tap.operatorId)}::text[],
          ${taps.map((tap) => tap.terminalId)}::text[],
          ${taps.map((tap) => tap.sequence)}::bigint[],
          ${taps.map((tap) => tap.kind)}::text[],
          ${taps.map((tap) => tap.place)}::text[],
          ${taps.map((tap) => tap.metres)}::integer[],
          ${taps.map((tap) => tap.carrier)}::text[],
          ${taps.map((tap) => tap.proofKey)}::text[],
          ${taps.map((tap) => tap.proofDigest)}::text[],
          ${taps.map((tap) => tap.at)}::timestamptz[],
          ${taps.map((tap) => tap.clockCorrectedMs)}::bigint[],
          ${taps.map((tap) => tap.rider)}::text[],
          ${tx.array(
            taps.map((tap) => tap.counts),
            booleanArray,
          )}::boolean[],
          ${taps.map((tap) => tap.reason)}::text[],
          ${taps.map((tap) => tap.relation)}::text[],
          ${taps.map((tap) => tap.toldAt)}::timestamptz[])`,
      tx`
        insert into travel_tap_name (terminal_id, sequence, person_id, tap_id)
        select * from unnest(
          ${taps.map((tap) => tap.terminalId)}::text[],
          ${taps.map((tap) => tap.sequence)}::bigint[],
          ${taps.map((tap) => tap.personId)}::uuid[],
          ${taps.map((tap) => tap.tapId)}::uuid[])`,
    ])
  },
}

export const signalStream: Stream<TravelSignal, SignalEvent> = {
  name: 'travel-signal',
  evolve: evolveSignal,
  async save(tx, signals) {
    await tx`
      insert into travel_signal (person_id, signal_id, version, card_id, first_tap_id, second_tap_id, from_place, to_place,
        metres, seconds, at, noted_at)
      select * from unnest(
        ${signals.map((signal) => signal.personId)}::uuid[],
        ${signals.map((signal) => signal.signalId)}::uuid[],
        ${signals.map((signal) => signal.version)}::integer[],
        ${signals.map((signal) => signal.cardId)}::uuid[],
        ${signals.map((signal) => signal.firstTapId)}::uuid[],
        ${signals.map((signal) => signal.secondTapId)}::uuid[],
        ${signals.map((signal) => signal.from)}::text[],
        ${signals.map((signal) => signal.to)}::text[],
        ${signals.map((signal) => signal.metres)}::integer[],
        ${signals.map((signal) => signal.seconds)}::integer[],
        ${signals.map((signal) => signal.at)}::timestamptz[],
        ${signals.map((signal) => signal.notedAt)}::timestamptz[])`
  },
}

/** Signals, the oldest first. */
export async function signalsAfter(
  db: Database,
  after: string | null,
  limit: number,
): Promise<readonly TravelSignal[]> {
  return db<TravelSignal[]>`
    select person_id, signal_id, card_id, first_tap_id, second_tap_id, from_place as "from", to_place as "to", metres,
      seconds, at, noted_at
    from travel_signal where ${after}::uuid is null or signal_id > ${after}
    order by signal_id limit ${limit}`
}

/** Taps of a person in a month that nobody is charged for. */
export async function unchargedTaps(
  db: Database,
  personId: string,
  from: Instant,
  before: Instant,
): Promise<readonly Pick<Tap, 'cardId' | 'at' | 'place' | 'reason'>[]> {
  return db<Pick<Tap, 'cardId' | 'at' | 'place' | 'reason'>[]>`
    select card_id, at, place, reason from travel_tap
    where person_id = ${personId} and not counts and at >= ${from} and at < ${before}
    order by at desc limit 500`
}

/** How many taps an operator told of a day, and how many of them nobody is charged for. */
export async function tapCounts(
  db: Database,
  operatorId: string,
  from: Instant,
  before: Instant,
): Promise<{ readonly taps: number; readonly uncharged: number }> {
  const [row] = await db<{ taps: number; uncharged: number }[]>`
    select count(*)::integer as taps, (count(*) filter (where not counts))::integer as uncharged
    from travel_tap where operator_id = ${operatorId} and at >= ${from} and at < ${before}`
  return row ?? { taps: 0, uncharged: 0 }
}

/** Cards with an entry in these days that belongs to no ride, in the order of the keys. */
export async function cardsWithOpenEntries(
  db: Database,
  between: { readonly from: Instant; readonly before: Instant },
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    select distinct t.person_id, t.card_id from travel_tap t
    where kind = 'in' and counts and at >= ${between.from} and at < ${between.before}
      and (t.person_id, t.card_id) > (${personId}::uuid, ${cardId}::uuid)
      and not exists (select from ride r where r.person_id = t.person_id and r.entry_tap_id = t.tap_id and r.ride_end <> 'gone')
    order by t.person_id, t.card_id limit ${most}`
}
