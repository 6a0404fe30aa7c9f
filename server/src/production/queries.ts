import type { Application } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import { issuingArea, type Person } from '@yika/core/holder/person.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import type { Line } from '@yika/core/production/line.ts'
import { bankOutFileColumns, fileText, writeOutFile } from '@yika/core/production/out-file.ts'
import { fileDay } from '@yika/core/production/return-file.ts'
import * as operation from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { applicationsByKeys } from '../application/store.ts'
import { loadBanks } from '../bank/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { personsByIds } from '../holder/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query, type ReadSubject } from '../kernel/query.ts'
import { gb18030Length, toGb18030 } from './gb18030.ts'
import { type PhotoParts, photoQuery } from './photo-query.ts'
import { batchById, batchPage, linePage, linesOfBatches, linesOfPersons, stockPage, transferPage } from './store.ts'

const pageSize = 100

/** A line with all that a file or a screen says about it. */
interface Row {
  readonly line: Line
  readonly person: Person
  readonly card: Card
  readonly application: Application
}

async function rowsOf(db: Database, lines: readonly Line[]): Promise<readonly Row[]> {
  const [persons, cards, applications] = await Promise.all([
    personsByIds(
      db,
      lines.map(({ personId }) => personId),
    ),
    cardsByKeys(db, lines),
    applicationsByKeys(db, lines),
  ])
  return lines.flatMap((line) => {
    const person = persons.get(line.personId)
    const card = cards.get(line.cardId)
    const application = applications.get(line.applicationId)
    return person === undefined || card === undefined || application === undefined
      ? []
      : [{ line, person, card, application }]
  })
}

/** The name as the card carries it. */
function cardName(reader: FieldReader, person: Person): string {
  return reader.show('name', person, person.sealed.chipName ?? person.sealed.name) ?? ''
}

function socialSecurityNumber(reader: FieldReader, person: Person): string {
  return reader.show('identityNumber', person, person.sealed.ssn) ?? ''
}

interface FileRows {
  readonly batch: Batch
  readonly bankCode: string
  readonly rows: readonly Row[]
}

/** A batch with the lines that wait for an answer, as long as it is with the party that asks. */
async function fileRows(
  db: Database,
  batchId: string,
  due: { readonly batch: Batch['state']; readonly line: Line['state'] },
): Promise<FileRows | undefined> {
  const batch = await batchById(db, batchId)
  if (batch?.state !== due.batch) return undefined
  const lines = [...(await linesOfBatches(db, [batchId])).values()].filter(({ state }) => state === due.line)
  const bank = (await loadBanks(db, [batch.bankId])).get(batch.bankId)
  // Nothing is asked for a card that has ended: its data stay here.
  const rows = (await rowsOf(db, lines)).filter(({ card }) => !hasEnded(card))
  return { batch, bankCode: bank?.cnaps ?? '', rows }
}

function outFileAnswer(loaded: FileRows, recipient: 'bank' | 'factory', rows: readonly (readonly string[])[]) {
  const text = writeOutFile(recipient, loaded.batch.batchNumber, rows, gb18030Length)
  return { batchNumber: loaded.batch.batchNumber, count: rows.length, file: toGb18030(text).toString('base64') }
}

const addressBytesMax = bankOutFileColumns[7].bytesMax

function bankRow(reader: FieldReader, { line, person }: Row): readonly string[] {
  const { documentNumber, identityNumber, phone, address } = person.sealed
  const document =
    documentNumber === null
      ? reader.show('identityNumber', person, identityNumber)
      : reader.show('documentNumber', person, documentNumber)
  return [
    String(line.sequence),
    line.cardNumber,
    socialSecurityNumber(reader, person),
    cardName(reader, person),
    document ?? '',
    person.nationality,
    (reader.show('phone', person, phone) ?? '').replace(/^\+/, '00'),
    fileText(reader.show('address', person, address) ?? '', addressBytesMax, gb18030Length),
  ]
}

function factoryRow(
  reader: FieldReader,
  bankCode: string,
  { line, person, card, application }: Row,
): readonly string[] {
  return [
    String(line.sequence),
    line.cardNumber,
    socialSecurityNumber(reader, person),
    cardName(reader, person),
    person.sex,
    person.ethnicGroup,
    fileDay(person.birthOn),
    bankCode,
    reader.show('bankCardNumber', person, card.bankCardNumber) ?? '',
    card.certificateSerial ?? '',
    application.photoId ?? '',
    application.outletId ?? '',
  ]
}

/** One subject for each person of a file, the application being the case; an empty file, too, is only for whom it was made. */
function subjectsOf(rows: readonly Row[], place: object): readonly ReadSubject[] {
  if (rows.length === 0) return [place]
  return rows.map(({ line }) => ({ personId: line.personId, caseId: line.applicationId, ...place }))
}

const fileQueries: readonly Query[] = [
  query({
    operation: operation.bankOutFile,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input }) => fileRows(db, input.batchId, { batch: 'exported-to-bank', line: 'created' })),
      ),
    subjects: (loaded) => (loaded === undefined ? undefined : subjectsOf(loaded.rows, { bankId: loaded.batch.bankId })),
    fields: ['name', 'identityNumber', 'documentNumber', 'phone', 'address'],
    answer(loaded, _input, reader) {
      const file = loaded as FileRows
      return outFileAnswer(
        file,
        'bank',
        file.rows.map((row) => bankRow(reader, row)),
      )
    },
  }),
  query({
    operation: operation.factoryOutFile,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input }) => fileRows(db, input.batchId, { batch: 'exported-to-factory', line: 'certified' })),
      ),
    subjects: (loaded) =>
      loaded === undefined ? undefined : subjectsOf(loaded.rows, { organisationId: loaded.batch.makerId as string }),
    fields: ['name', 'identityNumber', 'bankCardNumber'],
    answer(loaded, _input, reader) {
      const file = loaded as FileRows
      return outFileAnswer(
        file,
        'factory',
        file.rows.map((row) => factoryRow(reader, file.bankCode, row)),
      )
    },
  }),
  query({
    operation: operation.certificateRequest,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input }) => fileRows(db, input.batchId, { batch: 'bank-returned', line: 'has-account' })),
      ),
    subjects: (loaded) =>
      loaded?.batch.certifierId == null
        ? undefined
        : subjectsOf(loaded.rows, { organisationId: loaded.batch.certifierId }),
    fields: ['name', 'identityNumber'],
    answer(loaded, _input, reader) {
      const { batch, rows } = loaded as FileRows
      return {
        batchNumber: batch.batchNumber,
        area: issuingArea,
        requests: rows.map(({ line, person }) => ({
          cardNumber: line.cardNumber,
          name: cardName(reader, person),
          ssn: socialSecurityNumber(reader, person),
        })),
      }
    },
  }),
  query({
    operation: operation.keysToReplace,
    load: (db, reads) =>
      Promise.all(reads.map(({ input }) => fileRows(db, input.batchId, { batch: 'factory-returned', line: 'made' }))),
    subjects: (loaded) =>
      loaded === undefined ? undefined : subjectsOf(loaded.rows, { organisationId: loaded.batch.makerId as string }),
    fields: [],
    answer(loaded) {
      const { batch, rows } = loaded as FileRows
      return {
        batchNumber: batch.batchNumber,
        cards: rows.map(({ line, card }) => ({
          cardNumber: line.cardNumber,
          identificationCode: card.chipIdentificationCode ?? '',
        })),
      }
    },
  }),
]

function batchAnswer(batch: Batch) {
  const { batchId, batchNumber, kind, bankId, district, officeId, state, ordered, formedAt, formedBy } = batch
  const { releasedBy, certifierId, makerId, changedAt } = batch
  const sums = (result: Batch['bankReturn']) => (result === null ? null : { good: result.good, failed: result.failed })
  return {
    ...{ batchId, batchNumber, kind, bankId, district, officeId, state, ordered, formedAt, formedBy },
    ...{ releasedBy, certifierId, makerId, changedAt },
    bankReturn: sums(batch.bankReturn),
    certificateResult: sums(batch.certificateResult),
    factoryReturn: sums(batch.factoryReturn),
    keyResult: sums(batch.keyResult),
  }
}

const listQueries: readonly Query[] = [
  query({
    operation: operation.batches,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { after, limit, ...filter } }) =>
          batchPage(db, { ...filter, ...(after === undefined ? {} : { before: after }), limit: limit ?? pageSize }),
        ),
      ),
    subjects(_loaded, { bankId, makerId, certifierId }) {
      const organisationId = makerId ?? certifierId
      return [
        { ...(bankId === undefined ? {} : { bankId }), ...(organisationId === undefined ? {} : { organisationId }) },
      ]
    },
    fields: [],
    answer: (batches, { limit }) => ({
      batches: batches.map(batchAnswer),
      next: batches.length < (limit ?? pageSize) ? null : (batches.at(-1)?.batchId ?? null),
    }),
  }),
  query({
    operation: operation.batchLines,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input: { batchId, states, after, limit } }) => {
          const batch = await batchById(db, batchId)
          if (batch === undefined) return undefined
          const lines = await linePage(db, batchId, {
            ...(states === undefined ? {} : { states }),
            after: Number(after ?? 0),
            limit: limit ?? pageSize,
          })
          return { batch, rows: await rowsOf(db, lines) }
        }),
      ),
    subjects(loaded) {
      if (loaded === undefined) return undefined
      const place = { bankId: loaded.batch.bankId, district: loaded.batch.district }
      return subjectsOf(loaded.rows, place)
    },
    fields: ['name'],
    answer(loaded, { limit }, reader) {
      const { batch, rows } = loaded as NonNullable<typeof loaded>
      return {
        batch: batchAnswer(batch),
        lines: rows.map(({ line, person }) => {
          const { personId, lineId, cardId, applicationId, sequence, cardNumber } = line
          const { state, failStage, reason, boxPosition, attempt } = line
          return {
            ...{ personId, lineId, cardId, applicationId, sequence, cardNumber },
            ...{ state, failStage, reason, boxPosition, attempt },
            name: cardName(reader, person),
          }
        }),
        next: rows.length < (limit ?? pageSize) ? null : String(rows.at(-1)?.line.sequence),
      }
    },
  }),
  query({
    operation: operation.personalisationData,
    async load(db, reads) {
      const lines = await linesOfPersons(
        db,
        reads.map(({ input }) => input.personId),
      )
      return Promise.all(
        reads.map(async ({ input }) => {
          const line = lines.get(input.lineId)
          if (line === undefined || line.personId !== input.personId || line.state !== 'created') return undefined
          const batch = await batchById(db, line.batchId)
          const [row] = await rowsOf(db, [line])
          return batch?.kind !== 'instant' || row === undefined || hasEnded(row.card) ? undefined : { batch, row }
        }),
      )
    },
    subjects: (loaded) =>
      loaded === undefined ? undefined : subjectsOf([loaded.row], { bankId: loaded.batch.bankId }),
    fields: ['name', 'identityNumber'],
    answer(loaded, _input, reader) {
      const { batch, row } = loaded as NonNullable<typeof loaded>
      const { sex, ethnicGroup, birthOn } = row.person
      return {
        cardNumber: row.line.cardNumber,
        name: cardName(reader, row.person),
        ssn: socialSecurityNumber(reader, row.person),
        sex,
        ethnicGroup,
        birthOn,
        bankId: batch.bankId,
        photoId: row.application.photoId,
      }
    },
  }),
]

const blankQueries: readonly Query[] = [
  query({
    operation: operation.blankStocks,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { placeId, after, limit } }) =>
          stockPage(db, {
            ...(placeId === undefined ? {} : { placeId }),
            after: after ?? '',
            limit: limit ?? pageSize,
          }),
        ),
      ),
    subjects: (_loaded, { placeId }) => [placeId === undefined ? {} : { officeId: placeId, organisationId: placeId }],
    fields: [],
    answer: (stocks, { limit }) => ({
      stocks: stocks.map(
        ({ version: _, destructionProposedBy: __, countedBy: ___, changedAt: ____, ...stock }) => stock,
      ),
      next: stocks.length < (limit ?? pageSize) ? null : (stocks.at(-1)?.placeId ?? null),
    }),
  }),
  query({
    operation: operation.blankTransfers,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { placeId, after, limit } }) =>
          transferPage(db, { placeId, before: after, limit: limit ?? pageSize }),
        ),
      ),
    subjects: (_loaded, { placeId }) => [{ officeId: placeId, organisationId: placeId }],
    fields: [],
    answer: (transfers, { limit }) => ({
      transfers: transfers.map(({ version: _, toPlaceKind: __, ...transfer }) => transfer),
      next: transfers.length < (limit ?? pageSize) ? null : (transfers.at(-1)?.transferId ?? null),
    }),
  }),
]

export function productionQueries(parts: PhotoParts): readonly Query[] {
  return [...fileQueries, photoQuery(parts), ...listQueries, ...blankQueries]
}
