import { systemActor } from '@yika/core/access/actor.ts'
import type { Application } from '@yika/core/application/application.ts'
import { type Forecast, forecast } from '@yika/core/application/forecast.ts'
import { type Group, linesRepeated } from '@yika/core/application/group.ts'
import * as operations from '@yika/core/application/schema.ts'
import { type HappenedAt, timeline } from '@yika/core/application/timeline.ts'
import { delayWords } from '@yika/core/application/words.ts'
import { addDays, dayOf } from '@yika/core/calendar/instant.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { receiptToken } from '../card/receipt-token.ts'
import { personsByIds } from '../holder/store.ts'
import type { BlobStore } from '../kernel/blob/blob-store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type FieldReader, type Query, query, type ReadSubject } from '../kernel/query.ts'
import { choicesQuery } from './choices-query.ts'
import { groupWithOutcomes, type LineOutcomes, type LineRow, linesOfGroup } from './group-store.ts'
import { afterOf, nextOf } from './page.ts'
import { photosByKeys } from './photo-store.ts'
import { saidRefusal } from './said-refusal.ts'
import { applicationsByKeys, applicationsOfPersons, applicationsToReview, happenedTo, openPromises } from './store.ts'

export interface ApplicationQueryParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly custodian: Custodian
  readonly blobs: BlobStore
}

interface Found {
  readonly application: Application
  readonly person: Person
  readonly happened: { readonly application: readonly HappenedAt[]; readonly card: readonly HappenedAt[] }
}

const pageDefault = 50

async function withHistory(db: Database, applications: readonly Application[]): Promise<readonly Found[]> {
  const [persons, happened] = await Promise.all([
    personsByIds(
      db,
      applications.map(({ personId }) => personId),
    ),
    happenedTo(db, applications),
  ])
  return applications.flatMap((application) => {
    const person = persons.get(application.personId)
    if (person === undefined) return []
    return [{ application, person, happened: happened.get(application.applicationId) ?? { application: [], card: [] } }]
  })
}

function summaryOf({ promise, ...application }: Application) {
  const { personId, applicationId, kind, reason, status, bankId, channel, submittedAt, newPromisedOn } = application
  return {
    ...{ personId, applicationId, kind, reason, status, bankId, channel, submittedAt, newPromisedOn },
    promisedOn: promise?.promisedOn ?? null,
  }
}

const nameOf = (person: Person, reader: FieldReader): string => reader.show('name', person, person.sealed.name) ?? ''

function viewOf(
  custodian: Custodian,
  { application, person, happened }: Found,
  reader: FieldReader,
): AnswerOf<typeof operations.application> {
  const { steps, ...told } = timeline(application, happened.application, happened.card)
  const { outletId, delivery, district, groundId, groupId, photoId, replaces, cardId, instantOutletId } = application
  return {
    ...summaryOf(application),
    ...{ outletId, delivery, district, groundId, groupId, photoId, replaces, cardId, instantOutletId },
    acceptedAt: application.acceptedAt,
    applicantAs: application.applicant.as,
    name: nameOf(person, reader),
    verification: receiptToken(custodian, {
      kind: 'application',
      ...{ personId: application.personId, id: application.applicationId, at: application.submittedAt },
    }),
    promise: application.promise,
    timeline: { ...told, steps: [...steps] },
  }
}

function subjectOf({ personId, applicationId, bankId, district }: Application): ReadSubject {
  return { personId, bankId, district, caseId: applicationId }
}

/** What is read about applications: every answer that names a person leaves an audit row of that person (Article 11). */
export function applicationQueries(parts: ApplicationQueryParts): readonly Query[] {
  return [
    applicationQuery(parts),
    ...ofPersonQueries(parts),
    choicesQuery(parts),
    reviewQuery,
    promiseQuery(parts),
    groupQuery,
    photoQuery(parts),
  ]
}

const applicationQuery = ({ custodian }: ApplicationQueryParts) =>
  query({
    operation: operations.application,
    fields: ['name'],
    async load(db, reads) {
      const keys = reads.map(({ input }) => input)
      const found = await withHistory(db, [...(await applicationsByKeys(db, keys)).values()])
      const byId = new Map(found.map((one) => [one.application.applicationId, one]))
      return keys.map(({ personId, applicationId }) => {
        const one = byId.get(applicationId)
        return one?.person.personId === personId ? one : undefined
      })
    },
    subjects: (found) => (found === undefined ? undefined : [subjectOf(found.application)]),
    answer: (found, _input, reader) => viewOf(custodian, found as Found, reader),
  })

async function foundOfPersons(
  db: Database,
  personIds: readonly (string | undefined)[],
): Promise<readonly (readonly Found[])[]> {
  const asked = personIds.filter((id) => id !== undefined)
  const found = await withHistory(db, await applicationsOfPersons(db, asked))
  return personIds.map((personId) => found.filter(({ person }) => person.personId === personId))
}

const ofPersonQueries = ({ custodian }: ApplicationQueryParts): readonly Query[] => [
  query({
    operation: operations.myApplications,
    fields: ['name'],
    load: (db, reads) =>
      foundOfPersons(
        db,
        reads.map(({ actor }) => actor.personId),
      ),
    subjects: (_found, _input, { personId }) => [personId === undefined ? {} : { personId }],
    answer: (found, _input, reader) => ({ applications: found.map((one) => viewOf(custodian, one, reader)) }),
  }),
  query({
    operation: operations.applicationsOfPerson,
    fields: ['name'],
    load: (db, reads) =>
      foundOfPersons(
        db,
        reads.map(({ input }) => input.personId),
      ),
    subjects: (_found, { personId }) => [{ personId }],
    answer: (found, _input, reader) => ({ applications: found.map((one) => viewOf(custodian, one, reader)) }),
  }),
]

const reviewQuery = query({
  operation: operations.applicationsToReview,
  fields: ['name'],
  load: (db, reads) =>
    Promise.all(
      reads.map(async ({ actor, input }) => {
        const limit = input.limit ?? pageDefault
        const district = input.district ?? actor.district ?? null
        const rows = await applicationsToReview(db, district, afterOf(input.after), limit)
        const persons = await personsByIds(
          db,
          rows.map(({ personId }) => personId),
        )
        return { rows, persons, limit }
      }),
    ),
  subjects: ({ rows }) => rows.map(subjectOf),
  answer: ({ rows, persons, limit }, _input, reader) => ({
    applications: rows.map((row) => {
      const person = persons.get(row.personId)
      return { ...summaryOf(row), name: person === undefined ? '' : nameOf(person, reader) }
    }),
    next: nextOf(rows, limit, (row) => [row.submittedAt, row.applicationId]),
  }),
})

function promiseQuery({ clock, policyReader }: ApplicationQueryParts): Query {
  return query({
    operation: operations.promisesAtRisk,
    fields: [],
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ actor, input }) => {
          const now = clock()
          const policy = policyReader(systemActor, now)
          const limit = input.limit ?? pageDefault
          const horizon = addDays(dayOf(now), policy.number('sla.first-issue.online'))
          const district = input.district ?? actor.district ?? null
          const rows = await openPromises(
            db,
            { district, bankId: actor.bankId ?? null },
            horizon,
            afterOf(input.after),
            limit,
          )
          const judged = rows.map(({ application, physical }) => ({
            application,
            forecast: forecast(application, physical, dayOf(now), policy),
          }))
          return { rows, limit, atRisk: judged.filter(({ forecast: { outlook } }) => isAtRisk(outlook)) }
        }),
      ),
    subjects: ({ atRisk }) => atRisk.map(({ application }) => subjectOf(application)),
    answer: ({ rows, limit, atRisk }) => ({
      applications: atRisk.map(({ application, forecast: { outlook, cause } }) => ({
        ...summaryOf(application),
        outlook: outlook === 'late' ? ('late' as const) : ('at-risk' as const),
        cause: cause ?? 'queue',
        causeWords: delayWords[cause ?? 'queue'],
      })),
      // The page is of what was looked at: promises that are on track are passed over, not lost.
      next: nextOf(rows, limit, ({ application }) => [
        application.promise?.promisedOn ?? '',
        application.applicationId,
      ]),
    }),
  })
}

function isAtRisk(outlook: Forecast['outlook']): boolean {
  return outlook === 'at-risk' || outlook === 'late'
}

interface FoundGroup {
  readonly group: Group
  readonly lines: readonly LineRow[]
  readonly outcomes: LineOutcomes
  readonly limit: number
}

const groupQuery = query({
  operation: operations.group,
  fields: ['name'],
  load: (db, reads) =>
    Promise.all(
      reads.map(async ({ input }): Promise<FoundGroup | undefined> => {
        const limit = input.limit ?? pageDefault
        const after = afterOf(input.after)
        const start = after === null ? null : { position: Number(after.key), personId: after.applicationId }
        const [found, lines] = await Promise.all([
          groupWithOutcomes(db, input.groupId),
          linesOfGroup(db, input.groupId, start, limit),
        ])
        return found === undefined ? undefined : { ...found, lines, limit }
      }),
    ),
  subjects(found) {
    if (found === undefined) return undefined
    const { groupId, employerId } = found.group
    return [{ employerId }, ...found.lines.map(({ personId }) => ({ personId, employerId, caseId: groupId }))]
  },
  answer(found, _input, reader) {
    const { group, lines, outcomes, limit } = found as FoundGroup
    const { groupId, employerId, kind, bankIds, collection, closesOn, linesReceived, linesUnmatched } = group
    return {
      ...{ groupId, employerId, kind, collection, closesOn, linesReceived, linesUnmatched },
      linesRepeated: linesRepeated(group, outcomes),
      bankIds: [...bankIds],
      outcomes,
      lines: lines.map((line) => ({
        position: line.position,
        name: reader.show('name', line, line.name) ?? '',
        status: line.status,
        applicationStatus: line.applicationStatus,
        promisedOn: line.promisedOn,
        refusal: line.refusal === null ? null : saidRefusal(line.refusal),
      })),
      next: nextOf(lines, limit, ({ position, personId }) => [String(position), personId]),
    }
  },
})

function photoQuery({ custodian, blobs }: ApplicationQueryParts): Query {
  return query({
    operation: operations.photo,
    fields: [],
    async load(db, reads) {
      const keys = reads.map(({ input }) => input)
      const [photos, persons] = await Promise.all([
        photosByKeys(db, keys),
        personsByIds(
          db,
          keys.map(({ personId }) => personId),
        ),
      ])
      return Promise.all(
        keys.map(async ({ personId, photoId, picture }) => {
          const photo = photos.get(photoId)
          const person = persons.get(personId)
          if (photo?.personId !== personId || person === undefined) return undefined
          // Still sealed: it is opened when the audit row is committed and the answer is made.
          const sealed = await blobs.get(picture === 'chip' ? photo.chipBlob : photo.cardBlob)
          return sealed === undefined ? undefined : { photo, person, sealed }
        }),
      )
    },
    subjects: (found) =>
      found === undefined ? undefined : [{ personId: found.person.personId, district: found.person.district }],
    answer(found) {
      if (found === undefined) throw new Error('a photo that was not found has no answer')
      const { photo, person, sealed } = found
      const file = custodian.openBytes(Buffer.from(person.key, 'base64'), person.personId, 'photo', sealed)
      return { photoId: photo.photoId, addedAt: photo.addedAt, file: Buffer.from(file).toString('base64') }
    },
  })
}
