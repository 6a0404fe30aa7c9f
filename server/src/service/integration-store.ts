import {
  evolveHolderMigration,
  evolveMigrationLine,
  type HolderMigration,
  type HolderMigrationEvent,
  type MigrationLine,
  type MigrationLineEvent,
  type MigrationLineStatus,
  migrationLineId,
} from '@yika/core/service/holder-migration.ts'
import { evolveIntegration, type Integration, type IntegrationEvent } from '@yika/core/service/integration.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Sql = Database | Transaction

/** The named integrations, locked: whoever moves old cards of a service waits here for the other batch of it. */
export async function lockIntegrations(
  tx: Transaction,
  serviceIds: readonly string[],
): Promise<Map<string, Stored<Integration>>> {
  const rows = await tx<Stored<Integration>[]>`
    select service_id, version, old_card, no_own_card_from, old_rights_until, status, announced_by, signed_by
    from integration where service_id = any(${[...new Set(serviceIds)]}::text[]) order by service_id for update`
  return new Map(rows.map((row) => [row.serviceId, { ...row }]))
}

export async function allIntegrations(db: Database): Promise<readonly Stored<Integration>[]> {
  return db<Stored<Integration>[]>`
    select service_id, version, old_card, no_own_card_from, old_rights_until, status, announced_by, signed_by
    from integration order by no_own_card_from, service_id`
}

export const integrationStream: Stream<Integration, IntegrationEvent> = {
  name: 'integration',
  evolve: evolveIntegration,
  async save(tx, states) {
    await tx`
      insert into integration (service_id, version, old_card, no_own_card_from, old_rights_until, status, announced_by,
        signed_by)
      select service_id, version, old_card::jsonb, no_own_card_from, old_rights_until, status, announced_by, signed_by
      from unnest(
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => JSON.stringify(state.oldCard))}::text[],
        ${states.map((state) => state.noOwnCardFrom)}::date[],
        ${states.map((state) => state.oldRightsUntil)}::date[],
        ${states.map((state) => state.status)}::text[],
        ${states.map((state) => state.announcedBy)}::text[],
        ${states.map((state) => state.signedBy)}::text[]
      ) as t (service_id, version, old_card, no_own_card_from, old_rights_until, status, announced_by, signed_by)
      on conflict (service_id) do update set version = excluded.version, old_card = excluded.old_card,
        no_own_card_from = excluded.no_own_card_from, old_rights_until = excluded.old_rights_until,
        status = excluded.status, announced_by = excluded.announced_by, signed_by = excluded.signed_by`
  },
}

const migrationColumns = `migration_id, version, service_id, reference, institution_id, organisation_id, lines_received,
  balance_received, status, opened_by, opened_at, closed_by, closed_at, approved_by, approved_at`

export async function migrationsById(
  db: Sql,
  migrationIds: readonly string[],
  lock: 'lock' | 'read' = 'read',
): Promise<Map<string, Stored<HolderMigration>>> {
  const rows = await db<Stored<HolderMigration>[]>`
    select ${db.unsafe(migrationColumns)} from holder_migration
    where migration_id = any(${[...new Set(migrationIds)]}::uuid[])
    order by migration_id ${lock === 'lock' ? db`for update` : db``}`
  return new Map(rows.map((row) => [row.migrationId, { ...row }]))
}

/** The batches of these services with these references. */
export async function migrationsOfReferences(
  tx: Transaction,
  asked: readonly { readonly serviceId: string; readonly reference: string }[],
): Promise<Map<string, Stored<HolderMigration>>> {
  const rows = await tx<Stored<HolderMigration>[]>`
    select ${tx.unsafe(migrationColumns)} from holder_migration
    where (service_id, reference) in (
      select * from unnest(${asked.map((one) => one.serviceId)}::text[], ${asked.map((one) => one.reference)}::text[]))`
  return new Map(rows.map((row) => [row.migrationId, { ...row }]))
}

export interface MigrationPage {
  readonly migrationId: string | null
  readonly organisationId: string | null
  readonly serviceId: string | null
  /** The newest first: the page ends before this one. */
  readonly before: string
  readonly limit: number
}

export async function migrationsPage(db: Database, page: MigrationPage): Promise<readonly Stored<HolderMigration>[]> {
  const { migrationId, organisationId, serviceId, before, limit } = page
  return db<Stored<HolderMigration>[]>`
    select ${db.unsafe(migrationColumns)} from holder_migration
    where migration_id < ${before}::uuid
      and (${migrationId}::uuid is null or migration_id = ${migrationId})
      and (${organisationId}::text is null or organisation_id = ${organisationId})
      and (${serviceId}::text is null or service_id = ${serviceId})
    order by migration_id desc limit ${limit}`
}

/** How many lines of these batches ended how. */
export async function lineCounts(
  db: Database,
  migrationIds: readonly string[],
): Promise<readonly { readonly migrationId: string; readonly status: MigrationLineStatus; readonly lines: number }[]> {
  return db<{ migrationId: string; status: MigrationLineStatus; lines: number }[]>`
    select migration_id, status, count(*)::integer as lines from migration_line
    where migration_id = any(${[...migrationIds]}::uuid[]) group by migration_id, status order by migration_id, status`
}

export const holderMigrationStream: Stream<HolderMigration, HolderMigrationEvent> = {
  name: 'holder-migration',
  evolve: evolveHolderMigration,
  async save(tx, states) {
    await tx`
      insert into holder_migration (migration_id, version, service_id, reference, institution_id, organisation_id,
        lines_received, balance_received, status, opened_by, opened_at, closed_by, closed_at, approved_by, approved_at)
      select * from unnest(
        ${states.map((state) => state.migrationId)}::uuid[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.reference)}::text[],
        ${states.map((state) => state.institutionId)}::text[],
        ${states.map((state) => state.organisationId)}::text[],
        ${states.map((state) => state.linesReceived)}::integer[],
        ${states.map((state) => state.balanceReceived)}::bigint[],
        ${states.map((state) => state.status)}::text[],
        ${states.map((state) => state.openedBy)}::text[],
        ${states.map((state) => state.openedAt)}::timestamptz[],
        ${states.map((state) => state.closedBy)}::text[],
        ${states.map((state) => state.closedAt)}::timestamptz[],
        ${states.map((state) => state.approvedBy)}::text[],
        ${states.map((state) => state.approvedAt)}::timestamptz[])
      on conflict (migration_id) do update set version = excluded.version, lines_received = excluded.lines_received,
        balance_received = excluded.balance_received, status = excluded.status,
        closed_by = excluded.closed_by, closed_at = excluded.closed_at, approved_by = excluded.approved_by,
        approved_at = excluded.approved_at`
  },
}

type LineRow = Omit<Stored<MigrationLine>, 'personId'> & { readonly personId: string }

const lineColumns = `person_id, migration_id, position, version, service_id,
  translate(encode(old_card_index, 'base64'), E'\\n', '') as old_card_index,
  translate(encode(content_digest, 'base64'), E'\\n', '') as content_digest,
  valid_from as "from", valid_until as until, balance_fen, status, refusal, card_id, transfer_id, changed_at`

function lineOf(row: LineRow): Stored<MigrationLine> {
  return { ...row, personId: row.personId === nobody ? null : row.personId }
}

/** Lines of a batch at these positions, by `migrationLineId`. */
export async function linesAt(
  tx: Transaction,
  asked: readonly { readonly migrationId: string; readonly position: number }[],
): Promise<Map<string, Stored<MigrationLine>>> {
  const rows = await tx<LineRow[]>`
    select ${tx.unsafe(lineColumns)} from migration_line
    where (migration_id, position) in (
      select * from unnest(
        ${asked.map(({ migrationId }) => migrationId)}::uuid[],
        ${asked.map(({ position }) => position)}::integer[]))`
  return new Map(rows.map((row) => [migrationLineId(row), lineOf(row)]))
}

export interface LineKey {
  readonly personId: string
  readonly migrationId: string
  readonly position: number
}

/** The named lines of people, by `migrationLineId`. */
export async function linesByKeys(
  tx: Transaction,
  keys: readonly LineKey[],
): Promise<Map<string, Stored<MigrationLine>>> {
  const rows = await tx<LineRow[]>`
    select ${tx.unsafe(lineColumns)} from migration_line
    where (person_id, migration_id, position) in (
      select * from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ migrationId }) => migrationId)}::uuid[],
        ${keys.map(({ position }) => position)}::integer[]))`
  return new Map(rows.map((row) => [migrationLineId(row), lineOf(row)]))
}

/** Which of these old cards were moved already, or wait to be: `service index`. */
export async function oldCardsMoved(
  tx: Transaction,
  asked: readonly { readonly serviceId: string; readonly oldCardIndex: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ serviceId: string; oldCardIndex: string }[]>`
    select service_id, translate(encode(old_card_index, 'base64'), E'\\n', '') as old_card_index from migration_line
    where status in ('migrated', 'balance-waits', 'no-card-yet') and (service_id, old_card_index) in (
      select service_id, decode(idx, 'base64') from unnest(
        ${asked.map(({ serviceId }) => serviceId)}::text[],
        ${asked.map(({ oldCardIndex }) => oldCardIndex)}::text[]) as t (service_id, idx))`
  return new Set(rows.map(({ serviceId, oldCardIndex }) => `${serviceId} ${oldCardIndex}`))
}

/** Lines that wait for a card which is enabled now, or for an approval that has come, in the order of the keys. */
export async function linesToSettle(db: Database, after: LineKey, most: number): Promise<readonly LineKey[]> {
  return db<LineKey[]>`
    select person_id, migration_id, position from migration_line l
    where (status = 'no-card-yet' or (status = 'balance-waits' and exists (
        select from holder_migration m where m.migration_id = l.migration_id and m.status = 'approved')))
      and (person_id, migration_id, position) > (${after.personId}::uuid, ${after.migrationId}::uuid, ${after.position})
      and exists (select from card c where c.person_id = l.person_id and c.social = 'enabled')
    order by person_id, migration_id, position limit ${most}`
}

export interface LinePage {
  readonly migrationId: string
  readonly status: string | null
  readonly after: number
  readonly limit: number
}

/** Lines of a batch in the order of its file. */
export async function linesPage(db: Database, page: LinePage): Promise<readonly Stored<MigrationLine>[]> {
  const rows = await db<LineRow[]>`
    select ${db.unsafe(lineColumns)} from migration_line
    where migration_id = ${page.migrationId} and position > ${page.after}
      and (${page.status}::text is null or status = ${page.status})
    order by position limit ${page.limit}`
  return rows.map(lineOf)
}

export const migrationLineStream: Stream<MigrationLine, MigrationLineEvent> = {
  name: 'migration-line',
  evolve: evolveMigrationLine,
  async save(tx, states) {
    await tx`
      insert into migration_line (person_id, migration_id, position, version, service_id, old_card_index, content_digest,
        valid_from, valid_until, balance_fen, status, refusal, card_id, transfer_id, changed_at)
      select person_id, migration_id, position, version, service_id, decode(old_card_index, 'base64'),
        decode(content_digest, 'base64'), valid_from, valid_until, balance_fen, status, refusal, card_id, transfer_id,
        changed_at
      from unnest(
        ${states.map((state) => state.personId ?? nobody)}::uuid[],
        ${states.map((state) => state.migrationId)}::uuid[],
        ${states.map((state) => state.position)}::integer[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.oldCardIndex)}::text[],
        ${states.map((state) => state.contentDigest)}::text[],
        ${states.map((state) => state.from)}::date[],
        ${states.map((state) => state.until)}::date[],
        ${states.map((state) => state.balanceFen)}::bigint[],
        ${states.map((state) => state.status)}::text[],
        ${states.map((state) => state.refusal)}::text[],
        ${states.map((state) => state.cardId)}::uuid[],
        ${states.map((state) => state.transferId)}::uuid[],
        ${states.map((state) => state.changedAt)}::timestamptz[]
      ) as t (person_id, migration_id, position, version, service_id, old_card_index, content_digest, valid_from,
        valid_until, balance_fen, status, refusal, card_id, transfer_id, changed_at)
      on conflict (person_id, migration_id, position) do update set version = excluded.version, status = excluded.status,
        refusal = excluded.refusal, card_id = excluded.card_id, transfer_id = excluded.transfer_id,
        changed_at = excluded.changed_at`
  },
}
