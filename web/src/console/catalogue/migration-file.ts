import { day, documentNumber, textUpTo } from '@yika/core/holder/import/cell.ts'
import { type Column, columnOf, type Heading, isLine, type Line, readLine } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import type { Input } from '../../client/operations.ts'
import type { CsvFile } from '../csv-file.ts'

type SentLine = Input<'service/receive-migration-lines'>['lines'][number]

/** Money as it stands in the file, in yuan; what cannot be moved, such as less than nothing, is for the server to say. */
const yuan: Column['read'] = (text) => {
  const fen = fenOfYuan(text)
  return fen === undefined ? { fault: 'value-unknown' } : { value: String(fen) }
}

const lineMost = 10_000_000
const position: Column['read'] = (text) =>
  /^\d{1,8}$/.test(text) && Number(text) >= 1 && Number(text) <= lineMost ? { value: text } : { fault: 'value-unknown' }

/** The columns of a file of old cards, in the order of the template. */
export const migrationColumns: readonly Column[] = [
  { name: 'position', headings: ['行号', 'position'], read: position },
  {
    name: 'identityNumber',
    headings: ['证件号码', '公民身份号码', '身份证号', 'identity number'],
    read: documentNumber,
    required: true,
    personal: true,
  },
  {
    name: 'oldCardNumber',
    headings: ['旧卡号', '旧卡号码', 'old card number'],
    read: textUpTo(32),
    required: true,
    personal: true,
  },
  { name: 'from', headings: ['权益起始日期', '起始日期', 'from'], read: day, required: true },
  { name: 'until', headings: ['权益截止日期', '截止日期', 'until'], read: day },
  { name: 'balance', headings: ['余额（元）', '余额', 'balance (yuan)', 'balance'], read: yuan },
]

export interface MigrationFile {
  readonly lines: readonly SentLine[]
  readonly faults: readonly LineFault[]
  /** Headings that have to be there and are not; then nothing was read. */
  readonly missing: readonly Column[]
  readonly balanceFen: number
}

/** The lines of a file, each at its position: what is wrong with the others is said before anything is sent. */
export function readMigrationFile(file: CsvFile): MigrationFile {
  const found = file.heading.map((cell) => columnOf(migrationColumns, cell))
  const missing = migrationColumns.filter((column) => column.required === true && !found.includes(column))
  if (missing.length > 0) return { lines: [], faults: [], missing, balanceFen: 0 }
  const places = found.flatMap((column, place) => (column === undefined ? [] : [place]))
  const columns = found.flatMap((column) => column ?? [])
  const written = new Map(columns.map(({ name }, at) => [name, file.heading[places[at] ?? 0] ?? name]))
  const heading: Heading = { columns, written }
  const lines: SentLine[] = []
  const faults: LineFault[] = []
  const seen = new Map<number, number>()
  for (const [at, { line, cells }] of file.rows.entries()) {
    const read = readLine(heading, { line, cells: places.map((place) => cells[place] ?? '') }, at + 1)
    if (!isLine(read)) {
      faults.push(read)
      continue
    }
    const sent = sentLine(read)
    const before = seen.get(sent.position)
    if (before === undefined) lines.push(sent)
    else {
      const column = written.get('position') ?? null
      faults.push({ line, column, code: 'twice-in-file', detail: { line: before }, value: null })
    }
    seen.set(sent.position, before ?? line)
  }
  return { lines, faults, missing: [], balanceFen: lines.reduce((sum, { balanceFen }) => sum + balanceFen, 0) }
}

function sentLine({ record, words }: Line): SentLine {
  const { position, identityNumber = '', oldCardNumber = '', from = '', until, balance } = words
  return {
    position: position === undefined ? record : Number(position),
    ...{ identityNumber, oldCardNumber, from, until: until ?? null, balanceFen: Number(balance ?? 0) },
  }
}
