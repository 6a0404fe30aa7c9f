import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { isIdentity } from '@yika/core/holder/identity.ts'
import { isLine, type Line, readLine } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault } from '@yika/core/holder/import/outcome-fault.ts'
import { identityOfLine, residentFault } from '@yika/core/holder/import/resident-line.ts'
import type { CsvFile } from '../csv-file.ts'
import { headingOf, type Mapping } from './mapping.ts'

/** What a dry run found: the lines that can be sent, and what is wrong with the others. */
export interface Checked {
  readonly lines: readonly Line[]
  readonly faults: readonly LineFault[]
}

const chunk = 250

/** The rules of core over every line, a few hundred at a time: the page stays awake between them. */
export async function checkLines(
  file: CsvFile,
  mapping: Mapping,
  onProgress: (done: number) => void,
  isWanted: () => boolean,
): Promise<Checked | undefined> {
  const { heading, places } = headingOf(file.heading, mapping)
  const today = dayOf(instantOf(Date.now()))
  const lines: Line[] = []
  const faults: LineFault[] = []
  const seen = new Map<string, number>()
  for (const [position, row] of file.rows.entries()) {
    if (position % chunk === 0) {
      onProgress(position)
      await new Promise((resolve) => setTimeout(resolve))
      if (!isWanted()) return undefined
    }
    const read =
      row.cells.length < file.heading.length
        ? { line: row.line, column: null, code: 'columns-too-few' as const, detail: {}, value: null }
        : readLine(heading, { line: row.line, cells: places.map((place) => row.cells[place] ?? '') }, position + 1)
    if (!isLine(read)) {
      faults.push(read)
      continue
    }
    const identity = identityOfLine(read, today)
    const fault = residentFault(read, identity, heading)
    const number = isIdentity(identity) ? identity.ssn : ''
    const double = seen.get(number)
    if (fault !== undefined) faults.push(fault)
    else if (double !== undefined)
      faults.push(lineFault(read, 'twice-in-file', heading, 'identityNumber', { line: double }))
    else lines.push(read)
    if (isIdentity(identity) && double === undefined) seen.set(number, row.line)
  }
  onProgress(file.rows.length)
  return { lines, faults }
}
