import { parse } from 'csv-parse/browser/esm/sync'

/** A file of lines as it was chosen: its cells, and the digest by which it is known again. */
export interface CsvFile {
  readonly name: string
  readonly digest: string
  readonly heading: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

const bytesMost = 20_000_000

/** What keeps a file from being read at all. */
export type FileTrouble = 'file-too-large' | 'file-workbook' | 'file-empty' | 'file-quotes'

/** UTF-8, or GB18030 as spreadsheets of this country write it. Nothing of the file leaves the browser. */
export async function readCsvFile(file: File): Promise<CsvFile | FileTrouble> {
  if (file.size > bytesMost) return 'file-too-large'
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'file-workbook'
  const records = parsed(textOf(bytes))
  if (records === undefined) return 'file-quotes'
  const [first, ...rest] = records
  if (first === undefined || rest.length === 0) return 'file-empty'
  const last = first.record.findLastIndex((cell) => cell.trim() !== '')
  return {
    name: file.name,
    digest: await digestOf(bytes),
    heading: first.record.slice(0, last + 1).map((cell) => cell.trim()),
    rows: rest.map(({ record, info }) => ({ line: info.lines, cells: record })),
  }
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function parsed(text: string): readonly Parsed[] | undefined {
  try {
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as readonly Parsed[]
  } catch {
    return undefined
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function digestOf(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same cells read as other columns are another import: its lines have keys of their own. */
export function digestOfMapping(file: CsvFile, mapping: readonly string[]): Promise<string> {
  return digestOf(new TextEncoder().encode(`${file.digest} ${mapping.join(',')}`))
}
