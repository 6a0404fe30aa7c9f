import { fieldsOf } from './driver-text.ts'

/** What is paid: from the account and by the person, in fen, and when. */
export interface PayInfo {
  readonly accountAmountFen: number
  readonly ownAmountFen: number
  /** yyyyMMddHHmmss. */
  readonly at: string
}

/** Yuan with at most two decimals, `0.1`; four bytes on the card hold them in fen. Undefined for anything else. */
function fenOfYuan(text: string): number | undefined {
  const [, yuan, decimals = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (yuan === undefined) return undefined
  const fen = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'))
  return fen <= 0xffff_ffff ? fen : undefined
}

const dayOfMonthMax = (year: number, month: number) =>
  [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
    month - 1
  ] ?? 0

/** `yyyyMMddHHmmss` as a day and a time that exist. */
function isPointInTime(text: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})([01]\d|2[0-3])[0-5]\d[0-5]\d$/.exec(text)
  if (parts === null) return false
  const [year, month, day] = parts.slice(1, 4).map(Number) as [number, number, number]
  return day >= 1 && day <= dayOfMonthMax(year, month)
}

/** `0.10|0.20|20151118185001|`: amount from the account, amount paid by the person, moment. */
export function parsePayInfo(text: string): PayInfo | undefined {
  const fields = fieldsOf(text, 3)
  if (fields === undefined) return undefined
  const [account, own, at] = fields as [string, string, string]
  const accountAmountFen = fenOfYuan(account)
  const ownAmountFen = fenOfYuan(own)
  if (accountAmountFen === undefined || ownAmountFen === undefined || !isPointInTime(at)) return undefined
  return { accountAmountFen, ownAmountFen, at }
}
