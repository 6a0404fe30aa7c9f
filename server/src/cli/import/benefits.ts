import type { Actor } from '@yika/core/access/actor.ts'
import type { Heading } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault, outcomeFault } from '@yika/core/holder/import/outcome-fault.ts'
import { benefitColumns } from '@yika/core/settlement/benefit/benefit-columns.ts'
import type { BatchOpened } from '@yika/core/settlement/benefit/open-batch.ts'
import { openBenefitBatch, receiveBenefitLines } from '@yika/core/settlement/benefit-schema.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { UsageError } from '../cli-command.ts'
import { type Books, personIdsOf } from './residents.ts'
import { groupSize, type ImportKind, type ImportLine, type Pass } from './run-import.ts'

const importActor: Actor = { id: 'import', role: 'system', organisationId: 'yika' }

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
