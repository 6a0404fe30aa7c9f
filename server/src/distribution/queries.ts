import type { Parcel } from '@yika/core/distribution/parcel.ts'
import type { ParcelLine } from '@yika/core/distribution/parcel-line.ts'
import * as operation from '@yika/core/distribution/schema.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { personsByIds } from '../holder/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query } from '../kernel/query.ts'
import { officeLinePage, openDestructions, parcelById, parcelLinePage, parcelPage } from './store.ts'

const pageSize = 100

interface Row {
  readonly line: ParcelLine
  readonly person: Person
}

async function rowsOf(db: Database, lines: readonly ParcelLine[]): Promise<readonly Row[]> {
  const persons = await personsByIds(
    db,
    lines.map(({ personId }) => personId),
  )
  return lines.flatMap((line) => {
    const person = persons.get(line.personId)
    return person === undefined ? [] : [{ line, person }]
  })
}

function placeOf({ bankId, officeId, employerId }: Pick<ParcelLine, 'bankId' | 'officeId' | 'employerId'>) {
  return {
    bankId,
    ...(officeId === null ? {} : { officeId }),
    ...(employerId === null ? {} : { employerId }),
  }
}

/** One subject for each person of a list; the application is the case. */
function subjectsOf(rows: readonly Row[]) {
  return rows.map(({ line }) => ({ personId: line.personId, caseId: line.applicationId, ...placeOf(line) }))
}

function parcelAnswer({ parcelId, kind, bankId, officeId, employerId, state, ...parcel }: Parcel) {
  const { listed, missing, formedBy, dispatchedBy, consignment, receivedBy, changedAt } = parcel
  return {
    ...{ parcelId, kind, bankId, officeId, employerId, state },
    ...{ listed, missing, formedBy, dispatchedBy, consignment, receivedBy, changedAt },
  }
}

function lineAnswer(reader: FieldReader, { line, person }: Row) {
  const { personId, cardId, applicationId, parcelId, cardNumber, position } = line
  const { kind, state, officeId, waitingSince, reminders } = line
  return {
    ...{ personId, cardId, applicationId, parcelId, cardNumber, position },
    ...{ kind, state, officeId, waitingSince, reminders },
    name: reader.show('name', person, person.sealed.name),
    phone: reader.show('phone', person, person.sealed.phone),
  }
}

export const distributionQueries: readonly Query[] = [
  query({
    operation: operation.parcels,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { after, limit, ...filter } }) =>
          parcelPage(db, { ...filter, before: after, limit: limit ?? pageSize }),
        ),
      ),
    subjects: (_loaded, { bankId, officeId, employerId }) => [
      {
        ...(bankId === undefined ? {} : { bankId }),
        ...(officeId === undefined ? {} : { officeId }),
        ...(employerId === undefined ? {} : { employerId }),
      },
    ],
    fields: [],
    answer: (parcels, { limit }) => ({
      parcels: parcels.map(parcelAnswer),
      next: parcels.length < (limit ?? pageSize) ? null : (parcels.at(-1)?.parcelId ?? null),
    }),
  }),
  query({
    operation: operation.parcelContents,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input: { parcelId, after, limit } }) => {
          const parcel = await parcelById(db, parcelId)
          if (parcel === undefined) return undefined
          const lines = await parcelLinePage(db, parcelId, Number(after ?? 0), limit ?? pageSize)
          return { parcel, rows: await rowsOf(db, lines) }
        }),
      ),
    subjects(loaded) {
      if (loaded === undefined) return undefined
      const place = placeOf(loaded.parcel)
      const listed = loaded.rows.map(({ line }) => ({
        personId: line.personId,
        caseId: line.applicationId,
        ...place,
      }))
      return listed.length === 0 ? [place] : listed
    },
    fields: ['name', 'phone'],
    answer(loaded, { limit }, reader) {
      const { parcel, rows } = loaded as NonNullable<typeof loaded>
      return {
        parcel: parcelAnswer(parcel),
        cards: rows.map((row) => lineAnswer(reader, row)),
        next: rows.length < (limit ?? pageSize) ? null : String(rows.at(-1)?.line.position),
      }
    },
  }),
  query({
    operation: operation.cardDestructions,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { bankId, after, limit } }) =>
          openDestructions(db, { bankId, after, limit: limit ?? pageSize }),
        ),
      ),
    // The card is the case.
    subjects: (rows, { bankId }) =>
      rows.length === 0
        ? [{ bankId }]
        : rows.map((row) => ({ personId: row.personId, bankId: row.bankId, caseId: row.cardId })),
    fields: [],
    answer: (rows, { limit }) => ({
      cards: rows.map(({ personId, cardId, cardNumber, physical, reason, proposedBy, changedAt }) => ({
        ...{ personId, cardId, cardNumber, physical, reason, proposedBy },
        proposedAt: changedAt,
      })),
      next: rows.length < (limit ?? pageSize) ? null : (rows.at(-1)?.cardId ?? null),
    }),
  }),
  query({
    operation: operation.cardsInDistribution,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input: { officeId, state, after, limit } }) =>
          rowsOf(db, await officeLinePage(db, officeId, state, after, limit ?? pageSize)),
        ),
      ),
    subjects: (rows, { officeId }) => (rows.length === 0 ? [{ officeId }] : subjectsOf(rows)),
    fields: ['name', 'phone'],
    answer: (rows, { limit }, reader) => ({
      cards: rows.map((row) => lineAnswer(reader, row)),
      next: rows.length < (limit ?? pageSize) ? null : (rows.at(-1)?.line.parcelLineId ?? null),
    }),
  }),
]
