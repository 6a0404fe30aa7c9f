import { type Day, isDay } from '../calendar/instant.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import { mostFen, mostLegs } from '../ledger/transfer.ts'

/**
 * The file of a day, as we write it for a partner and as partners and banks write it for us (M13.4). Our own form, in the manner of
 * the return files of card makers, because the city's is not public: a head with count and total, a line that names the columns, one
 * line per movement, a tail; comma-separated, CR LF, UTF-8 or GB18030.
 *
 *     <对账方>hospital-1<账务日>2026-11-23<笔数>2<合计分>1000
 *     序号,合作方,流水号,借贷,金额(分)
 *     1,hospital-1,H-1,贷,700
 *     2,hospital-1,H-2,借,300
 *     <结束>2
 *
 * 贷 means that the city owes the partner more (or the bank has paid out), 借 the contrary: the side of the account in the city's books.
 * The total adds all amounts, whatever their side. Who writes names in the second column whom a line is about: a bank also lists what
 * went through it for hospitals and operators.
 */
export interface ReconciliationFile {
  readonly source: string
  readonly day: Day
  readonly lines: readonly FileLine[]
}

export interface FileLine {
  readonly partner: string
  readonly reference: string
  /** Fen: positive on the credit side, negative on the debit side of the account. */
  readonly amount: number
}

export const fileColumns = '序号,合作方,流水号,借贷,金额(分)'
/** A bank's day of a city fits in as many files as it likes to be partners for; one file takes this many lines. */
export const mostFileLines = 150_000
const mostLineFen = mostFen * mostLegs

const head = /^<对账方>([A-Za-z0-9][A-Za-z0-9._-]{0,79})<账务日>(\d{4}-\d{2}-\d{2})<笔数>(\d{1,6})<合计分>(\d{1,16})$/
const partnerForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/
/** Visible ASCII without comma, quotes and brackets; nothing that a spreadsheet takes for a formula. */
const referenceForm = /^(?![=+@-])[!#-+\--;=?-~]{1,80}$/
const amountForm = /^[1-9]\d{0,11}$/

/** Wrong count, wrong total, a line twice, an amount that is none: refused with the number of the line, and nothing of it applies. */
export function parseReconciliationFile(text: string): ReconciliationFile | Refused {
  const rows = text.replace(/^\uFEFF/, '').split('\r\n')
  const [, source = '', day = '', count = '', total = ''] = head.exec(rows[0] ?? '') ?? []
  if (source === '' || !isDay(day)) return wrong(1)
  if (rows[1] !== fileColumns) return wrong(2)
  const stated = Number(count)
  // Head, columns, lines, tail, and the end of the last line.
  if (stated > mostFileLines) return refuse('reconciliation-file-too-long', { most: mostFileLines })
  if (rows.length !== stated + 4 || rows.at(-1) !== '')
    return refuse('reconciliation-file-count', { stated, found: Math.max(0, rows.length - 4) })
  const lines: FileLine[] = []
  const seen = new Set<string>()
  let sum = 0
  for (let position = 0; position < stated; position += 1) {
    const number = position + 3
    const line = parseLine(rows[number - 1] as string, position + 1)
    if (line === undefined) return wrong(number)
    const amount = Math.abs(line.amount)
    if (amount === 0 || amount > mostLineFen) return refuse('reconciliation-file-amount', { line: number })
    const key = `${line.partner}\n${line.reference}`
    if (seen.has(key)) return refuse('reconciliation-file-duplicate', { line: number })
    seen.add(key)
    sum += amount
    lines.push(line)
  }
  if (rows[stated + 2] !== `<结束>${stated}`) return wrong(stated + 3)
  if (sum !== Number(total)) return refuse('reconciliation-file-total', { stated: Number(total), found: sum })
  return { source, day, lines }
}

function wrong(line: number): Refused {
  return refuse('reconciliation-file-line', { line })
}

/** Undefined where the form is wrong; the amount zero where only the amount is. */
function parseLine(row: string, number: number): FileLine | undefined {
  const cells = row.split(',')
  const [at, partner = '', reference = '', side, amount = ''] = cells
  if (cells.length !== 5 || at !== String(number)) return undefined
  if (!partnerForm.test(partner) || !referenceForm.test(reference)) return undefined
  if (side !== '贷' && side !== '借') return undefined
  const fen = amountForm.test(amount) ? Number(amount) : 0
  return { partner, reference, amount: side === '贷' ? fen : -fen }
}

export function writeReconciliationFile({ source, day, lines }: ReconciliationFile): string {
  const total = lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0)
  const rows = lines.map(
    ({ partner, reference, amount }, position) =>
      `${position + 1},${partner},${reference},${amount < 0 ? '借' : '贷'},${Math.abs(amount)}`,
  )
  const first = `<对账方>${source}<账务日>${day}<笔数>${lines.length}<合计分>${total}`
  return [first, fileColumns, ...rows, `<结束>${lines.length}`, ''].join('\r\n')
}
