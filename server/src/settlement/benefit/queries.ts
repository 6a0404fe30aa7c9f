import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { writeInstructionFile } from '@yika/core/settlement/benefit/bank-file.ts'
import type { BenefitBatch } from '@yika/core/settlement/benefit/batch.ts'
import { type BenefitLine, bankReference } from '@yika/core/settlement/benefit/line.ts'
import type { BenefitProgramme } from '@yika/core/settlement/benefit/programme.ts'
import { wordsOf } from '@yika/core/settlement/benefit/result-words.ts'
import { resultsCsv } from '@yika/core/settlement/benefit/results-csv.ts'
import { batchTotals, type LineCount } from '@yika/core/settlement/benefit/totals.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { cardsByKeys } from '../../card/store.ts'
import { personsByIds } from '../../holder/store.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import type { Database } from '../../kernel/database/database.ts'
import { nobody } from '../../kernel/identifier.ts'
import { type PublicRead, publicRead } from '../../kernel/public-read.ts'
import { type Query, query } from '../../kernel/query.ts'
import type { Stored } from '../../kernel/stream.ts'
import { batchPage, benefitBatchesByIds, receivedOf } from './batch-store.ts'
import { toGb18030 } from './gb18030.ts'
import {
  type BankBatch,
  type BenefitOfPerson,
  batchesOfBank,
  benefitsOfPerson,
  lineCounts,
  linePage,
} from './line-store.ts'
import { allProgrammes } from './programme-store.ts'

export interface BenefitQueryParts {
  readonly custodian: Custodian
  clock(): Instant
}

const pageDefault = 50
const lineDefault = 200
const instructionDefault = 1000
const csvMost = 50_000
const benefitsMost = 1000

/** A department sees its own; who may see all names one, or none. */
const departmentOf = (actor: Actor, asked: string | undefined): string | null =>
  actor.role === 'department-user' ? actor.organisationId : (asked ?? null)

function batchShown(batch: BenefitBatch) {
  const { batchId, programmeId, department, period, reference, status, openedAt, payFrom } = batch
  const declared = { lines: batch.declaredCount, fen: batch.declaredFen }
  return { batchId, programmeId, department, period, reference, status, openedAt, payFrom, declared }
}

function proposalShown({ programmeId, version, department, proposal }: Stored<BenefitProgramme>) {
  if (proposal === null) return []
  const { by, at } = proposal
  const asked =
    proposal.change === 'terms'
      ? { terms: proposal.terms as never, until: null }
      : { terms: null, until: proposal.until }
  return [{ programmeId, version, department, by, at, ...asked }]
}

interface LinesOfBatch {
  readonly batch: BenefitBatch | undefined
  readonly lines: readonly BenefitLine[]
}

async function linesOfBatch(db: Database, page: Parameters<typeof linePage>[1]): Promise<LinesOfBatch> {
  const [batches, lines] = await Promise.all([benefitBatchesByIds(db, [page.batchId]), linePage(db, page)])
  return { batch: batches.get(page.batchId), lines }
}

const ofDepartment = ({ batch }: { readonly batch: BenefitBatch | undefined }) =>
  batch === undefined ? undefined : [{ organisationId: batch.department }]

/** Where the next page begins: one line more than asked was read. */
function paged(lines: readonly BenefitLine[], limit: number) {
  const shown = lines.slice(0, limit)
  return { shown, next: lines.length > limit ? (shown.at(-1)?.lineNumber ?? null) : null }
}

interface Totals {
  readonly batch: BenefitBatch | undefined
  readonly received: { readonly lines: number; readonly fen: number }
  readonly counts: readonly LineCount[]
}

interface Instructions {
  readonly batchId: string
  readonly rows: readonly { readonly line: BenefitLine; readonly person: Person; readonly card: Card }[]
  readonly next: number | null
}

async function instructionsOf(
  db: Database,
  batchId: string,
  bankId: string,
  after: number,
  limit: number,
): Promise<Instructions> {
  const { shown, next } = paged(await linePage(db, { batchId, state: 'sent', bankId, after, limit: limit + 1 }), limit)
  const keys = shown.flatMap(({ personId, cardId }) =>
    personId === null || cardId === null ? [] : [{ personId, cardId }],
  )
  const [persons, cards] = await Promise.all([
    personsByIds(
      db,
      keys.map(({ personId }) => personId),
    ),
    cardsByKeys(db, keys),
  ])
  const rows = shown.flatMap((line) => {
    const [person, card] = [persons.get(line.personId ?? ''), cards.get(line.cardId ?? '')]
    return person === undefined || card === undefined ? [] : [{ line, person, card }]
  })
  return { batchId, rows, next }
}

export function benefitQueries({ custodian, clock }: BenefitQueryParts): readonly Query[] {
  return [
    query<typeof schema.benefitProposals, readonly Stored<BenefitProgramme>[]>({
      operation: schema.benefitProposals,
      load: (db, reads) =>
        Promise.all(reads.map(({ actor, input }) => allProgrammes(db, departmentOf(actor, input.department)))),
      subjects(_programmes, { department }, actor) {
        const organisationId = departmentOf(actor, department)
        return [organisationId === null ? {} : { organisationId }]
      },
      fields: [],
      answer: (programmes) => ({ proposals: programmes.flatMap(proposalShown) }),
    }),
    query<typeof schema.benefitBatches, readonly BenefitBatch[]>({
      operation: schema.benefitBatches,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor, input: { department, after = null, limit = pageDefault } }) =>
            batchPage(db, { department: departmentOf(actor, department), after, limit: limit + 1 }),
          ),
        ),
      subjects(_batches, { department }, actor) {
        const organisationId = departmentOf(actor, department)
        return [organisationId === null ? {} : { organisationId }]
      },
      fields: [],
      answer(batches, { limit = pageDefault }) {
        const shown = batches.slice(0, limit)
        return {
          batches: shown.map(batchShown),
          next: batches.length > limit ? (shown.at(-1)?.batchId ?? null) : null,
        }
      },
    }),
    query<typeof schema.benefitBatch, Totals>({
      operation: schema.benefitBatch,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { batchId } }) => {
            const [batches, received, counts] = await Promise.all([
              benefitBatchesByIds(db, [batchId]),
              receivedOf(db, [batchId]),
              lineCounts(db, batchId),
            ])
            return { batch: batches.get(batchId), received: received.get(batchId) ?? { lines: 0, fen: 0 }, counts }
          }),
        ),
      subjects: ofDepartment,
      fields: [],
      answer({ batch, received, counts }) {
        const known = batch as BenefitBatch
        return {
          ...batchShown(known),
          ...{ received, openedBy: known.openedBy, closedBy: known.closedBy, approvedBy: known.approvedBy },
          totals: batchTotals(known, counts),
          counts: counts.map((one) => ({ ...one })),
        }
      },
    }),
    query<typeof schema.benefitLines, LinesOfBatch>({
      operation: schema.benefitLines,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { batchId, state, result, after = 0, limit = lineDefault } }) =>
            linesOfBatch(db, { batchId, state, result, after, limit: limit + 1 }),
          ),
        ),
      subjects: ofDepartment,
      fields: [],
      answer({ lines }, { limit = lineDefault }) {
        const { shown, next } = paged(lines, limit)
        return {
          lines: shown.map(({ lineNumber, amount, note, state, result, way, voucherBy, tries, changedAt }) => ({
            ...{ lineNumber, amount, note, state, result, way, voucherBy, tries, changedAt },
          })),
          next,
        }
      },
    }),
    query<typeof schema.benefitResultsFile, LinesOfBatch>({
      operation: schema.benefitResultsFile,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { batchId, after = 0 } }) => linesOfBatch(db, { batchId, after, limit: csvMost + 1 })),
        ),
      subjects: ofDepartment,
      fields: [],
      answer({ lines }) {
        const { shown, next } = paged(lines, csvMost)
        return { csv: resultsCsv(shown), next }
      },
    }),
    query<typeof schema.benefitInstructions, readonly BankBatch[]>({
      operation: schema.benefitInstructions,
      load: (db, reads) => Promise.all(reads.map(({ actor }) => batchesOfBank(db, actor.bankId ?? nobody))),
      subjects: (_batches, _input, { bankId }) => [bankId === undefined ? {} : { bankId }],
      fields: [],
      answer: (batches) => ({ batches: batches.map((batch) => ({ ...batch })) }),
    }),
    query<typeof schema.benefitInstructionFile, Instructions>({
      operation: schema.benefitInstructionFile,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor, input: { batchId, after = 0, limit = instructionDefault } }) =>
            instructionsOf(db, batchId, actor.bankId ?? nobody, after, limit),
          ),
        ),
      // Only lines on their way to the bank that asks were read.
      subjects: ({ rows }, _input, { bankId }) =>
        bankId === undefined
          ? [{}]
          : rows.length === 0
            ? [{ bankId }]
            : rows.map(({ person: { personId }, line }) => ({ personId, bankId, caseId: line.batchId })),
      fields: ['name', 'bankCardNumber'],
      answer({ batchId, rows, next }, _input, reader) {
        const lines = rows.map(({ line, person, card }) => ({
          reference: bankReference(line),
          account: reader.show('bankCardNumber', person, card.bankCardNumber) ?? '',
          name: reader.show('name', person, person.sealed.name) ?? '',
          amount: line.amount,
        }))
        const bytes = toGb18030(writeInstructionFile(batchId, lines))
        const { kid, signature } = custodian.documents.sign('reconciliation', bytes)
        return {
          ...{ file: bytes.toString('base64'), count: lines.length, kid, next },
          signature: Buffer.from(signature).toString('base64url'),
        }
      },
    }),
    query<typeof schema.myBenefits, readonly BenefitOfPerson[]>({
      operation: schema.myBenefits,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { personId, programmeId = null, from = '2000-01', to = dayOf(clock()).slice(0, 7) } }) =>
            benefitsOfPerson(db, { personId, programmeId, from, to }, benefitsMost),
          ),
        ),
      subjects: (_payments, { personId }) => [{ personId }],
      fields: [],
      answer: (payments) => ({
        payments: payments.map((line) => {
          const { programmeId, nameZh: zh, nameEn: en, period, amount, state, way, result, changedAt } = line
          const words = wordsOf(line)
          return {
            ...{ programmeId, name: { zh, en }, period, amount, state, way, changedAt },
            result: state === 'received' || state === 'sent' ? null : result,
            ...{ stateText: words.state, reason: words.reason, nextStep: words.next },
          }
        }),
      }),
    }),
  ]
}

/** Article 12: what departments pay is for everybody to read. */
export const benefitPublicReads: readonly PublicRead[] = [
  publicRead<typeof schema.benefitProgrammes>({
    operation: schema.benefitProgrammes,
    async answer(db, { department = null }) {
      const programmes = await allProgrammes(db, department)
      return {
        programmes: programmes.map((programme) => {
          const { programmeId, department: paying, name, legalBasis, from, until, payday } = programme
          const { condition, mostFen, verified, status, proposal } = programme
          return {
            ...{ programmeId, department: paying, name, legalBasis, from, until, payday, mostFen, verified, status },
            condition: condition as never,
            proposed: proposal?.change ?? null,
          }
        }),
      }
    },
  }),
]
