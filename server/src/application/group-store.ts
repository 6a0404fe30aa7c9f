import type { ApplicationStatus } from '@yika/core/application/application.ts'
import {
  evolveGroup,
  evolveGroupLine,
  type Group,
  type GroupEvent,
  type GroupLine,
  type GroupLineEvent,
  groupLineId,
} from '@yika/core/application/group.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const groupColumns = `group_id, version, employer_id, kind, bank_ids, collection, opens_on, closes_on, opened_by, opened_at,
  lines_received, lines_unmatched`

/** These groups, locked where their counters are about to change. */
export async function groupsByIds(
  db: Database | Transaction,
  groupIds: readonly string[],
  lock: 'lock' | 'read' = 'read',
): Promise<Map<string, Stored<Group>>> {
  const wanted = [...new Set(groupIds)]
  if (wanted.length === 0) return new Map()
  const rows = await db<Stored<Group>[]>`
    select ${db.unsafe(groupColumns)} from application_group where group_id = any(${wanted}::uuid[])
    order by group_id
    ${lock === 'lock' ? db`for update` : db``}`
  return new Map(rows.map((row) => [row.groupId, { ...row }]))
}

export const groupStream: Stream<Group, GroupEvent> = {
  name: 'group',
  evolve: evolveGroup,
  async save(tx, groups) {
    await tx`
      insert into application_group (group_id, version, employer_id, kind, bank_ids, collection, opens_on, closes_on,
        opened_by, opened_at, lines_received, lines_unmatched)
      select group_id, version, employer_id, kind, string_to_array(bank_ids, ',')::uuid[], collection, opens_on, closes_on,
        opened_by, opened_at, lines_received, lines_unmatched
      from unnest(
        ${groups.map(({ groupId }) => groupId)}::uuid[],
        ${groups.map(({ version }) => version)}::integer[],
        ${groups.map(({ employerId }) => employerId)}::text[],
        ${groups.map(({ kind }) => kind)}::text[],
        ${groups.map(({ bankIds }) => bankIds.join(','))}::text[],
        ${groups.map(({ collection }) => collection)}::text[],
        ${groups.map(({ opensOn }) => opensOn)}::date[],
        ${groups.map(({ closesOn }) => closesOn)}::date[],
        ${groups.map(({ openedBy }) => openedBy)}::text[],
        ${groups.map(({ openedAt }) => openedAt)}::timestamptz[],
        ${groups.map(({ linesReceived }) => linesReceived)}::integer[],
        ${groups.map(({ linesUnmatched }) => linesUnmatched)}::integer[]
      ) as t (group_id, version, employer_id, kind, bank_ids, collection, opens_on, closes_on, opened_by, opened_at,
        lines_received, lines_unmatched)
      on conflict (group_id) do update set version = excluded.version, lines_received = excluded.lines_received,
        lines_unmatched = excluded.lines_unmatched`
  },
}

export interface LineKey {
  readonly personId: string
  readonly groupId: string
}

/** The lines of these persons in these groups, by line id. */
export async function linesByKeys(
  db: Database | Transaction,
  keys: readonly LineKey[],
): Promise<Map<string, Stored<GroupLine>>> {
  if (keys.length === 0) return new Map()
  const rows = await db<Stored<GroupLine>[]>`
    select person_id, group_id, version, position, bank_id, outlet_id, status, application_id, refusal, changed_at
    from group_line
    where (person_id, group_id) in (
      select person_id, group_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ groupId }) => groupId)}::uuid[]
      ) as t (person_id, group_id))`
  return new Map(rows.map((row) => [groupLineId(row.groupId, row.personId), { ...row }]))
}

export const groupLineStream: Stream<GroupLine, GroupLineEvent> = {
  name: 'group-line',
  evolve: evolveGroupLine,
  async save(tx, lines) {
    await tx`
      insert into group_line (person_id, group_id, version, position, bank_id, outlet_id, status, application_id, refusal,
        changed_at)
      select person_id, group_id, version, position, bank_id, outlet_id, status, application_id, refusal::jsonb, changed_at
      from unnest(
        ${lines.map(({ personId }) => personId)}::uuid[],
        ${lines.map(({ groupId }) => groupId)}::uuid[],
        ${lines.map(({ version }) => version)}::integer[],
        ${lines.map(({ position }) => position)}::integer[],
        ${lines.map(({ bankId }) => bankId)}::uuid[],
        ${lines.map(({ outletId }) => outletId)}::uuid[],
        ${lines.map(({ status }) => status)}::text[],
        ${lines.map(({ applicationId }) => applicationId)}::uuid[],
        ${lines.map(({ refusal }) => (refusal === null ? null : JSON.stringify(refusal)))}::text[],
        ${lines.map(({ changedAt }) => changedAt)}::timestamptz[]
      ) as t (person_id, group_id, version, position, bank_id, outlet_id, status, application_id, refusal, changed_at)
      on conflict (person_id, group_id) do update set version = excluded.version, position = excluded.position,
        bank_id = excluded.bank_id, outlet_id = excluded.outlet_id, status = excluded.status,
        application_id = excluded.application_id, refusal = excluded.refusal, changed_at = excluded.changed_at`
  },
}

/** A line as the employer sees it: the outcome, and how far the card is. */
export interface LineRow extends GroupLine {
  readonly position: number
  readonly applicationStatus: ApplicationStatus | null
  readonly promisedOn: Day | null
  /** For the name, masked: the person's wrapped key and sealed name, base64. */
  readonly key: string
  readonly name: string
}

/** The lines that an employer has sent, in the order of its list. */
export async function linesOfGroup(
  db: Database,
  groupId: string,
  after: { readonly position: number; readonly personId: string } | null,
  limit: number,
): Promise<readonly LineRow[]> {
  return db<LineRow[]>`
    select line.person_id, line.group_id, line.position, line.bank_id, line.outlet_id, line.status, line.application_id,
      line.refusal, line.changed_at, application.status as application_status,
      coalesce(application.new_promised_on, application.promised_on) as promised_on,
      translate(encode(person.key, 'base64'), E'\\n', '') as key,
      translate(encode(person.name, 'base64'), E'\\n', '') as name
    from group_line as line
    join person using (person_id)
    left join application on (application.person_id, application.application_id) = (line.person_id, line.application_id)
    where line.group_id = ${groupId} and line.position is not null
      ${after === null ? db`` : db`and (line.position, line.person_id) > (${after.position}, ${after.personId}::uuid)`}
    order by line.position, line.person_id
    limit ${limit}`
}

export type LineOutcomes = Readonly<Record<GroupLine['status'], number>>

/** A group and how many of its lines have which outcome, in one statement: read apart, they would not add up while a list comes in. */
export async function groupWithOutcomes(
  db: Database,
  groupId: string,
): Promise<{ readonly group: Group; readonly outcomes: LineOutcomes } | undefined> {
  const [row] = await db<(Stored<Group> & { counts: LineOutcomes })[]>`
    select ${db.unsafe(groupColumns)}, counts
    from application_group
    cross join lateral (
      select jsonb_build_object(
        'waiting', count(*) filter (where status = 'waiting'),
        'applied', count(*) filter (where status = 'applied'),
        'refused', count(*) filter (where status = 'refused'),
        'opted-out', count(*) filter (where status = 'opted-out')) as counts
      from group_line
      where group_line.group_id = application_group.group_id and position is not null
    ) as lines
    where group_id = ${groupId}`
  if (row === undefined) return undefined
  const { counts, ...group } = row
  return { group, outcomes: counts }
}
