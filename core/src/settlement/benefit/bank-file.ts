import { type BankFailure, bankFailures } from './line.ts'

/**
 * What the office and a bank exchange, GB18030 on the wire: a first line with batch, count and total in fen, a header, a line for each
 * payment; commas between values, every line ended by CR LF. Nothing is quoted, so no value may hold a comma.
 */
const instructionHeader = '指令号,银行账号,户名,金额'
const returnHeader = '指令号,金额,结果,原因'
const credited = '成功'
const notCredited = '失败'

export interface BankInstruction {
  readonly reference: string
  readonly account: string
  readonly name: string
  readonly amount: number
}

export interface BankReturnLine {
  readonly reference: string
  readonly amount: number
  /** Null: credited. */
  readonly failure: BankFailure | null
}

export interface BankReturn {
  readonly batchId: string
  readonly count: number
  readonly total: number
  readonly lines: readonly BankReturnLine[]
}

/** Where a file departs from its form; lines count from 1. */
export interface BankFileFault {
  readonly fault: { readonly line: number }
}

const sumOf = (lines: readonly { readonly amount: number }[]): number =>
  lines.reduce((sum, { amount }) => sum + amount, 0)

function writeFile(batchId: string, lines: readonly { readonly amount: number }[], header: string, rows: string[]) {
  return [`${batchId},${lines.length},${sumOf(lines)}`, header, ...rows, ''].join('\r\n')
}

/** The comma becomes the full-width one and controls a blank: a name is read by people, and a line must not break. */
const plain = (text: string): string => text.replaceAll(',', '，').replace(/\p{Cc}/gu, ' ')

export function writeInstructionFile(batchId: string, lines: readonly BankInstruction[]): string {
  const rows = lines.map(({ reference, account, name, amount }) => [reference, account, plain(name), amount].join(','))
  return writeFile(batchId, lines, instructionHeader, rows)
}

export function writeReturnFile(batchId: string, lines: readonly BankReturnLine[]): string {
  const rows = lines.map(({ reference, amount, failure }) =>
    [reference, amount, failure === null ? credited : notCredited, failure ?? ''].join(','),
  )
  return writeFile(batchId, lines, returnHeader, rows)
}

interface Rows {
  readonly batchId: string
  readonly count: number
  readonly total: number
  readonly rows: readonly (readonly string[])[]
}

function readRows(text: string, header: string): Rows | BankFileFault {
  const lines = text.split('\r\n')
  if (lines.pop() !== '') return { fault: { line: lines.length + 1 } }
  const [first = '', heading, ...rest] = lines
  const opening = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}),(\d{1,7}),(-?\d{1,15})$/.exec(first)
  if (opening === null) return { fault: { line: 1 } }
  if (heading !== header) return { fault: { line: 2 } }
  const width = header.split(',').length
  const rows = rest.map((row) => row.split(','))
  const odd = rows.findIndex((row) => row.length !== width || row.some((value) => /[\p{Cc}\uFFFD]/u.test(value)))
  if (odd >= 0) return { fault: { line: odd + 3 } }
  const [, batchId = '', count, total] = opening
  return { batchId, count: Number(count), total: Number(total), rows }
}

export function readReturnFile(text: string): BankReturn | BankFileFault {
  const read = readRows(text, returnHeader)
  if ('fault' in read) return read
  const lines: BankReturnLine[] = []
  for (const [index, [reference = '', amount = '', outcome, failure = '']] of read.rows.entries()) {
    const known = bankFailures.find((code) => code === failure)
    const right = outcome === credited ? failure === '' : outcome === notCredited && known !== undefined
    if (!right || !/^\d{1,11}$/.test(amount)) return { fault: { line: index + 3 } }
    lines.push({ reference, amount: Number(amount), failure: known ?? null })
  }
  const { batchId, count, total } = read
  return { batchId, count, total, lines }
}

/** What a bank does with the office's file. */
export function readInstructionFile(
  text: string,
): { readonly batchId: string; readonly lines: readonly BankInstruction[] } | BankFileFault {
  const read = readRows(text, instructionHeader)
  if ('fault' in read) return read
  const lines = read.rows.map(([reference = '', account = '', name = '', amount = '']) => ({
    ...{ reference, account, name, amount: Number(amount) },
  }))
  if (lines.length !== read.count || sumOf(lines) !== read.total) return { fault: { line: 1 } }
  return { batchId: read.batchId, lines }
}
