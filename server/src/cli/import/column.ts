import { UsageError } from '../cli-command.ts'
import type { ReadCell } from './cell.ts'
import type { LineFault } from './import-fault.ts'
import type { SheetRow } from './sheet-row.ts'

/** One column that an import understands, whatever its heading says in Chinese or English. */
export interface Column {
  readonly name: string
  readonly headings: readonly string[]
  readonly read: ReadCell
  /** Whether every line must fill it. */
  readonly required?: true
  /** Whether what stands there must not be repeated in an error file. */
  readonly personal?: true
}

/** The words of one line under the names of the columns. */
export type Line = {
  /** Counts the lines with content, heading left out; keys of the commands are made from it. */
  readonly record: number
  readonly line: number
  readonly words: Readonly<Record<string, string>>
}

export interface Heading {
  /** For each column of the file the column it fills. */
  readonly columns: readonly Column[]
  /** How the heading is written in the file. */
  readonly written: ReadonlyMap<string, string>
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_\-*（）()：:]/g, '')

/** Finds out which column is which; an unknown or doubled heading stops the import before it begins. */
export function readHeading(file: string, row: SheetRow | undefined, columns: readonly Column[]): Heading {
  if (row === undefined) throw new UsageError(`${file} has no lines.`)
  const byHeading = new Map(
    columns.flatMap((column) => [column.name, ...column.headings].map((heading) => [plain(heading), column] as const)),
  )
  const last = row.cells.findLastIndex((cell) => cell !== '')
  const cells = row.cells.slice(0, last + 1)
  const known = cells.map((cell) => byHeading.get(plain(cell)))
  const foreign = cells.filter((_, place) => known[place] === undefined)
  if (foreign.length > 0)
    throw new UsageError(
      `${file}: the heading has ${foreign.map((cell) => `"${cell.slice(0, 40)}"`).join(', ')}, which this import does not know. ` +
        `Known are: ${columns.map(({ name, headings }) => [name, ...headings].join(' / ')).join('; ')}. ` +
        'If the first line is data, put a heading above it; delete columns that are not needed.',
    )
  const filled = known as readonly Column[]
  const doubled = filled.find((column, place) => filled.indexOf(column) !== place)
  if (doubled !== undefined) throw new UsageError(`${file}: two columns are "${doubled.name}". Delete one.`)
  const missing = columns.filter((column) => column.required && !filled.includes(column))
  if (missing.length > 0)
    throw new UsageError(
      `${file}: the heading lacks ${missing.map(({ name, headings }) => `${name} (${headings.join(' / ')})`).join(', ')}.`,
    )
  return {
    columns: filled,
    written: new Map(filled.map((column, place) => [column.name, cells[place] ?? column.name])),
  }
}

/** The line in the words of the commands, or the first thing that is wrong with it. */
export function readLine(heading: Heading, row: SheetRow, record: number): Line | LineFault {
  const { columns } = heading
  const { line, cells } = row
  const fault = (column: Column | undefined, code: LineFault['code']): LineFault => ({
    line,
    column: column === undefined ? null : (heading.written.get(column.name) ?? column.name),
    code,
    detail: column === undefined ? {} : { field: column.name },
    value: column === undefined || column.personal ? null : (cells[columns.indexOf(column)] ?? ''),
  })
  if (cells.length < columns.length) return fault(undefined, 'columns-too-few')
  if (cells.slice(columns.length).some((cell) => cell !== '')) return fault(undefined, 'columns-too-many')
  const words: Record<string, string> = {}
  for (const [place, column] of columns.entries()) {
    const text = (cells[place] ?? '').trim()
    if (text === '') {
      if (column.required) return fault(column, 'value-missing')
      continue
    }
    const cell = column.read(text)
    if ('fault' in cell) return fault(column, cell.fault)
    words[column.name] = cell.value
  }
  return { record, line, words }
}

export function isLine(read: Line | LineFault): read is Line {
  return 'words' in read
}
