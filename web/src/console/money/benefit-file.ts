import { columnOf, type Heading, isLine, readLine } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault } from '@yika/core/holder/import/outcome-fault.ts'
import { benefitColumns } from '@yika/core/settlement/benefit/benefit-columns.ts'
import type { Input } from '../../client/operations.ts'
import type { CsvFile } from '../csv-file.ts'

type LineSent = Input<'settlement/receive-benefit-lines'>['lines'][number]

/** What a file says: lines that can be sent, under the numbers of their places, and what is wrong with the others. */
export interface BenefitFile {
  readonly lines: readonly LineSent[]
  readonly faults: readonly LineFault[]
  readonly fen: number
}

/** The columns that the heading lacks, by their first name; one of the two amounts is enough. */
export function lackingColumns({ heading }: CsvFile): readonly string[] {
  const names = heading.map((cell) => columnOf(benefitColumns, cell)?.name)
  const named = (name: string) => benefitColumns.find((column) => column.name === name)?.headings[0] ?? name
  return [
    ...(names.includes('number') ? [] : [named('number')]),
    ...(names.includes('amount') || names.includes('fen') ? [] : [named('amount')]),
  ]
}

export function readBenefitFile({ heading, rows }: CsvFile): BenefitFile {
  const places = heading.flatMap((cell, place) => (columnOf(benefitColumns, cell) === undefined ? [] : [place]))
  const columns = places.flatMap((place) => columnOf(benefitColumns, heading[place] ?? '') ?? [])
  const written = new Map(columns.map(({ name }, at) => [name, heading[places[at] ?? 0] ?? name]))
  const known: Heading = { columns, written }
  const lines: LineSent[] = []
  const faults: LineFault[] = []
  for (const [position, row] of rows.entries()) {
    const cells = places.map((place) => row.cells[place] ?? '')
    const read = readLine(known, { line: row.line, cells }, position + 1)
    if (!isLine(read)) {
      faults.push(read)
      continue
    }
    const { number = '', amount, fen = amount, note } = read.words
    if (fen === undefined) faults.push(lineFault(read, 'value-missing', known, 'amount'))
    else lines.push({ lineNumber: read.record, number, amount: Number(fen), ...(note === undefined ? {} : { note }) })
  }
  return { lines, faults, fen: lines.reduce((sum, { amount }) => sum + amount, 0) }
}
