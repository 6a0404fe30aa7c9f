import { faultRemedy, faultText, type LineFault } from '@yika/core/holder/import/import-fault.ts'
import { downloadCsv } from '../../ui/download-csv.ts'
import type { CsvFile } from '../csv-file.ts'
import { inItsWords } from './in-its-words.ts'

const heading = ['line', 'column', 'code', '问题', '处理办法', 'problem', 'remedy']

/** The faulty lines as they were, each with what is wrong: put right, the same file can be chosen again. */
export function downloadErrors(file: CsvFile, faults: readonly LineFault[]): void {
  const rows = new Map(file.rows.map(({ line, cells }) => [line, cells]))
  downloadCsv(
    `${file.name.replace(/\.\w+$/, '')}-errors`,
    [...file.heading, ...heading],
    faults.map((fault) => [
      ...file.heading.map((_, place) => rows.get(fault.line)?.[place] ?? ''),
      fault.line,
      fault.column ?? '',
      fault.code,
      faultText(inItsWords(fault), 'zh'),
      faultRemedy(fault, 'zh'),
      faultText(inItsWords(fault), 'en'),
      faultRemedy(fault, 'en'),
    ]),
  )
}
