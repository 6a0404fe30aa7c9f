import type { Actor } from '@yika/core/access/actor.ts'
import * as cell from '@yika/core/holder/import/cell.ts'
import type { Column, Heading } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault, outcomeFault } from '@yika/core/holder/import/outcome-fault.ts'
import type { BatchOpened } from '@yika/core/settlement/benefit/open-batch.ts'
import { openBenefitBatch, receiveBenefitLines } from '@yika/core/settlement/benefit-schema.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { UsageError } from '../cli-command.ts'
import { type Books, personIdsOf } from './residents.ts'
import { groupSize, type ImportKind, type ImportLine, type Pass } from './run-import.ts'

const importActor: Actor = { id: 'import', role: 'system', organisationId: 'yika' }

const fen: cell.ReadCell = (text) =>
  /^-?\d{1,12}$/.test(text) ? { value: String(Number(text)) } : { fault: 'value-unknown' }

/** 1234.5, 1,234.50 or ￥1234.50: never more than two decimals, because a fen is the least there is. */
const yuan: cell.ReadCell = (text) => {
  const plain = text.replaceAll(/[,，￥¥元\s]/g, '')
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain)
    ? { value: String(Math.round(Number(plain) * 100)) }
    : { fault: 'value-unknown' }
}

/** A remark that holds a number of somebody does not belong here. */
const note: cell.ReadCell = (text) =>
  text.length > 60
    ? { fault: 'value-too-long' }
    : /\d{7}|\p{Cc}/u.test(text)
      ? { fault: 'value-unknown' }
      : { value: text }

export const benefitColumns: readonly Column[] = [
  {
    name: 'number',
    headings: [
      '公民身份号码',
      '身份证号',
      '身份证号码',
      '证件号码',
      '社会保障号码',
      'identity number',
      'AAC002',
      'AAC147',
    ],
    read: cell.documentNumber,
    required: true,
    personal: true,
  },
  { name: 'amount', headings: ['金额', '发放金额', '金额（元）', 'amount in yuan', 'AAE019'], read: yuan },
  { name: 'fen', headings: ['金额（分）', 'amount in fen'], read: fen },
  { name: 'note', headings: ['备注', '摘要', 'remark', 'AAE013'], read: note },
]

export interface BenefitImport {
  readonly dryRun: boolean
  readonly batch: BatchOpened
  told(batchId: string): void
}

/** Article 2: the lines of a batch; each group of the file is one piece, so that a piece that comes again changes nothing. */
export function benefits(books: Books, { dryRun, batch, told }: BenefitImport): ImportKind {
  return {
    columns: benefitColumns,
    unique: 'number',
    passes(heading, fingerprint) {
      if (dryRun) return [(lines) => unknownNumbers(books, lines, heading)]
      const opened = open(books, batch, fingerprint)
      const send: Pass = async (lines) => {
        const batchId = await opened
        const faults: LineFault[] = []
        const ready = lines.flatMap((line) => {
          const amount = line.words['fen'] ?? line.words['amount']
          if (amount === undefined) faults.push(lineFault(line, 'value-missing', heading, 'amount'))
          return amount === undefined ? [] : [{ line, wanted: wanted(line, Number(amount)) }]
        })
        const first = ready[0]
        if (first === undefined) return faults
        const chunk = Math.floor((first.line.record - 1) / groupSize) + 1
        const outcome = await books.executor.execute(receiveBenefitLines, {
          actor: importActor,
          key: `${fingerprint.slice(0, 32)}/${batchId}/${chunk}`,
          input: { batchId, chunk, lines: ready.map((one) => one.wanted) },
        })
        if (outcome.status === 'accepted') return faults
        return [...faults, ...ready.map(({ line }) => outcomeFault(line, outcome, heading))]
      }
      void opened.then(told, () => {})
      return [send]
    },
  }
}

function wanted({ record, words }: ImportLine, amount: number) {
  const remark = words['note'] === undefined ? {} : { note: words['note'] }
  return { lineNumber: record, number: words['number'] ?? '', amount, ...remark }
}

/** The same file under the same number is the same batch, however often the import is run. */
async function open({ executor }: Books, batch: BatchOpened, fingerprint: string): Promise<string> {
  const key = `${fingerprint.slice(0, 32)}/${batch.programmeId}/${batch.reference}`
  const outcome: Outcome = await executor.execute(openBenefitBatch, { actor: importActor, key, input: batch })
  if (outcome.status === 'accepted') return (outcome.answer as { batchId: string }).batchId
  throw new UsageError(`The batch was refused: ${outcome.code}. Check programme, period and number.`)
}

async function unknownNumbers(
  books: Books,
  lines: readonly ImportLine[],
  heading: Heading,
): Promise<readonly LineFault[]> {
  const found = await personIdsOf(
    books,
    lines.map(({ words }) => words['number']),
  )
  return lines.flatMap((line, place) =>
    found[place] === undefined ? [lineFault(line, 'person-unknown', heading, 'number')] : [],
  )
}
