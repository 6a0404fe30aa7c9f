import { issuingArea } from '@yika/core/holder/person.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import type { Line } from '@yika/core/production/line.ts'
import { bankOutFileColumns, fileText, writeOutFile } from '@yika/core/production/out-file.ts'
import * as operation from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { loadBanks } from '../bank/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query, type ReadSubject } from '../kernel/query.ts'
import { cardName, socialSecurityNumber } from './card-content.ts'
import type { ChipParts } from './chip-parts.ts'
import { factoryKeyQueries } from './factory-key-queries.ts'
import { factoryOrderQuery } from './factory-order-query.ts'
import { gb18030Length, toGb18030 } from './gb18030.ts'
import { keyChallengesQuery } from './key-challenges-query.ts'
import { keyScriptsQuery } from './key-scripts-query.ts'
import { type LineRow, rowsOf } from './line-rows.ts'
import { personalisationDataQuery } from './personalisation-data-query.ts'
import { batchById, batchPage, linePage, linesOfBatches, stockPage, transferPage } from './store.ts'

const pageSize = 100

interface FileRows {
  readonly batch: Batch
  readonly bankCode: string
  readonly rows: readonly LineRow[]
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

function outFileAnswer(loaded: FileRows, rows: readonly (readonly string[])[]) {
  const text = writeOutFile(loaded.batch.batchNumber, rows, gb18030Length)
  return { batchNumber: loaded.batch.batchNumber, count: rows.length, file: toGb18030(text).toString('base64') }
}

const addressBytesMax = bankOutFileColumns[7].bytesMax

function bankRow(reader: FieldReader, { line, person }: LineRow): readonly string[] {
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

/** One subject for each person of a file, the application being the case; an empty file, too, is only for whom it was made. */
function subjectsOf(rows: readonly LineRow[], place: object): readonly ReadSubject[] {
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
        file.rows.map((row) => bankRow(reader, row)),
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
]

const blankQueries: readonly Query[] = [
  query({
    operation: blanks.blankStocks,
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
      stocks: stocks.map(({ version: _, changedAt: __, ...stock }) => stock),
      next: stocks.length < (limit ?? pageSize) ? null : (stocks.at(-1)?.placeId ?? null),
    }),
  }),
  query({
    operation: blanks.blankTransfers,
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

export function productionQueries(parts: Omit<ChipParts, 'db'>): readonly Query[] {
  return [
    ...fileQueries,
    factoryOrderQuery(parts),
    keyScriptsQuery(parts),
    keyChallengesQuery(parts),
    personalisationDataQuery(parts),
    ...factoryKeyQueries(parts),
    ...listQueries,
    ...blankQueries,
  ]
}
