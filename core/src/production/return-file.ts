import { type Day, isDay } from '../calendar/instant.ts'
import {
  type ByteLength,
  type Column,
  type FileFault,
  faultAt,
  parseDelimitedFile,
  writeDelimitedFile,
} from './delimited-file.ts'

/** Where the making of a card can fail, in the words of the file: bank or making. */
export type ReturnedStage = '' | '银行' | '制卡'

/** One card of a return file. What a party does not know stays empty: a bank returns no reset information. */
export interface ReturnedCard {
  readonly sequence: number
  readonly cardNumber: string
  readonly ssn: string
  readonly name: string
  readonly issuedOn: Day | null
  readonly validUntil: Day | null
  readonly identificationCode: string
  readonly resetInformation: string
  readonly bank: string
  readonly bankCardNumber: string
  readonly personalAccount: string
  readonly boxPosition: string
  readonly failedStage: ReturnedStage
  readonly failedReason: string
}

export interface ReturnFile {
  readonly batchNumber: string
  readonly cards: readonly ReturnedCard[]
}

/** The fourteen columns of the return file, in their order; the lengths are bytes in GB18030. */
export const returnFileColumns = [
  { name: '序号', bytesMax: 6 },
  { name: '社保卡号', bytesMax: 9 },
  { name: '社会保障号码', bytesMax: 18 },
  { name: '姓名', bytesMax: 50 },
  { name: '发卡日期', bytesMax: 8 },
  { name: '卡有效期', bytesMax: 8 },
  { name: '卡识别码', bytesMax: 32 },
  { name: '卡复位码', bytesMax: 26 },
  { name: '服务银行', bytesMax: 12 },
  { name: '银行卡号', bytesMax: 26 },
  { name: '个人帐户', bytesMax: 32 },
  { name: '装箱位置', bytesMax: 20 },
  { name: '失败环节(银行/制卡)', bytesMax: 4 },
  { name: '失败原因(50字节内)', bytesMax: 50 },
] as const satisfies readonly Column[]

/** The form of each value, where the form is more than a length. A failed card may leave what was not made empty. */
const forms: readonly (RegExp | null)[] = [
  /^[1-9]\d*$/,
  /^[0-9A-Z]{9}$/,
  /^[0-9A-Z]{1,18}$/,
  /^.+$/u,
  /^(\d{8})?$/,
  /^(\d{8})?$/,
  /^([0-9A-F]{32})?$/,
  /^([0-9A-F]{2})*$/,
  null,
  /^\d*$/,
  /^\d*$/,
  /^[0-9A-Za-z-]*$/,
  /^(银行|制卡)?$/u,
  null,
]

export type ParsedReturnFile =
  | { readonly ok: true; readonly file: ReturnFile }
  | { readonly ok: false; readonly fault: FileFault }

/** Reads a return file, or names line and column of the first structural fault. */
export function parseReturnFile(text: string, byteLength: ByteLength): ParsedReturnFile {
  const parsed = parseDelimitedFile(text, returnFileColumns, byteLength)
  if (!parsed.ok) return parsed
  const cards: ReturnedCard[] = []
  for (const [offset, row] of parsed.file.rows.entries()) {
    const wrong = wrongColumn(row)
    if (wrong !== -1) return faultAt('file-value-wrong', offset + 3, wrong + 1, returnFileColumns[wrong]?.name ?? '')
    cards.push(cardOf(row))
  }
  return { ok: true, file: { batchNumber: parsed.file.batchNumber, cards } }
}

/** Writes a return file: what a bank or a factory sends, and what the simulated ones send. */
export function writeReturnFile(file: ReturnFile, byteLength: ByteLength): string {
  const rows = file.cards.map((card) => [
    String(card.sequence),
    card.cardNumber,
    card.ssn,
    card.name,
    fileDay(card.issuedOn),
    fileDay(card.validUntil),
    card.identificationCode,
    card.resetInformation,
    card.bank,
    card.bankCardNumber,
    card.personalAccount,
    card.boxPosition,
    card.failedStage,
    card.failedReason,
  ])
  return writeDelimitedFile({ batchNumber: file.batchNumber, rows }, returnFileColumns, byteLength)
}

/** `2026-11-23` as `20261123`; nothing as nothing. */
export function fileDay(day: Day | null): string {
  return day === null ? '' : day.replaceAll('-', '')
}

function dayOfFile(text: string): Day | null {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  return isDay(day) ? day : null
}

function wrongColumn(row: readonly string[]): number {
  const misformed = row.findIndex((value, index) => forms[index]?.test(value) === false)
  if (misformed !== -1) return misformed
  for (const index of [4, 5]) if (row[index] !== '' && dayOfFile(row[index] as string) === null) return index
  // A stage without a reason hides why; a reason without a stage hides that the card failed.
  if ((row[12] === '') !== (row[13] === '')) return row[12] === '' ? 12 : 13
  return -1
}

function cardOf(row: readonly string[]): ReturnedCard {
  const value = (index: number): string => row[index] as string
  return {
    sequence: Number(value(0)),
    cardNumber: value(1),
    ssn: value(2),
    name: value(3),
    issuedOn: dayOfFile(value(4)),
    validUntil: dayOfFile(value(5)),
    identificationCode: value(6),
    resetInformation: value(7),
    bank: value(8),
    bankCardNumber: value(9),
    personalAccount: value(10),
    boxPosition: value(11),
    failedStage: value(12) as ReturnedStage,
    failedReason: value(13),
  }
}
