import type { Actor } from '@yika/core/access/actor.ts'
import type { Standing } from '@yika/core/access/may.ts'
import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { evolvePerson } from '@yika/core/holder/evolve-person.ts'
import { evolveGround, type Ground, type GroundEvent } from '@yika/core/holder/ground.ts'
import type { Person, PersonEvent } from '@yika/core/holder/person.ts'
import { evolveRelation, type Relation, type RelationEvent } from '@yika/core/holder/relation.ts'
import { type CounterVisit, evolveVisit, type VisitEvent } from '@yika/core/holder/visit.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { type PersonRow, personColumns, personOfRow, personSelection, savePersonsStatement } from './person-columns.ts'

/** The rows of these persons, locked in key order: the first thing every command about a person does. */
export async function lockPersons(tx: Transaction, personIds: readonly string[]): Promise<Map<string, Stored<Person>>> {
  const rows = await tx<PersonRow[]>`
    select ${tx.unsafe(personSelection('person'))} from person
    where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by person_id
    for update`
  return new Map(rows.map((row) => [row.personId, personOfRow(row)]))
}

/** The same for those who only read. */
export async function personsByIds(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Person>>> {
  const rows = await db<PersonRow[]>`
    select ${db.unsafe(personSelection('person'))} from person
    where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.personId, personOfRow(row)]))
}

export type IndexKind = 'number' | 'document'

/** One key of the look-up: `idx` in base64. */
export interface IndexKey {
  readonly kind: IndexKind
  readonly idx: string
}

export function indexKey({ kind, idx }: IndexKey): string {
  return `${kind} ${idx}`
}

/** Which person each of these keys leads to, by `indexKey`. */
export async function personsOfIndexes(
  db: Database | Transaction,
  keys: readonly IndexKey[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db<{ kind: IndexKind; idx: string; personId: string }[]>`
    select kind, translate(encode(i.idx, 'base64'), E'\\n', '') as idx, person_id
    from person_index i
    join (
      select distinct kind, decode(idx, 'base64') as idx
      from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ idx }) => idx)}::text[]) as t (kind, idx)
    ) as asked using (kind, idx)`
  return new Map(rows.map((row) => [indexKey(row), row.personId]))
}

function indexKeysOf(person: Person): readonly IndexKey[] {
  const numbers = person.index.numbers.map((idx): IndexKey => ({ kind: 'number', idx }))
  return person.index.document === null ? numbers : [...numbers, { kind: 'document', idx: person.index.document }]
}

/**
 * Rows and look-up together. The look-up of a changed person is moved before the row is written, because the row still
 * says what the old numbers were.
 */
async function savePersons(tx: Transaction, persons: readonly Stored<Person>[]): Promise<void> {
  const registered = persons.filter((person) => person.version === 1)
  const changed = persons.filter((person) => person.version > 1)
  await Promise.all([
    changed.length === 0 ? undefined : moveIndexes(tx, changed),
    tx.unsafe(savePersonsStatement, personColumns.map(({ of }) => persons.map(of)) as never[], { prepare: true }),
    registered.length === 0 ? undefined : insertIndexes(tx, registered),
  ])
}

/** A number that somebody else has fails on the key: nobody is registered twice. */
async function insertIndexes(tx: Transaction, persons: readonly Person[]): Promise<void> {
  const rows = persons.flatMap((person) => indexKeysOf(person).map((key) => ({ ...key, personId: person.personId })))
  await tx`
    insert into person_index (kind, idx, person_id)
    select kind, decode(idx, 'base64'), person_id from unnest(
      ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ idx }) => idx)}::text[],
      ${rows.map(({ personId }) => personId)}::uuid[]
    ) as t (kind, idx, person_id)`
}

async function moveIndexes(tx: Transaction, persons: readonly Person[]): Promise<void> {
  const rows = persons.flatMap((person) => indexKeysOf(person).map((key) => ({ ...key, personId: person.personId })))
  await tx`
    with wanted as (
      select kind, decode(idx, 'base64') as idx, person_id from unnest(
        ${rows.map(({ kind }) => kind)}::text[],
        ${rows.map(({ idx }) => idx)}::text[],
        ${rows.map(({ personId }) => personId)}::uuid[]
      ) as t (kind, idx, person_id)
    ), before as (
      select 'number' as kind, decode(n, 'base64') as idx, person_id
      from person, unnest(number_indexes) as n
      where person_id = any(${persons.map(({ personId }) => personId)}::uuid[])
      union all
      select 'document', decode(document_index, 'base64'), person_id from person
      where person_id = any(${persons.map(({ personId }) => personId)}::uuid[]) and document_index is not null
    ), gone as (
      delete from person_index i using before
      where i.kind = before.kind and i.idx = before.idx and i.person_id = before.person_id
        and not exists (select from wanted w where w.kind = i.kind and w.idx = i.idx and w.person_id = i.person_id)
    )
    insert into person_index (kind, idx, person_id)
    select kind, idx, person_id from wanted
    where not exists (select from before b where b.kind = wanted.kind and b.idx = wanted.idx and b.person_id = wanted.person_id)`
}

export const personStream: Stream<Person, PersonEvent> = { name: 'person', evolve: evolvePerson, save: savePersons }

/** Relations in which these persons are helped, by relation id; the person rows are locked already. */
export async function relationsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Relation>>> {
  const rows = await db<Stored<Relation>[]>`
    select person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on, consent_version, ended_at,
      end_reason
    from relation where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by person_id, relation_id`
  return new Map(rows.map((row) => [row.relationId, { ...row }]))
}

/** Open relations in which these persons help. */
export async function relationsOfHelpers(
  db: Database | Transaction,
  helperIds: readonly string[],
): Promise<Map<string, Stored<Relation>>> {
  const rows = await db<Stored<Relation>[]>`
    select person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on, consent_version, ended_at,
      end_reason
    from relation where helper_id = any(${[...new Set(helperIds)]}::uuid[]) and ended_at is null
    order by person_id, relation_id`
  return new Map(rows.map((row) => [row.relationId, { ...row }]))
}

export const relationStream: Stream<Relation, RelationEvent> = {
  name: 'relation',
  evolve: evolveRelation,
  async save(tx, relations) {
    await tx`
      insert into relation (person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on,
        consent_version, ended_at, end_reason)
      select person_id, relation_id, version, helper_id, kind, kinship, string_to_array(scope, ','), since, ends_on,
        consent_version, ended_at, end_reason
      from unnest(
        ${relations.map((relation) => relation.personId)}::uuid[],
        ${relations.map((relation) => relation.relationId)}::uuid[],
        ${relations.map((relation) => relation.version)}::integer[],
        ${relations.map((relation) => relation.helperId)}::uuid[],
        ${relations.map((relation) => relation.kind)}::text[],
        ${relations.map((relation) => relation.kinship)}::text[],
        ${relations.map((relation) => relation.scope.join(','))}::text[],
        ${relations.map((relation) => relation.since)}::timestamptz[],
        ${relations.map((relation) => relation.endsOn)}::date[],
        ${relations.map((relation) => relation.consentVersion)}::text[],
        ${relations.map((relation) => relation.endedAt)}::timestamptz[],
        ${relations.map((relation) => relation.endReason)}::text[]
      ) as t (person_id, relation_id, version, helper_id, kind, kinship, scope, since, ends_on,
        consent_version, ended_at, end_reason)
      on conflict (person_id, relation_id) do update set
        version = excluded.version, ended_at = excluded.ended_at, end_reason = excluded.end_reason`
  },
}

/** All grounds of these persons, by ground id. */
export async function groundsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Ground>>> {
  const rows = await db<Stored<Ground>[]>`
    select person_id, ground_id, version, kind, since, evidence, vouched_by, recorded_at, status, ended_on, end_reason,
      ended_by
    from ground where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by person_id, ground_id`
  return new Map(rows.map((row) => [row.groundId, { ...row }]))
}

export const groundStream: Stream<Ground, GroundEvent> = {
  name: 'ground',
  evolve: evolveGround,
  async save(tx, grounds) {
    await tx`
      insert into ground (person_id, ground_id, version, kind, since, evidence, vouched_by, recorded_at, status, ended_on,
        end_reason, ended_by)
      select * from unnest(
        ${grounds.map((ground) => ground.personId)}::uuid[],
        ${grounds.map((ground) => ground.groundId)}::uuid[],
        ${grounds.map((ground) => ground.version)}::integer[],
        ${grounds.map((ground) => ground.kind)}::text[],
        ${grounds.map((ground) => ground.since)}::date[],
        ${grounds.map((ground) => ground.evidence)}::text[],
        ${grounds.map((ground) => ground.vouchedBy)}::text[],
        ${grounds.map((ground) => ground.recordedAt)}::timestamptz[],
        ${grounds.map((ground) => ground.status)}::text[],
        ${grounds.map((ground) => ground.endedOn)}::date[],
        ${grounds.map((ground) => ground.endReason)}::text[],
        ${grounds.map((ground) => ground.endedBy)}::text[])
      on conflict (person_id, ground_id) do update set
        version = excluded.version, status = excluded.status, ended_on = excluded.ended_on,
        end_reason = excluded.end_reason, ended_by = excluded.ended_by`
  },
}

/** Visits of these persons that have not been closed, by visit id. */
export async function unclosedVisits(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<CounterVisit>>> {
  const rows = await db<Stored<CounterVisit>[]>`
    select person_id, visit_id, version, office_id, presenter, presenter_id, scope, document_type, opened_by, opened_at,
      until, closed_at
    from visit where person_id = any(${[...new Set(personIds)]}::uuid[]) and closed_at is null
    order by person_id, visit_id`
  return new Map(rows.map((row) => [row.visitId, { ...row }]))
}

export const visitStream: Stream<CounterVisit, VisitEvent> = {
  name: 'visit',
  evolve: evolveVisit,
  async save(tx, visits) {
    await tx`
      insert into visit (person_id, visit_id, version, office_id, presenter, presenter_id, scope, document_type, opened_by,
        opened_at, until, closed_at)
      select person_id, visit_id, version, office_id, presenter, presenter_id, string_to_array(scope, ','), document_type,
        opened_by, opened_at, until, closed_at
      from unnest(
        ${visits.map((visit) => visit.personId)}::uuid[],
        ${visits.map((visit) => visit.visitId)}::uuid[],
        ${visits.map((visit) => visit.version)}::integer[],
        ${visits.map((visit) => visit.officeId)}::text[],
        ${visits.map((visit) => visit.presenter)}::text[],
        ${visits.map((visit) => visit.presenterId)}::uuid[],
        ${visits.map((visit) => visit.scope?.join(',') ?? null)}::text[],
        ${visits.map((visit) => visit.documentType)}::text[],
        ${visits.map((visit) => visit.openedBy)}::text[],
        ${visits.map((visit) => visit.openedAt)}::timestamptz[],
        ${visits.map((visit) => visit.until)}::timestamptz[],
        ${visits.map((visit) => visit.closedAt)}::timestamptz[]
      ) as t (person_id, visit_id, version, office_id, presenter, presenter_id, scope, document_type, opened_by,
        opened_at, until, closed_at)
      on conflict (person_id, visit_id) do update set version = excluded.version, closed_at = excluded.closed_at`
  },
}

/** What connects each actor with the person at this moment: the kernel asks for all pairs of a batch in one statement. */
export async function loadStanding(
  db: Database | Transaction,
  pairs: readonly { readonly actor: Actor; readonly personId: string }[],
  now: Instant,
): Promise<readonly Standing[]> {
  const rows = await db<
    {
      represents: string[] | null
      visitId: string | null
      presenter: CounterVisit['presenter']
      presenterId: string
      scope: string[] | null
    }[]
  >`
    select represents, visit_id, presenter, presenter_id, scope
    from unnest(
      ${pairs.map(({ personId }) => personId)}::uuid[],
      ${pairs.map(({ actor }) => actor.personId ?? null)}::uuid[],
      ${pairs.map(({ actor }) => (actor.role === 'citizen' ? null : (actor.officeId ?? null)))}::text[]
    ) with ordinality as asked (person_id, helper_id, office_id, position)
    left join lateral (
      select array_agg(distinct operation) as represents
      from relation, unnest(relation.scope) as operation
      where relation.person_id = asked.person_id and relation.helper_id = asked.helper_id
        and ended_at is null and ends_on > ${dayOf(now)}
    ) as representation on true
    left join lateral (
      select visit_id, presenter, presenter_id, visit.scope
      from visit
      where visit.person_id = asked.person_id and visit.office_id = asked.office_id
        and closed_at is null and until > ${now}
        -- A power that was taken back, or has run out, ends what was begun under it.
        and (presenter = 'holder' or exists (
          select from relation where relation.person_id = visit.person_id and relation.helper_id = visit.presenter_id
            and relation.kind = visit.presenter and relation.ended_at is null and relation.ends_on > ${dayOf(now)}))
      order by opened_at desc, visit_id desc
      limit 1
    ) as present on true
    order by position`
  return rows.map(({ represents, visitId, presenter, presenterId, scope }) => ({
    ...(represents === null ? {} : { represents }),
    ...(visitId === null ? {} : { visit: { visitId, presenter, presenterId, ...(scope === null ? {} : { scope }) } }),
  }))
}

export interface NameSearch {
  readonly nameIndexes: readonly string[]
  readonly initialsIndexes: readonly string[]
  readonly district: string | null
  readonly bornFrom: Day | null
  readonly bornTo: Day | null
  readonly after: string | null
  readonly limit: number
}

/** Persons of a name or of initials, in the order of their ids: each side reads its index and stops at the limit. */
export async function personsNamed(db: Database, search: NameSearch): Promise<readonly Stored<Person>[]> {
  const { nameIndexes, initialsIndexes, district, bornFrom, bornTo, after, limit } = search
  const fits = db`
    (${after}::uuid is null or person_id > ${after})
    and (${district}::text is null or district = ${district})
    and (${bornFrom}::date is null or birth_on >= ${bornFrom})
    and (${bornTo}::date is null or birth_on <= ${bornTo})`
  const rows = await db<PersonRow[]>`
    select ${db.unsafe(personSelection('person'))} from person
    where person_id in (
      (select person_id from person where name_index = any(${db.array(decoded(nameIndexes), byteaArray)}) and ${fits}
        order by person_id limit ${limit})
      union
      (select person_id from person where initials_index = any(${db.array(decoded(initialsIndexes), byteaArray)}) and ${fits}
        order by person_id limit ${limit}))
    order by person_id
    limit ${limit}`
  return rows.map(personOfRow)
}

const byteaArray = 1001
const decoded = (indexes: readonly string[]): Buffer[] => indexes.map((index) => Buffer.from(index, 'base64'))

/** Where a worklist goes on: whose district, after which row, how many. */
export interface WorklistPage {
  readonly district: string | null
  readonly after: string | null
  readonly limit: number
}

/** Persons whose death waits for a human, in the order of their ids. */
export async function personsReportedDead(db: Database, page: WorklistPage): Promise<readonly Stored<Person>[]> {
  const rows = await db<PersonRow[]>`
    select ${db.unsafe(personSelection('person'))} from person
    where life_status = 'death-reported'
      and (${page.after}::uuid is null or person_id > ${page.after})
      and (${page.district}::text is null or district = ${page.district})
    order by person_id
    limit ${page.limit}`
  return rows.map(personOfRow)
}

/** Grounds under review with their persons, the longest waiting first. */
export async function groundsUnderReview(
  db: Database,
  page: WorklistPage,
): Promise<readonly { readonly ground: Ground; readonly person: Stored<Person> }[]> {
  const rows = await db<(PersonRow & { ground: Ground })[]>`
    select ${db.unsafe(personSelection('person'))}, jsonb_build_object(
      'groundId', g.ground_id, 'personId', g.person_id, 'kind', g.kind, 'since', g.since, 'evidence', g.evidence,
      'vouchedBy', g.vouched_by, 'status', g.status, 'endedOn', g.ended_on, 'endReason', g.end_reason) as ground
    from ground g join person using (person_id)
    where g.status = 'under-review'
      and (${page.after}::uuid is null or g.ground_id > ${page.after})
      and (${page.district}::text is null or person.district = ${page.district})
    order by g.ground_id
    limit ${page.limit}`
  return rows.map((row) => ({ ground: row.ground, person: personOfRow(row) }))
}
