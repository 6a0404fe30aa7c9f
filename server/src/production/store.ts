import { type Batch, type BatchEvent, evolveBatch } from '@yika/core/production/batch.ts'
import { type BlankStock, type BlankStockEvent, evolveBlankStock } from '@yika/core/production/blank-stock.ts'
import {
  type BlankTransfer,
  type BlankTransferEvent,
  evolveBlankTransfer,
} from '@yika/core/production/blank-transfer.ts'
import { evolveLine, type Line, type LineEvent, type LineState } from '@yika/core/production/line.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Reading = Database | Transaction

/** The rows are plain values of the state; JSON carries them in one parameter, whatever their number. */
function rowsOf(tx: Transaction, states: readonly object[]) {
  return tx.json(states as never)
}

/** The batches with these identifiers, locked when the caller is a transaction that will change them. */
export async function lockBatches(tx: Transaction, batchIds: readonly string[]): Promise<Map<string, Stored<Batch>>> {
  const rows = await tx<Stored<Batch>[]>`
    select * from batch where batch_id = any(${batchIds}::uuid[]) order by batch_id for update`
  return new Map(rows.map((row) => [row.batchId, { ...row }]))
}

export async function batchById(db: Reading, batchId: string): Promise<Stored<Batch> | undefined> {
  const [row] = await db<Stored<Batch>[]>`select * from batch where batch_id = ${batchId}`
  return row === undefined ? undefined : { ...row }
}

export async function batchByNumber(db: Reading, batchNumber: string): Promise<Stored<Batch> | undefined> {
  const [row] = await db<Stored<Batch>[]>`select * from batch where batch_number = ${batchNumber}`
  return row === undefined ? undefined : { ...row }
}

export interface BatchFilter {
  readonly states?: readonly string[]
  readonly bankId?: string
  readonly makerId?: string
  readonly certifierId?: string
  readonly before?: string
  readonly limit: number
}

/** Batch identifiers carry their time, so that the newest come first without another column. */
export async function batchPage(db: Database, filter: BatchFilter): Promise<readonly Stored<Batch>[]> {
  return db<Stored<Batch>[]>`
    select * from batch
    where true
      ${filter.states === undefined ? db`` : db`and state = any(${filter.states as string[]})`}
      ${filter.bankId === undefined ? db`` : db`and bank_id = ${filter.bankId}`}
      ${filter.makerId === undefined ? db`` : db`and maker_id = ${filter.makerId}`}
      ${filter.certifierId === undefined ? db`` : db`and certifier_id = ${filter.certifierId}`}
      ${filter.before === undefined ? db`` : db`and batch_id < ${filter.before}`}
    order by batch_id desc
    limit ${filter.limit}`
}

/** Whose cards are in these batches: their rows are locked before anything of the batches is. */
export async function personsOfBatches(tx: Transaction, batchIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx<{ personId: string }[]>`
    select distinct person_id from batch_line where batch_id = any(${batchIds}::uuid[]) order by person_id`
  return rows.map((row) => row.personId)
}

export async function linesOfBatches(db: Reading, batchIds: readonly string[]): Promise<Map<string, Stored<Line>>> {
  const rows = await db<Stored<Line>[]>`
    select * from batch_line where batch_id = any(${batchIds}::uuid[]) order by batch_id, sequence`
  return new Map(rows.map((row) => [row.lineId, { ...row }]))
}

/** All lines of these persons: the tries of an application, and the one that is open. */
export async function linesOfPersons(db: Reading, personIds: readonly string[]): Promise<Map<string, Stored<Line>>> {
  const rows = await db<Stored<Line>[]>`
    select * from batch_line where person_id = any(${personIds}::uuid[]) order by person_id, line_id`
  return new Map(rows.map((row) => [row.lineId, { ...row }]))
}

export async function linePage(
  db: Database,
  batchId: string,
  page: { readonly states?: readonly LineState[]; readonly after: number; readonly limit: number },
): Promise<readonly Stored<Line>[]> {
  return db<Stored<Line>[]>`
    select * from batch_line
    where batch_id = ${batchId} and sequence > ${page.after}
      ${page.states === undefined ? db`` : db`and state = any(${page.states as LineState[]})`}
    order by sequence
    limit ${page.limit}`
}

export async function lockStocks(
  tx: Transaction,
  placeIds: readonly string[],
): Promise<Map<string, Stored<BlankStock>>> {
  const rows = await tx<Stored<BlankStock>[]>`
    select * from blank_stock where place_id = any(${placeIds}::text[]) order by place_id for update`
  return new Map(rows.map((row) => [row.placeId, { ...row }]))
}

export async function stockPage(
  db: Database,
  page: { readonly placeId?: string; readonly after: string; readonly limit: number },
): Promise<readonly Stored<BlankStock>[]> {
  return db<Stored<BlankStock>[]>`
    select * from blank_stock
    where place_id > ${page.after} ${page.placeId === undefined ? db`` : db`and place_id = ${page.placeId}`}
    order by place_id
    limit ${page.limit}`
}

export async function lockTransfers(
  tx: Transaction,
  transferIds: readonly string[],
): Promise<Map<string, Stored<BlankTransfer>>> {
  const rows = await tx<Stored<BlankTransfer>[]>`
    select * from blank_transfer where transfer_id = any(${transferIds}::uuid[]) order by transfer_id for update`
  return new Map(rows.map((row) => [row.transferId, { ...row }]))
}

/** Hand-overs from or to a place that wait for the receiver, or ended with a difference; the newest first. */
export async function transferPage(
  db: Database,
  page: { readonly placeId: string; readonly before: string | undefined; readonly limit: number },
): Promise<readonly Stored<BlankTransfer>[]> {
  return db<Stored<BlankTransfer>[]>`
    select * from blank_transfer
    where (from_place_id = ${page.placeId} or to_place_id = ${page.placeId})
      and (received is null or difference <> 0)
      ${page.before === undefined ? db`` : db`and transfer_id < ${page.before}`}
    order by transfer_id desc
    limit ${page.limit}`
}

/** The oldest accepted applications of a bank and district that no batch has taken. */
export async function applicationsToMake(
  tx: Transaction,
  places: readonly { readonly bankId: string; readonly district: string }[],
  most: number,
): Promise<readonly { readonly personId: string; readonly applicationId: string }[]> {
  return tx<{ personId: string; applicationId: string }[]>`
    select waiting.person_id, waiting.application_id
    from unnest(
      ${places.map(({ bankId }) => bankId)}::uuid[],
      ${places.map(({ district }) => district)}::text[]
    ) as place (bank_id, district)
    cross join lateral (
      select person_id, application_id, accepted_at from application
      where application.status = 'accepted' and application.bank_id = place.bank_id
        and application.district = place.district and application.instant_outlet_id is null
      order by accepted_at, application_id
      limit ${most}
    ) as waiting
    order by waiting.accepted_at, waiting.application_id`
}

export const batchStream: Stream<Batch, BatchEvent> = {
  name: 'batch',
  evolve: evolveBatch,
  async save(tx, batches) {
    await tx`
      insert into batch (batch_id, version, batch_number, kind, bank_id, district, office_id, state, ordered, formed_by,
        formed_at, released_by, certifier_id, maker_id, bank_return, certificate_result, factory_return, key_result,
        changed_at)
      select "batchId", version, "batchNumber", kind, "bankId", district, "officeId", state, ordered, "formedBy",
        "formedAt", "releasedBy", "certifierId", "makerId", nullif("bankReturn", 'null'),
        nullif("certificateResult", 'null'), nullif("factoryReturn", 'null'), nullif("keyResult", 'null'), "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, batches)}) as t (
        "batchId" uuid, version integer, "batchNumber" text, kind text, "bankId" uuid, district text, "officeId" uuid,
        state text, ordered integer, "formedBy" text, "formedAt" timestamptz, "releasedBy" text, "certifierId" text,
        "makerId" text, "bankReturn" jsonb, "certificateResult" jsonb, "factoryReturn" jsonb, "keyResult" jsonb,
        "changedAt" timestamptz)
      on conflict (batch_id) do update set version = excluded.version, state = excluded.state,
        released_by = excluded.released_by, certifier_id = excluded.certifier_id, maker_id = excluded.maker_id,
        bank_return = excluded.bank_return, certificate_result = excluded.certificate_result,
        factory_return = excluded.factory_return, key_result = excluded.key_result, changed_at = excluded.changed_at`
  },
}

export const lineStream: Stream<Line, LineEvent> = {
  name: 'line',
  evolve: evolveLine,
  async save(tx, lines) {
    await tx`
      insert into batch_line (person_id, line_id, version, batch_id, application_id, card_id, card_number, sequence,
        state, fail_stage, reason, box_position, attempt, changed_at)
      select "personId", "lineId", version, "batchId", "applicationId", "cardId", "cardNumber", sequence,
        state, "failStage", reason, "boxPosition", attempt, "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, lines)}) as t (
        "personId" uuid, "lineId" uuid, version integer, "batchId" uuid, "applicationId" uuid, "cardId" uuid,
        "cardNumber" text, sequence integer, state text, "failStage" text, reason text, "boxPosition" text,
        attempt integer, "changedAt" timestamptz)
      on conflict (person_id, line_id) do update set version = excluded.version, state = excluded.state,
        fail_stage = excluded.fail_stage, reason = excluded.reason, box_position = excluded.box_position,
        changed_at = excluded.changed_at`
  },
}

export const blankStockStream: Stream<BlankStock, BlankStockEvent> = {
  name: 'blank-stock',
  evolve: evolveBlankStock,
  async save(tx, stocks) {
    await tx`
      insert into blank_stock (place_id, version, place_kind, issued, good, spoiled, returned, missing, on_hand,
        destroyed, destruction_count, destruction_proposed_by, closed_on, difference, counted_by, changed_at)
      select "placeId", version, "placeKind", issued, good, spoiled, returned, missing, "onHand",
        destroyed, "destructionCount", "destructionProposedBy", "closedOn", difference, "countedBy", "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, stocks)}) as t (
        "placeId" text, version integer, "placeKind" text, issued integer, good integer, spoiled integer,
        returned integer, missing integer, "onHand" integer, destroyed integer, "destructionCount" integer,
        "destructionProposedBy" text, "closedOn" date, difference integer, "countedBy" text, "changedAt" timestamptz)
      on conflict (place_id) do update set version = excluded.version, issued = excluded.issued, good = excluded.good,
        spoiled = excluded.spoiled, returned = excluded.returned, missing = excluded.missing,
        on_hand = excluded.on_hand, destroyed = excluded.destroyed, destruction_count = excluded.destruction_count,
        destruction_proposed_by = excluded.destruction_proposed_by, closed_on = excluded.closed_on,
        difference = excluded.difference, counted_by = excluded.counted_by, changed_at = excluded.changed_at`
  },
}

export const blankTransferStream: Stream<BlankTransfer, BlankTransferEvent> = {
  name: 'blank-transfer',
  evolve: evolveBlankTransfer,
  async save(tx, transfers) {
    await tx`
      insert into blank_transfer (transfer_id, version, from_place_id, to_place_id, to_place_kind, offered, offered_by,
        received, received_by, difference, difference_reason, changed_at)
      select "transferId", version, "fromPlaceId", "toPlaceId", "toPlaceKind", offered, "offeredBy",
        received, "receivedBy", difference, "differenceReason", "changedAt"
      from jsonb_to_recordset(${rowsOf(tx, transfers)}) as t (
        "transferId" uuid, version integer, "fromPlaceId" text, "toPlaceId" text, "toPlaceKind" text, offered integer,
        "offeredBy" text, received integer, "receivedBy" text, difference integer, "differenceReason" text,
        "changedAt" timestamptz)
      on conflict (transfer_id) do update set version = excluded.version, received = excluded.received,
        received_by = excluded.received_by, difference = excluded.difference,
        difference_reason = excluded.difference_reason, changed_at = excluded.changed_at`
  },
}

/** A party outside the office for which a batch waits. */
export interface WaitingParty {
  readonly plays: 'bank' | 'certifier' | 'factory'
  readonly id: string
  readonly bankCode: string | null
}

/** Who has something to answer at this moment, without looking at anybody's data. */
export async function partiesWithWork(db: Database): Promise<readonly WaitingParty[]> {
  return db<WaitingParty[]>`
    select distinct 'bank' as plays, batch.bank_id::text as id, bank.cnaps as bank_code
    from batch join bank using (bank_id) where state = 'exported-to-bank'
    union all
    select distinct 'certifier', certifier_id, null from batch
    where state = 'bank-returned' and certifier_id is not null and certificate_result is null
    union all
    select distinct 'factory', maker_id, null from batch where state in ('exported-to-factory', 'factory-returned')`
}
