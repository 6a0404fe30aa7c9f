import { type Column, columnOf, type Heading } from '@yika/core/holder/import/column.ts'
import { UsageError } from '../cli-command.ts'
import type { SheetRow } from './sheet-row.ts'

/** Finds out which column is which; an unknown or doubled heading stops the import before it begins. */
export function readHeading(file: string, row: SheetRow | undefined, columns: readonly Column[]): Heading {
  if (row === undefined) throw new UsageError(`${file} has no lines.`)
  const last = row.cells.findLastIndex((cell) => cell !== '')
  const cells = row.cells.slice(0, last + 1)
  const known = cells.map((cell) => columnOf(columns, cell))
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
