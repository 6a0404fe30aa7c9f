import { createReadStream } from 'node:fs'
import { type CsvError, type Info, parse } from 'csv-parse'
import { UsageError } from '../cli-command.ts'
import type { RowGroup, SheetRow } from './sheet-row.ts'

const recordBytesMost = 1 << 20

/** The rows of a text file, RFC 4180, with a comma, a semicolon or a tab between columns. */
export async function* csvRows(file: string, encoding: 'utf-8' | 'gb18030', size: number): AsyncGenerator<RowGroup> {
  const decoder = new TextDecoder(encoding)
  const source = createReadStream(file, { highWaterMark: 1 << 18 })
  let bytes = 0
  let parser: ReturnType<typeof openParser> | undefined
  let rows: SheetRow[] = []
  const collect = (row: SheetRow): void => void rows.push(row)
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length
    const text = decoder.decode(chunk, { stream: true })
    parser ??= openParser(file, delimiterOf(text), collect)
    await parser.write(text)
    if (rows.length === 0) continue
    yield { rows, share: bytes / size }
    rows = []
  }
  parser ??= openParser(file, ',', collect)
  await parser.write(decoder.decode())
  await parser.end()
  if (rows.length > 0) yield { rows, share: bytes / size }
}

/** Whatever stands between the columns of the heading most often. */
function delimiterOf(text: string): string {
  const heading = text.split(/\r?\n/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: heading.split(sign).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign
}

function openParser(file: string, delimiter: string, collect: (row: SheetRow) => void) {
  const parser = parse({
    delimiter,
    info: true,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: recordBytesMost,
  })
  const finished = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve)
    parser.on('error', (error) => reject(explained(file, error as CsvError)))
  })
  // A rejection that nobody waits for yet is waited for at the next write.
  finished.catch(() => {})
  parser.on('data', ({ record, info }: { record: string[]; info: Info }) =>
    collect({ line: info.lines, cells: record }),
  )
  return {
    write: (text: string) =>
      Promise.race([
        finished,
        new Promise<void>((resolve) => {
          if (parser.write(text)) resolve()
          else parser.once('drain', resolve)
        }),
      ]),
    async end() {
      parser.end()
      await finished
    },
  }
}

function explained(file: string, error: CsvError): Error {
  const line = (error as { lines?: number }).lines
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new UsageError(
        `${file} ends inside a quoted text (line ${line}): it was cut off, or a double quote is missing. Copy or export it again in full.`,
      )
    case 'CSV_MAX_RECORD_SIZE':
      return new UsageError(
        `${file}: line ${line} is longer than a megabyte: a closing double quote is missing before it.`,
      )
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new UsageError(
        `${file}: line ${line} has a double quote in the middle of a text. Double it, or take it away.`,
      )
    default:
      return error
  }
}
