/**
 * The one textual form of the files that banks and factories exchange with the office: a first line with batch number
 * and count, a header line, one line per card; comma separated, every line ended by CR LF (process rules of the
 * national card management, return file 回盘). There is no quoting, so no value may hold a comma.
 */
export interface Column {
  readonly name: string
  readonly bytesMax: number
}

export interface DelimitedFile {
  readonly batchNumber: string
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly string[])[]
}

/** Where a file departs from its form: `line` counts from 1, `column` from 1 or 0 when the whole line is meant. */
export interface FileFault {
  readonly code:
    | 'file-line-ending'
    | 'file-first-line'
    | 'file-count-wrong'
    | 'file-header-wrong'
    | 'file-column-count'
    | 'file-value-too-long'
    | 'file-character-not-allowed'
    | 'file-formula-prefix'
    | 'file-value-wrong'
  readonly line: number
  readonly column: number
  readonly name: string
}

export type ParsedFile =
  | { readonly ok: true; readonly file: DelimitedFile }
  | { readonly ok: false; readonly fault: FileFault }

/** Length of a value in the encoding of the file; the encoding itself belongs to the edge that has the bytes. */
export type ByteLength = (value: string) => number

/** A spreadsheet would run a value that begins like this. */
const formulaPrefix = /^[=+\-@]/
/** The replacement character is what a decoder leaves of bytes outside GB18030; controls and lone surrogates have no place in a line. */
const notAllowed = /[\p{Cc}\uFFFD\p{Cs}]/u

/** Writes the file; a value that the form cannot carry is a bug of the caller, found before any byte leaves. */
export function writeDelimitedFile(file: DelimitedFile, columns: readonly Column[], byteLength: ByteLength): string {
  const lines = [
    `${file.batchNumber},${file.rows.length}`,
    columns.map((column) => column.name).join(','),
    ...file.rows.map((row) => row.join(',')),
  ]
  const text = `${lines.join('\r\n')}\r\n`
  const parsed = parseDelimitedFile(text, columns, byteLength)
  if (!parsed.ok)
    throw new TypeError(`${parsed.fault.code} in line ${parsed.fault.line}, column ${parsed.fault.column}`)
  return text
}

/** Reads the file whole or names the first fault: a file with a fault in its structure is never taken in part. */
export function parseDelimitedFile(text: string, columns: readonly Column[], byteLength: ByteLength): ParsedFile {
  const lines = text.split('\r\n')
  const loose = lines.findIndex((line) => line.includes('\n') || line.includes('\r'))
  if (loose !== -1) return faultAt('file-line-ending', loose + 1)
  if (lines.pop() !== '') return faultAt('file-line-ending', lines.length + 1)

  const [batchNumber, count, ...more] = (lines[0] ?? '').split(',')
  if (batchNumber === undefined || count === undefined || more.length > 0) return faultAt('file-first-line', 1)
  if (!/^[0-9A-Z]{1,19}$/.test(batchNumber)) return faultAt('file-first-line', 1, 1)
  if (!/^(0|[1-9]\d{0,5})$/.test(count)) return faultAt('file-first-line', 1, 2)

  const header = (lines[1] ?? '').split(',')
  const width = Math.max(header.length, columns.length)
  for (let index = 0; index < width; index++)
    if (header[index] !== columns[index]?.name)
      return faultAt('file-header-wrong', 2, index + 1, columns[index]?.name ?? '')

  const rows: string[][] = []
  for (const [offset, line] of lines.slice(2).entries()) {
    const row = line.split(',')
    if (row.length !== columns.length) return faultAt('file-column-count', offset + 3)
    const fault = rowFault(row, columns, byteLength, offset + 3)
    if (fault !== null) return { ok: false, fault }
    rows.push(row)
  }
  if (rows.length !== Number(count)) return faultAt('file-count-wrong', 1, 2)
  return { ok: true, file: { batchNumber, rows } }
}

export function faultAt(code: FileFault['code'], line: number, column = 0, name = ''): { ok: false; fault: FileFault } {
  return { ok: false, fault: { code, line, column, name } }
}

function rowFault(
  row: readonly string[],
  columns: readonly Column[],
  byteLength: ByteLength,
  line: number,
): FileFault | null {
  for (const [index, column] of columns.entries()) {
    const value = row[index] as string
    const at = { line, column: index + 1, name: column.name }
    if (notAllowed.test(value)) return { code: 'file-character-not-allowed', ...at }
    if (formulaPrefix.test(value)) return { code: 'file-formula-prefix', ...at }
    if (byteLength(value) > column.bytesMax) return { code: 'file-value-too-long', ...at }
  }
  return null
}
