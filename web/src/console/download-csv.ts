import { type CsvCell, csvOf } from './csv.ts'

/** Puts a table into the hands of whoever sits here; nothing leaves the browser but the file. */
export function downloadCsv(name: string, head: readonly string[], rows: readonly (readonly CsvCell[])[]): void {
  const address = URL.createObjectURL(new Blob([csvOf(head, rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
