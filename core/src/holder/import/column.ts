import type { ReadCell } from './cell.ts'
import type { LineFault } from './import-fault.ts'

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

/** What a heading says, however it is spaced and written large or small. */
const plainHeading = (text: string): string => text.toLowerCase().replaceAll(/[\s_\-*（）()：:]/g, '')

/** The column that a heading means; undefined when this import does not know it. */
export function columnOf(columns: readonly Column[], heading: string): Column | undefined {
  const plain = plainHeading(heading)
  return columns.find(({ name, headings }) => [name, ...headings].some((known) => plainHeading(known) === plain))
}

/** The line in the words of the commands, or the first thing that is wrong with it. */
export function readLine(
  heading: Heading,
  row: { readonly line: number; readonly cells: readonly string[] },
  record: number,
): Line | LineFault {
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
