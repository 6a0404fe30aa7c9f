import type { Instant } from '@yika/core/calendar/instant.ts'
import { type CardListing, type CardListingEvent, evolveCardListing } from '@yika/core/status-list/card-listing.ts'
import type { CardToList } from '@yika/core/status-list/list-card-statuses.ts'
import { type StatusChange, unpackChanges } from '@yika/core/status-list/status-changes.ts'
import { evolveStatusList, type StatusList, type StatusListEvent } from '@yika/core/status-list/status-list.ts'
import type { CardKey } from '../card/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Sql = Database | Transaction

/** One publication at a time; whoever comes second leaves the work to the first. */
export async function publishAlone(tx: Transaction): Promise<boolean> {
  const [row] = await tx<{ alone: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('yika status-list')) as alone`
  return row?.alone ?? false
}

export async function statusLists(db: Sql): Promise<Map<string, Stored<StatusList>>> {
  const rows = await db<Stored<StatusList>[]>`
    select shard, version, translate(encode(seed, 'base64'), E'\\n', '') as seed, cards, published_at
    from status_list order by shard`
  return new Map(rows.map((row) => [String(row.shard), { ...row }]))
}

/** Whether the lists are behind: what the publisher asks before it asks for a command. */
export async function listsBehind(db: Database): Promise<boolean> {
  const [row] = await db<{ behind: boolean }[]>`
    select exists (select from card where status_bits is distinct from status_listed) as behind`
  return row?.behind ?? false
}

type Row = Omit<CardToList, 'place'> &
  Pick<CardListing, 'listVersion' | 'listedAt'> & {
    readonly shard: number | null
    readonly place: number
    readonly listed: number
    readonly version: number
  }

/**
 * Cards of which the lists do not yet say what is, locked in no order because a card that somebody else holds is not waited for: it is
 * taken the next time.
 */
export async function cardsToList(
  tx: Transaction,
  most: number,
): Promise<{ readonly cards: readonly CardToList[]; readonly listings: Map<string, Stored<CardListing>> }> {
  const rows = await tx<Row[]>`
    select person_id, card_id, status_bits as status, status_shard as shard, status_index as place, status_listed as listed,
      status_list_version as list_version, status_listed_at as listed_at, status_version as version
    from card
    where status_bits is distinct from status_listed
    order by person_id, card_id
    limit ${most}
    for no key update skip locked`
  const listings = new Map<string, Stored<CardListing>>()
  const cards = rows.map(({ personId, cardId, status, shard, place, listed, listVersion, listedAt, version }) => {
    if (shard === null) return { personId, cardId, status, place: null }
    listings.set(cardId, { personId, cardId, shard, place, status: listed, listVersion, listedAt, version })
    return { personId, cardId, status, place: { shard, place } }
  })
  return { cards, listings }
}

/**
 * Where these cards stand in the lists; a card that was made a few seconds ago has no place yet. `listed` leaves out those of which
 * the list does not yet say what is.
 */
export async function listingsOfCards(
  db: Sql,
  keys: readonly CardKey[],
  which: 'all' | 'listed' = 'all',
): Promise<Map<string, Stored<CardListing>>> {
  const rows = await db<Stored<CardListing>[]>`
    select person_id, card_id, status_shard as shard, status_index as place, status_listed as status,
      status_list_version as list_version, status_listed_at as listed_at, status_version as version
    from card
    where (person_id, card_id) in (
      select person_id, card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[]
      ) as t (person_id, card_id))
      and status_shard is not null
      and (${which === 'all'} or status_listed = status_bits)`
  return new Map(rows.map((row) => [row.cardId, { ...row }]))
}

export const cardListingStream: Stream<CardListing, CardListingEvent> = {
  name: 'card-listing',
  evolve: evolveCardListing,
  async save(tx, listings) {
    await tx`
      update card set status_shard = t.shard, status_index = t.place, status_listed = t.status,
        status_list_version = t.list_version, status_listed_at = t.listed_at, status_version = t.version
      from unnest(
        ${listings.map((listing) => listing.personId)}::uuid[],
        ${listings.map((listing) => listing.cardId)}::uuid[],
        ${listings.map((listing) => listing.shard)}::integer[],
        ${listings.map((listing) => listing.place)}::integer[],
        ${listings.map((listing) => listing.status)}::smallint[],
        ${listings.map((listing) => listing.listVersion)}::integer[],
        ${listings.map((listing) => listing.listedAt)}::timestamptz[],
        ${listings.map((listing) => listing.version)}::integer[]
      ) as t (person_id, card_id, shard, place, status, list_version, listed_at, version)
      where card.person_id = t.person_id and card.card_id = t.card_id`
  },
}

export const statusListStream: Stream<StatusList, StatusListEvent> = {
  name: 'status-list',
  evolve: evolveStatusList,
  async save(tx, lists) {
    await tx`
      insert into status_list (shard, version, seed, cards, published_at)
      select shard, version, decode(seed, 'base64'), cards, published_at
      from unnest(
        ${lists.map((list) => list.shard)}::integer[],
        ${lists.map((list) => list.version)}::integer[],
        ${lists.map((list) => list.seed)}::text[],
        ${lists.map((list) => list.cards)}::integer[],
        ${lists.map((list) => list.publishedAt)}::timestamptz[]
      ) as t (shard, version, seed, cards, published_at)
      on conflict (shard) do update
        set version = excluded.version, cards = excluded.cards, published_at = excluded.published_at`
  },
}

/** What one version of a list changed. */
export interface ListedVersion {
  readonly version: number
  readonly changes: readonly StatusChange[]
}

/** Beyond either of them a full list is shorter; in base64 letters, because that is what lies there. */
export interface VersionLimits {
  readonly versions: number
  readonly letters: number
}

/** The versions of a list after one that is known, in order, as far as the limits go. */
export async function versionsAfter(
  db: Database,
  shard: number,
  version: number,
  { versions, letters }: VersionLimits,
): Promise<readonly ListedVersion[]> {
  const rows = await db<{ version: number; changes: string }[]>`
    select version, changes from (
      select version, changes, sum(length(changes)) over (order by version) as letters from (
        select version, coalesce(data ->> 'changes', '') as changes from event
        where person_id = ${nobody} and stream = 'status-list' and stream_id = ${String(shard)} and version > ${version}
        order by version
        limit ${versions}
      ) next
    ) counted
    where letters <= ${letters}
    order by version`
  return rows.map((row) => {
    const changes = unpackChanges(Uint8Array.fromBase64(row.changes))
    if (changes === undefined) throw new Error(`version ${row.version} of the status list ${shard} is damaged`)
    return { version: row.version, changes }
  })
}

/** When a version of a list was published; null when there is none. */
export async function publishedAt(db: Database, shard: number, version: number): Promise<Instant | null> {
  const [row] = await db<{ at: Instant }[]>`
    select at from event
    where person_id = ${nobody} and stream = 'status-list' and stream_id = ${String(shard)} and version = ${version}`
  return row?.at ?? null
}

/** The bits of a list at an earlier version; undefined when none were kept. */
export async function keptFold(
  db: Database,
  shard: number,
): Promise<{ readonly version: number; readonly bits: Uint8Array } | undefined> {
  const [row] = await db<{ version: number; bits: Buffer }[]>`
    select version, bits from status_list_fold where shard = ${shard}`
  return row === undefined ? undefined : { version: row.version, bits: new Uint8Array(row.bits) }
}

/** Not a change of anything: what is kept here follows from the events. */
export async function keepFold(db: Database, shard: number, version: number, bits: Uint8Array): Promise<void> {
  await db`
    insert into status_list_fold (shard, version, bits) values (${shard}, ${version}, ${bits})
    on conflict (shard) do update set version = excluded.version, bits = excluded.bits
      where status_list_fold.version < excluded.version`
}
