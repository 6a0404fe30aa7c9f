import { type CsvCell, csvOf } from './csv.ts'
import { downloadFile } from './download-file.ts'

export function downloadCsv(name: string, head: readonly string[], rows: readonly (readonly CsvCell[])[]): void {
  downloadFile(`${name}.csv`, 'text/csv', csvOf(head, rows))
}
