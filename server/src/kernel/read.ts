import type { Actor } from '@yika/core/access/actor.ts'
import { may, type Standing } from '@yika/core/access/may.ts'
import { mask, type PersonalField, revealed } from '@yika/core/access/personal-field.ts'
import { type Purpose, purposes } from '@yika/core/access/purpose.ts'
import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { type AuditEntry, insertAuditEntries } from './audit.ts'
import { gather } from './gather.ts'
import { newId } from './identifier.ts'
import type { Outcome } from './outcome.ts'
import { refusedOutcome } from './outcome.ts'
import type { KernelParts } from './parts.ts'
import type { FieldReader, Query, Read, ReadSubject } from './query.ts'

export interface Reader {
  /** One audited read; forms batches with others of its kind. */
  read(operation: Operation, actor: Actor, input: object): Promise<Outcome>
}

/** What a personal query may say besides its own input; core/access/personal-read.ts is the schema. */
interface PersonalReadInput {
  readonly purpose?: Purpose
  readonly caseId?: string
  readonly reveal?: readonly PersonalField[]
}

const limits = { lanes: 2, most: 256 }

/** Article 11: no personal data leave without a permitted actor, a purpose, a case and a committed audit row. */
export function createReader(parts: KernelParts, queries: readonly Query[]): Reader {
  const byName = new Map(
    queries.map((query) => [
      query.operation.name,
      gather((reads: readonly Read<object>[]) => readEach(parts, query, reads), limits),
    ]),
  )
  return {
    read(operation, actor, input) {
      const gathered = byName.get(operation.name)
      if (gathered === undefined) throw new Error(`no query answers the operation ${operation.name}`)
      return gathered({ actor, input })
    },
  }
}

interface Judged {
  readonly read: Read<object>
  readonly loaded: unknown
  readonly subjects: readonly ReadSubject[]
  refused?: Refused
}

/** A batch that fails is read one by one: a bug in one answer is not an outage for the others. */
async function readEach(
  parts: KernelParts,
  query: Query,
  reads: readonly Read<object>[],
): Promise<readonly PromiseSettledResult<Outcome>[]> {
  try {
    const outcomes = await readBatch(parts, query, reads)
    return outcomes.map((value) => ({ status: 'fulfilled', value }))
  } catch (reason) {
    if (reads.length === 1) return [{ status: 'rejected', reason }]
    return (await Promise.all(reads.map((read) => readEach(parts, query, [read])))).flat()
  }
}

async function readBatch(
  parts: KernelParts,
  query: Query,
  reads: readonly Read<object>[],
): Promise<readonly Outcome[]> {
  const now = parts.clock()
  const row: RightsRow = (rights as Record<string, RightsRow>)[query.operation.name] ?? {}
  const inCase = await searchesInCase(parts, query, reads)
  const loaded = await query.load(parts.db, reads as readonly Read<never>[])
  const judged: Judged[] = reads.map((read, position) => {
    const answered = query.subjects(loaded[position], read.input as never, read.actor)
    const subjects = answered === undefined || 'accepted' in answered ? [] : answered
    // A role without any right learns nothing, not even whether there is such a record; whose it is goes into the audit.
    const permitted = row[read.actor.role] !== undefined
    const refused = !permitted
      ? refuse('not-permitted')
      : inCase[position]
        ? absence(answered)
        : refuse('case-required')
    return { read, loaded: loaded[position], subjects, ...(refused === undefined ? {} : { refused }) }
  })
  await judgeAll(parts, query.operation, judged, now)
  for (const one of judged) {
    const refused = one.refused ?? query.barred?.(one.loaded, one.read.input as never, one.read.actor)
    if (refused !== undefined) one.refused = refused
  }
  await insertAuditEntries(
    parts.db,
    judged.flatMap((one) => auditOf(query, one, now)),
  )
  return Promise.all(
    judged.map(async (one): Promise<Outcome> => {
      if (one.refused !== undefined) return refusedOutcome(one.refused)
      const answer = await query.answer(one.loaded, one.read.input as never, fieldReader(parts, one))
      return { status: 'accepted', answer }
    }),
  )
}

function absence(answered: readonly ReadSubject[] | Refused | undefined): Refused | undefined {
  if (answered === undefined) return refuse('not-found')
  return 'accepted' in answered ? answered : undefined
}

/** M11.1: who searches has a case before anybody is found; a query that is no search needs none here. */
async function searchesInCase(
  parts: KernelParts,
  query: Query,
  reads: readonly Read<object>[],
): Promise<readonly boolean[]> {
  const { searchedFor } = query
  if (searchedFor === undefined) return reads.map(() => true)
  return parts.caseConcerns(
    parts.db,
    reads.map(({ input }) => searchedFor(input as never)),
  )
}

/** Rights, standing and cases of all subjects of all reads: at most one statement each for the whole batch. */
async function judgeAll(
  parts: KernelParts,
  operation: Operation,
  judged: readonly Judged[],
  now: Instant,
): Promise<void> {
  const row: RightsRow = (rights as Record<string, RightsRow>)[operation.name] ?? {}
  const personal = judged.flatMap((one) =>
    one.refused === undefined
      ? one.subjects.flatMap((subject) =>
          subject.personId === undefined || subject.personId === one.read.actor.personId
            ? []
            : [{ one, subject, personId: subject.personId }],
        )
      : [],
  )
  const standingNeeded = personal.filter(({ one }) => {
    const scope = row[one.read.actor.role]
    return scope === 'represented' || scope === 'visit' || scope === 'visit-bank'
  })
  const standings =
    standingNeeded.length === 0
      ? []
      : await parts.standing(
          parts.db,
          standingNeeded.map(({ one, personId }) => ({ actor: one.read.actor, personId })),
          now,
        )
  const standingOf = new Map<ReadSubject, Standing>(
    standingNeeded.map(({ subject }, position) => [subject, standings[position] ?? {}]),
  )
  for (const one of judged) {
    if (one.refused !== undefined) continue
    for (const subject of one.subjects) {
      const answer = may(one.read.actor, operation.name, subject, standingOf.get(subject) ?? {})
      if (!answer.permitted) one.refused = refuse(answer.code)
    }
  }
  await requireCases(
    parts,
    personal.filter(({ one }) => one.refused === undefined),
    standingOf,
  )
}

/** M11.1: whoever reads another person's data names a case that exists and concerns that person. */
async function requireCases(
  parts: KernelParts,
  personal: readonly { readonly one: Judged; readonly subject: ReadSubject; readonly personId: string }[],
  standingOf: ReadonlyMap<ReadSubject, Standing>,
): Promise<void> {
  const asking: { one: Judged; caseId: string; personId: string }[] = []
  for (const { one, subject, personId } of personal) {
    if (subject.caseId !== undefined || one.read.actor.role === 'citizen') continue
    const { caseId } = one.read.input as PersonalReadInput
    if (caseId === undefined) one.refused = refuse('case-required')
    else if (standingOf.get(subject)?.visit?.visitId !== caseId) asking.push({ one, caseId, personId })
  }
  if (asking.length === 0) return
  const concerns = await parts.caseConcerns(
    parts.db,
    asking.map(({ caseId, personId }) => ({ caseId, personId })),
  )
  asking.forEach(({ one }, position) => {
    if (concerns[position] !== true) one.refused = refuse('case-required')
  })
}

function purposeOf(read: Read<object>): Purpose | undefined {
  return (read.input as PersonalReadInput).purpose
}

function revealedIn(read: Read<object>): readonly PersonalField[] {
  const { purpose, reveal } = read.input as PersonalReadInput
  return purpose === undefined ? [] : revealed(read.actor.role, purpose, reveal ?? [])
}

/** One row per person whose data leave; one row in all when the answer is refused or holds nobody's data. */
function auditOf(query: Query, one: Judged, now: Instant): readonly AuditEntry[] {
  const { read, subjects, refused } = one
  const purpose = purposeOf(read)
  const unmasked = revealedIn(read)
  const input = read.input as PersonalReadInput
  const commandId = newId(Date.parse(now))
  const shared = {
    at: now,
    actor: read.actor,
    operation: query.operation.name,
    article: query.operation.article,
    commandId,
    ...(purpose === undefined ? {} : { purpose, legalBasis: purposes[purpose].basis }),
  }
  if (refused !== undefined || subjects.length === 0) {
    const personId = subjects[0]?.personId ?? null
    return [
      refused === undefined
        ? { ...shared, personId, outcome: 'read' }
        : { ...shared, personId, outcome: 'refused', refusal: refused.code },
    ]
  }
  return subjects.map((subject) => {
    const caseId = subject.caseId ?? input.caseId
    return {
      ...shared,
      personId: subject.personId ?? null,
      outcome: 'read',
      fields: query.fields.map((field) => (unmasked.includes(field) ? `${field}!` : field)),
      ...(caseId === undefined ? {} : { caseId }),
    }
  })
}

function fieldReader(parts: KernelParts, { read, subjects }: Judged): FieldReader {
  const unmasked = revealedIn(read)
  // Somebody who is only mentioned was not judged and stands in no audit row: masked, whatever was asked for.
  const judged = new Set(subjects.map(({ personId }) => personId))
  return {
    show(field, person, sealed, column = field) {
      if (sealed === null) return null
      const value = parts.openField(person, column, sealed)
      return unmasked.includes(field) && judged.has(person.personId) ? value : mask(field, value)
    },
  }
}
