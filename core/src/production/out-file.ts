import {
  type ByteLength,
  type Column,
  type FileFault,
  parseDelimitedFile,
  writeDelimitedFile,
} from './delimited-file.ts'

/**
 * What a bank needs to open a dormant account, and no more (Article 11): the person's name and document, how to reach
 * the person, and the card number under which the bank answers.
 */
export const bankOutFileColumns = [
  { name: '序号', bytesMax: 6 },
  { name: '社保卡号', bytesMax: 9 },
  { name: '社会保障号码', bytesMax: 18 },
  { name: '姓名', bytesMax: 50 },
  { name: '证件号码', bytesMax: 30 },
  { name: '国籍', bytesMax: 3 },
  { name: '联系手机', bytesMax: 20 },
  { name: '通讯地址', bytesMax: 100 },
] as const satisfies readonly Column[]

export function writeOutFile(
  batchNumber: string,
  rows: readonly (readonly string[])[],
  byteLength: ByteLength,
): string {
  return writeDelimitedFile({ batchNumber, rows }, bankOutFileColumns, byteLength)
}

export type ParsedOutFile =
  | { readonly ok: true; readonly batchNumber: string; readonly lines: readonly Readonly<Record<string, string>>[] }
  | { readonly ok: false; readonly fault: FileFault }

/** Reads an out-file: what a bank does with it, each line as column name → value. */
export function parseOutFile(text: string, byteLength: ByteLength): ParsedOutFile {
  const columns = bankOutFileColumns
  const parsed = parseDelimitedFile(text, columns, byteLength)
  if (!parsed.ok) return parsed
  const lines = parsed.file.rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, row[index] as string])),
  )
  return { ok: true, batchNumber: parsed.file.batchNumber, lines }
}

/**
 * A value as the file can carry it: the comma becomes the full-width one, because the form has no quoting, and what
 * is too long for the column ends at a whole character. Only for texts that are read by people, such as an address.
 */
export function fileText(value: string, bytesMax: number, byteLength: ByteLength): string {
  let text = value
    .replaceAll(',', '，')
    .replace(/^[=+\-@]/, ' $&')
    .replace(/\p{Cc}/gu, ' ')
  while (byteLength(text) > bytesMax) text = [...text].slice(0, -1).join('')
  return text
}
