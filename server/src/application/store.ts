import { type Application, type ApplicationEvent, evolveApplication } from '@yika/core/application/application.ts'
import type { HappenedAt } from '@yika/core/application/timeline.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Physical } from '@yika/core/card/card.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import {
  type ApplicationRow,
  applicationOfRow,
  applicationSelection,
  applicationValues,
  saveApplicationsStatement,
} from './application-columns.ts'

/** An application is named by its person and itself. */
export interface ApplicationKey {
  readonly personId: string
  readonly applicationId: string
}

/** The named applications, by application id; one that is not the person's is not among them. */
export async function applicationsByKeys(
  db: Database | Transaction,
  keys: readonly ApplicationKey[],
): Promise<Map<string, Stored<Application>>> {
  const rows = await db<ApplicationRow[]>`
    select ${db.unsafe(applicationSelection('application'))} from application
    where (person_id, application_id) in (
      select person_id, application_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ applicationId }) => applicationId)}::uuid[]
      ) as t (person_id, application_id))`
  return byId(rows)
}

/** The open application of each of these persons, by application id; at most one a person (Article 8). */
export async function openApplications(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Application>>> {
  const rows = await db<ApplicationRow[]>`
    select ${db.unsafe(applicationSelection('application'))} from application
    where person_id = any(${[...new Set(personIds)]}::uuid[])
      and status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready')`
  return byId(rows)
}

/** Every application of these persons, the newest first. */
export async function applicationsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<readonly Stored<Application>[]> {
  const rows = await db<ApplicationRow[]>`
    select ${db.unsafe(applicationSelection('application'))} from application
    where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by submitted_at desc, application_id desc`
  return rows.map((row) => applicationOfRow({ ...row }))
}

function byId(rows: readonly ApplicationRow[]): Map<string, Stored<Application>> {
  return new Map(rows.map((row) => [row.applicationId, applicationOfRow({ ...row })]))
}

export const applicationStream: Stream<Application, ApplicationEvent> = {
  name: 'application',
  evolve: evolveApplication,
  async save(tx, applications) {
    await tx.unsafe(saveApplicationsStatement, applicationValues(applications) as never[], { prepare: true })
  },
}

/** Where a keyset page goes on: the sorting value and the application of the last row. */
export interface PageStart<Key extends string = string> {
  readonly key: Key
  readonly applicationId: string
}

/** Applications that wait for an officer, oldest first; of one district or of the whole city. */
export async function applicationsToReview(
  db: Database,
  district: string | null,
  after: PageStart | null,
  limit: number,
): Promise<readonly Stored<Application>[]> {
  const rows = await db<ApplicationRow[]>`
    select ${db.unsafe(applicationSelection('application'))} from application
    where status = 'submitted'
      ${district === null ? db`` : db`and district = ${district}`}
      ${after === null ? db`` : db`and (submitted_at, application_id) > (${after.key}::timestamptz, ${after.applicationId}::uuid)`}
    order by submitted_at, application_id
    limit ${limit}`
  return rows.map((row) => applicationOfRow({ ...row }))
}

export interface Promised {
  readonly application: Stored<Application>
  /** Where the card is that is being made; null before production. */
  readonly physical: Physical | null
}

/** Open promises up to a day, the nearest first: what the watch and the list of promises at risk look at. */
export async function openPromises(
  db: Database,
  { district, bankId }: { readonly district: string | null; readonly bankId: string | null },
  until: Day,
  after: PageStart | null,
  limit: number,
): Promise<readonly Promised[]> {
  const rows = await db<(ApplicationRow & { physical: Physical | null })[]>`
    select ${db.unsafe(applicationSelection('application'))}, card.physical
    from application
    left join card using (person_id, card_id)
    where promised_on <= ${until} and ready_at is null
      and status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready')
      ${district === null ? db`` : db`and district = ${district}`}
      ${bankId === null ? db`` : db`and application.bank_id = ${bankId}`}
      ${after === null ? db`` : db`and (promised_on, application.application_id) > (${after.key}::date, ${after.applicationId}::uuid)`}
    order by promised_on, application.application_id
    limit ${limit}`
  return rows.map(({ physical, ...row }) => ({ application: applicationOfRow(row), physical }))
}

/** Applications that could still be ended, of persons whose death has been confirmed. */
export async function applicationsOfDeceased(db: Database, limit: number): Promise<readonly ApplicationKey[]> {
  return db<ApplicationKey[]>`
    select person_id, application_id from application join person using (person_id)
    where status in ('submitted', 'correction-needed', 'accepted') and life_status = 'deceased'
    order by person_id
    limit ${limit}`
}

/** Where the cards of these applications are, by application id. */
export async function placesOfCards(tx: Transaction, keys: readonly ApplicationKey[]): Promise<Map<string, Physical>> {
  const rows = await tx<{ applicationId: string; physical: Physical }[]>`
    select application.application_id, card.physical
    from application join card using (person_id, card_id)
    where (person_id, application.application_id) in (
      select person_id, application_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ applicationId }) => applicationId)}::uuid[]
      ) as t (person_id, application_id))`
  return new Map(rows.map(({ applicationId, physical }) => [applicationId, physical]))
}

/** What happened to these applications and to the cards made from them, by application id. */
export async function happenedTo(
  db: Database,
  applications: readonly Application[],
): Promise<Map<string, { application: HappenedAt[]; card: HappenedAt[] }>> {
  const asked = applications.flatMap(({ personId, applicationId, cardId }) => [
    { personId, applicationId, stream: 'application' as const, id: applicationId },
    ...(cardId === null ? [] : [{ personId, applicationId, stream: 'card' as const, id: cardId }]),
  ])
  const rows = await db<(HappenedAt & { applicationId: string; stream: 'application' | 'card' })[]>`
    select asked.application_id, event.stream, event.name, event.at
    from unnest(
      ${asked.map(({ personId }) => personId)}::uuid[],
      ${asked.map(({ applicationId }) => applicationId)}::uuid[],
      ${asked.map(({ stream }) => stream)}::text[],
      ${asked.map(({ id }) => id)}::text[]
    ) as asked (person_id, application_id, stream, id)
    join event on (event.person_id, event.stream, event.stream_id) = (asked.person_id, asked.stream, asked.id)
    order by event.version`
  const result = new Map<string, { application: HappenedAt[]; card: HappenedAt[] }>(
    applications.map(({ applicationId }) => [applicationId, { application: [], card: [] }]),
  )
  for (const { applicationId, stream, name, at } of rows) result.get(applicationId)?.[stream].push({ name, at })
  return result
}
