import type { Organisation } from '@yika/core/access/organisation.ts'
import type { Staff } from '@yika/core/access/staff.ts'
import { evolveSystemClient, type SystemClient, type SystemClientEvent } from '@yika/core/access/system-client.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Sql = Database | Transaction

export async function organisationsById(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<Organisation>>> {
  const rows = await tx<Stored<Organisation>[]>`
    select * from organisation where organisation_id = any(${[...new Set(ids)].sort()}::text[])
    order by organisation_id for update`
  return new Map(rows.map((row) => [row.organisationId, { ...row }]))
}

export async function allOrganisations(db: Database): Promise<readonly Organisation[]> {
  return await db<Organisation[]>`select * from organisation order by organisation_id`
}

export async function saveOrganisations(tx: Transaction, states: readonly Stored<Organisation>[]): Promise<void> {
  await tx`
    insert into organisation (organisation_id, version, kind, field, names, contact, district, valid_from, valid_until)
    select organisation_id, version, kind, field::jsonb, names::jsonb, contact, district, valid_from, valid_until
    from unnest(
      ${states.map((state) => state.organisationId)}::text[],
      ${states.map((state) => state.version)}::integer[],
      ${states.map((state) => state.kind)}::text[],
      ${states.map((state) => JSON.stringify(state.field))}::text[],
      ${states.map((state) => JSON.stringify(state.names))}::text[],
      ${states.map((state) => state.contact)}::text[],
      ${states.map((state) => state.district)}::text[],
      ${states.map((state) => state.validFrom)}::date[],
      ${states.map((state) => state.validUntil)}::date[]
    ) as t (organisation_id, version, kind, field, names, contact, district, valid_from, valid_until)
    on conflict (organisation_id) do update set
      version = excluded.version,
      names = excluded.names,
      valid_until = excluded.valid_until`
}

/** The accounts themselves and all others of the same natural persons. */
export async function staffAround(
  tx: Transaction,
  staffIds: readonly string[],
  employeeNumbers: readonly string[],
): Promise<Map<string, Stored<Staff>>> {
  const rows = await tx<Stored<Staff>[]>`
    select * from staff
    where employee_number = any(${[...employeeNumbers]}::text[])
      or employee_number in (select employee_number from staff where staff_id = any(${[...staffIds]}::uuid[]))
    order by staff_id for update`
  return new Map(rows.map((row) => [row.staffId, { ...row }]))
}

export async function userNamesTaken(tx: Transaction, userNames: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ userName: string }[]>`
    select user_name from staff where user_name = any(${[...userNames]}::text[])`
  return new Set(rows.map((row) => row.userName))
}

export async function staffById(db: Sql, staffIds: readonly string[]): Promise<Map<string, Staff>> {
  const rows = await db<Staff[]>`select * from staff where staff_id = any(${[...staffIds]}::uuid[])`
  return new Map(rows.map((row) => [row.staffId, row]))
}

/** Every other account that the same natural person has or had. */
export async function otherAccountsOf(
  db: Sql,
  { staffId, employeeNumber }: Pick<Staff, 'staffId' | 'employeeNumber'>,
): Promise<readonly string[]> {
  const rows = await db<{ staffId: string }[]>`
    select staff_id from staff where employee_number = ${employeeNumber} and staff_id <> ${staffId} order by staff_id`
  return rows.map((row) => row.staffId)
}

export async function staffByUserName(db: Sql, userName: string): Promise<Staff | undefined> {
  const [row] = await db<Staff[]>`select * from staff where user_name = ${userName}`
  return row
}

export async function staffOfOrganisation(
  db: Database,
  organisationId: string,
  after: string | undefined,
  most: number,
): Promise<readonly Staff[]> {
  return await db<Staff[]>`
    select * from staff
    where organisation_id = ${organisationId} and staff_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    order by staff_id limit ${most}`
}

export async function saveStaff(tx: Transaction, states: readonly Stored<Staff>[]): Promise<void> {
  await tx`
    insert into staff (staff_id, version, employee_number, user_name, role, organisation_id, bank_id, office_id, district,
      employer_id, status, generation, enrolment, enrol_by)
    select * from unnest(
      ${states.map((state) => state.staffId)}::uuid[],
      ${states.map((state) => state.version)}::integer[],
      ${states.map((state) => state.employeeNumber)}::text[],
      ${states.map((state) => state.userName)}::text[],
      ${states.map((state) => state.role)}::text[],
      ${states.map((state) => state.organisationId)}::text[],
      ${states.map((state) => state.bankId)}::text[],
      ${states.map((state) => state.officeId)}::text[],
      ${states.map((state) => state.district)}::text[],
      ${states.map((state) => state.employerId)}::text[],
      ${states.map((state) => state.status)}::text[],
      ${states.map((state) => state.generation)}::integer[],
      ${states.map((state) => state.enrolment)}::integer[],
      ${states.map((state) => state.enrolBy)}::timestamptz[]
    )
    on conflict (staff_id) do update set
      version = excluded.version,
      role = excluded.role,
      organisation_id = excluded.organisation_id,
      bank_id = excluded.bank_id,
      office_id = excluded.office_id,
      district = excluded.district,
      employer_id = excluded.employer_id,
      status = excluded.status,
      generation = excluded.generation,
      enrolment = excluded.enrolment,
      enrol_by = excluded.enrol_by`
}

export async function systemClientsById(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<SystemClient>>> {
  const rows = await tx<Stored<SystemClient>[]>`
    select * from system_client where client_id = any(${[...ids]}::text[]) order by client_id for update`
  return new Map(rows.map((row) => [row.clientId, { ...row }]))
}

export async function systemClient(db: Sql, clientId: string): Promise<SystemClient | undefined> {
  const [row] = await db<SystemClient[]>`select * from system_client where client_id = ${clientId}`
  return row
}

async function saveSystemClients(tx: Transaction, states: readonly Stored<SystemClient>[]): Promise<void> {
  await tx`
    insert into system_client (client_id, version, name, role, organisation_id, bank_id, office_id, district, employer_id,
      keys, status)
    select client_id, version, name, role, organisation_id, bank_id, office_id, district, employer_id, keys::jsonb, status
    from unnest(
      ${states.map((state) => state.clientId)}::text[],
      ${states.map((state) => state.version)}::integer[],
      ${states.map((state) => state.name)}::text[],
      ${states.map((state) => state.role)}::text[],
      ${states.map((state) => state.organisationId)}::text[],
      ${states.map((state) => state.bankId)}::text[],
      ${states.map((state) => state.officeId)}::text[],
      ${states.map((state) => state.district)}::text[],
      ${states.map((state) => state.employerId)}::text[],
      ${states.map((state) => JSON.stringify(state.keys))}::text[],
      ${states.map((state) => state.status)}::text[]
    ) as t (client_id, version, name, role, organisation_id, bank_id, office_id, district, employer_id, keys, status)
    on conflict (client_id) do update set
      version = excluded.version,
      keys = excluded.keys,
      status = excluded.status`
}

export const systemClientStream: Stream<SystemClient, SystemClientEvent> = {
  name: 'system-client',
  evolve: evolveSystemClient,
  save: saveSystemClients,
}
