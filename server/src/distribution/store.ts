import type { Instant } from '@yika/core/calendar/instant.ts'
import {
  type CardDestruction,
  type CardDestructionEvent,
  evolveCardDestruction,
} from '@yika/core/distribution/card-destruction.ts'
import { evolveParcel, type Parcel, type ParcelEvent, type ParcelState } from '@yika/core/distribution/parcel.ts'
import {
  evolveParcelLine,
  type ParcelLine,
  type ParcelLineEvent,
  type ParcelLineState,
} from '@yika/core/distribution/parcel-line.ts'
import type { CardKey } from '../card/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Reading = Database | Transaction

function rowsOf(tx: Transaction, states: readonly object[]) {
  return tx.json(states as never)
}

export async function lockParcels(tx: Transaction, parcelIds: readonly string[]): Promise<Map<string, Stored<Parcel>>> {
  const rows = await tx<Stored<Parcel>[]>`
    select * from parcel where parcel_id = any(${parcelIds}::uuid[]) order by parcel_id for update`
  return new Map(rows.map((row) => [row.parcelId, { ...row }]))
}

export async function parcelById(db: Reading, parcelId: string): Promise<Stored<Parcel> | undefined> {
  const [row] = await db<Stored<Parcel>[]>`select * from parcel where parcel_id = ${parcelId}`
  return row === undefined ? undefined : { ...row }
}

/** Whose cards are in these parcels: their rows are locked before the parcels are. */
export async function personsOfParcels(tx: Transaction, parcelIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx<{ personId: string }[]>`
    select distinct person_id from parcel_line where parcel_id = any(${parcelIds}::uuid[]) order by person_id`
  return rows.map((row) => row.personId)
}

export async function linesOfParcels(
  db: Reading,
  parcelIds: readonly string[],
): Promise<Map<string, Stored<ParcelLine>>> {
  const rows = await db<Stored<ParcelLine>[]>`
    select * from parcel_line where parcel_id = any(${parcelIds}::uuid[]) order by parcel_id, position`
  return new Map(rows.map((row) => [row.parcelLineId, { ...row }]))
}

/** The parcel lines of these cards; a card is in at most one. */
export async function linesOfCards(db: Reading, keys: readonly CardKey[]): Promise<Map<string, Stored<ParcelLine>>> {
  const rows = await db<Stored<ParcelLine>[]>`
    select * from parcel_line
    where (person_id, card_id) in (
      select person_id, card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[]
      ) as t (person_id, card_id))`
  return new Map(rows.map((row) => [row.parcelLineId, { ...row }]))
}

export async function destructionsOfCards(
  db: Reading,
  keys: readonly CardKey[],
): Promise<Map<string, Stored<CardDestruction>>> {
  const rows = await db<Stored<CardDestruction>[]>`
    select * from card_destruction
    where (person_id, card_id) in (
      select person_id, card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[]
      ) as t (person_id, card_id))`
  return new Map(rows.map((row) => [row.cardId, { ...row }]))
}

export interface DestructionRow extends CardDestruction {
  readonly bankId: string
  readonly cardNumber: string | null
  readonly physical: string
}

/** What one person has proposed and nobody has confirmed yet, of the cards of a bank. */
export async function openDestructions(
  db: Database,
  page: { readonly bankId: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly DestructionRow[]> {
  return db<DestructionRow[]>`
    select card_destruction.*, card.bank_id, card.card_number, card.physical
    from card_destruction join card using (person_id, card_id)
    where confirmed_by is null and card.physical <> 'destroyed' and card.bank_id = ${page.bankId}
      ${page.after === undefined ? db`` : db`and card_id > ${page.after}`}
    order by card_id
    limit ${page.limit}`
}

export interface PackingPlace {
  readonly kind: 'outlet' | 'post' | 'employer'
  readonly bankId: string
  readonly officeId: string | null
  readonly employerId: string | null
}

/** Cards that production has handed over for this place and that lie in no parcel. */
export async function cardsToPack(
  tx: Transaction,
  places: readonly PackingPlace[],
  most: number,
): Promise<readonly (CardKey & { readonly applicationId: string; readonly place: number })[]> {
  return tx<(CardKey & { applicationId: string; place: number })[]>`
    select packing.person_id, packing.card_id, packing.application_id, place.place::integer
    from unnest(
      ${places.map(({ kind }) => kind)}::text[],
      ${places.map(({ bankId }) => bankId)}::uuid[],
      ${places.map(({ officeId }) => officeId)}::uuid[],
      ${places.map(({ employerId }) => employerId)}::text[]
    ) with ordinality as place (kind, bank_id, office_id, employer_id, place)
    cross join lateral (
      select batch_line.person_id, batch_line.card_id, batch_line.application_id
      from card
      join batch_line on batch_line.person_id = card.person_id and batch_line.card_id = card.card_id
      join application on application.person_id = batch_line.person_id
        and application.application_id = batch_line.application_id
      left join application_group using (group_id)
      where card.bank_id = place.bank_id and card.physical = 'keys-replaced'
        and batch_line.state = 'shipped'
        and application.delivery = place.kind and application.status = 'in-production'
        and (place.kind <> 'outlet' or application.outlet_id = place.office_id)
        and (place.kind <> 'employer' or application_group.employer_id = place.employer_id)
        and not exists (
          select from parcel_line
          where parcel_line.person_id = batch_line.person_id and parcel_line.card_id = batch_line.card_id)
      order by batch_line.batch_id, batch_line.sequence
      limit ${most}
    ) as packing`
}

/** The office of the counter that made each of these cards at once; cards of the central way are not among them. */
export async function instantOfficesOf(tx: Transaction, keys: readonly CardKey[]): Promise<Map<string, string>> {
  const rows = await tx<{ cardId: string; officeId: string }[]>`
    select batch_line.card_id, batch.office_id
    from batch_line join batch using (batch_id)
    where batch.kind = 'instant' and (batch_line.person_id, batch_line.card_id) in (
      select person_id, card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[]
      ) as t (person_id, card_id))`
  return new Map(rows.map((row) => [row.cardId, row.officeId]))
}

export interface ParcelFilter {
  readonly states?: readonly ParcelState[]
  readonly bankId?: string
  readonly officeId?: string
  readonly employerId?: string
  readonly before: string | undefined
  readonly limit: number
}

export async function parcelPage(db: Database, filter: ParcelFilter): Promise<readonly Stored<Parcel>[]> {
  return db<Stored<Parcel>[]>`
    select * from parcel
    where true
      ${filter.states === undefined ? db`` : db`and state = any(${filter.states as ParcelState[]})`}
      ${filter.bankId === undefined ? db`` : db`and bank_id = ${filter.bankId}`}
      ${filter.officeId === undefined ? db`` : db`and office_id = ${filter.officeId}`}
      ${filter.employerId === undefined ? db`` : db`and employer_id = ${filter.employerId}`}
      ${filter.before === undefined ? db`` : db`and parcel_id < ${filter.before}`}
    order by parcel_id desc
    limit ${filter.limit}`
}

export async function parcelLinePage(
  db: Database,
  parcelId: string,
  after: number,
  limit: number,
): Promise<readonly Stored<ParcelLine>[]> {
  return db<Stored<ParcelLine>[]>`
    select * from parcel_line
    where parcel_id = ${parcelId} and position > ${after}
    order by position
    limit ${limit}`
}

/** The cards of an office in one state; what has waited longest comes first. */
export async function officeLinePage(
  db: Database,
  officeId: string,
  state: ParcelLineState,
  after: string | undefined,
  limit: number,
): Promise<readonly Stored<ParcelLine>[]> {
  return db<Stored<ParcelLine>[]>`
    select * from parcel_line
    where office_id = ${officeId} and state = ${state}
      ${
        after === undefined
          ? db``
          : db`and (coalesce(waiting_since, changed_at), parcel_line_id) > (
              select coalesce(waiting_since, changed_at), parcel_line_id
              from parcel_line where parcel_line_id = ${after})`
      }
    order by coalesce(waiting_since, changed_at), parcel_line_id
    limit ${limit}`
}

/**
 * Cards that have waited since before each of the instants for their next reminder, in the order of the keys;
 * among them the instant cards that were left lying and have had none.
 */
export async function cardsToRemind(
  db: Database,
  waitingSinceBefore: readonly Instant[],
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    (select parcel_line.person_id, parcel_line.card_id
      from unnest(${waitingSinceBefore as Instant[]}::timestamptz[]) with ordinality as due (before, number)
      join parcel_line on parcel_line.reminders = due.number - 1 and parcel_line.waiting_since <= due.before
      join card on card.person_id = parcel_line.person_id and card.card_id = parcel_line.card_id
      where parcel_line.state = 'waiting' and card.social <> 'cancelled'
        and (parcel_line.person_id, parcel_line.card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by parcel_line.person_id, parcel_line.card_id
      limit ${most})
    union all
    (select card.person_id, card.card_id
      from card
      join batch_line on batch_line.person_id = card.person_id and batch_line.card_id = card.card_id
      join batch on batch.batch_id = batch_line.batch_id
      where card.physical = 'at-outlet' and card.physical_since <= ${waitingSinceBefore[0] ?? null}::timestamptz
        and card.social <> 'cancelled' and batch.kind = 'instant'
        and not exists (
          select from parcel_line where parcel_line.person_id = card.person_id and parcel_line.card_id = card.card_id)
        and (card.person_id, card.card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by card.person_id, card.card_id
      limit ${most})
    order by person_id, card_id
    limit ${most}`
}

/** Cards at outlets that have waited since before the instant, or ended while they waited, in the order of the keys: they are to be sealed. */
export async function cardsToSeal(
  db: Database,
  before: Instant,
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    (select parcel_line.person_id, parcel_line.card_id
      from parcel_line
      join card on card.person_id = parcel_line.person_id and card.card_id = parcel_line.card_id
      where parcel_line.state = 'waiting' and parcel_line.waiting_since < ${before}
        and card.physical = 'at-outlet' and card.social <> 'cancelled'
        and (parcel_line.person_id, parcel_line.card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by parcel_line.person_id, parcel_line.card_id
      limit ${most})
    union all
    (select person_id, card_id from card
      where physical = 'at-outlet' and social = 'cancelled'
        and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by person_id, card_id
      limit ${most})
    order by person_id, card_id
    limit ${most}`
}

export const parcelStream: Stream<Parcel, ParcelEvent> = {
  name: 'parcel',
  evolve: evolveParcel,
  async save(tx, parcels) {
    await tx`
      insert into parcel (parcel_id, version, kind, bank_id, office_id, employer_id, state, listed, missing, formed_by,
        dispatched_by, consignment, received_by, changed_at)
      select "parcelId", version, kind, "bankId", "officeId", "employerId", state, listed, missing, "formedBy",
        "dispatchedBy", consignment, "receivedBy", "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, parcels)}) as t (
        "parcelId" uuid, version integer, kind text, "bankId" uuid, "officeId" uuid, "employerId" text, state text,
        listed integer, missing integer, "formedBy" text, "dispatchedBy" text, consignment text, "receivedBy" text,
        "changedAt" timestamptz)
      on conflict (parcel_id) do update set version = excluded.version, state = excluded.state,
        listed = excluded.listed, missing = excluded.missing, dispatched_by = excluded.dispatched_by, consignment = excluded.consignment,
        received_by = excluded.received_by, changed_at = excluded.changed_at`
  },
}

export const parcelLineStream: Stream<ParcelLine, ParcelLineEvent> = {
  name: 'parcel-line',
  evolve: evolveParcelLine,
  async save(tx, lines) {
    await tx`
      insert into parcel_line (person_id, parcel_line_id, version, parcel_id, card_id, card_number, application_id, kind,
        bank_id, office_id, employer_id, position, state, waiting_since, reminders, duty_notice_version, visit_id,
        changed_at)
      select "personId", "parcelLineId", version, "parcelId", "cardId", "cardNumber", "applicationId", kind,
        "bankId", "officeId", "employerId", position, state, "waitingSince", reminders, "dutyNoticeVersion", "visitId",
        "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, lines)}) as t (
        "personId" uuid, "parcelLineId" uuid, version integer, "parcelId" uuid, "cardId" uuid, "cardNumber" text,
        "applicationId" uuid, kind text, "bankId" uuid, "officeId" uuid, "employerId" text, position integer,
        state text, "waitingSince" timestamptz, reminders integer, "dutyNoticeVersion" text, "visitId" uuid,
        "changedAt" timestamptz)
      on conflict (person_id, parcel_line_id) do update set version = excluded.version, kind = excluded.kind,
        office_id = excluded.office_id, state = excluded.state, waiting_since = excluded.waiting_since,
        reminders = excluded.reminders, duty_notice_version = excluded.duty_notice_version,
        visit_id = excluded.visit_id, changed_at = excluded.changed_at`
  },
}

export const cardDestructionStream: Stream<CardDestruction, CardDestructionEvent> = {
  name: 'card-destruction',
  evolve: evolveCardDestruction,
  async save(tx, destructions) {
    await tx`
      insert into card_destruction (person_id, card_id, version, reason, proposed_by, confirmed_by, changed_at)
      select "personId", "cardId", version, reason, "proposedBy", "confirmedBy", "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, destructions)}) as t (
        "personId" uuid, "cardId" uuid, version integer, reason text, "proposedBy" text, "confirmedBy" text,
        "changedAt" timestamptz)
      on conflict (person_id, card_id) do update set version = excluded.version, reason = excluded.reason,
        proposed_by = excluded.proposed_by, confirmed_by = excluded.confirmed_by, changed_at = excluded.changed_at`
  },
}
