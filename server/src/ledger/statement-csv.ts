import type { AccountKind } from '@yika/core/ledger/account.ts'
import { accountWords, purposeInWords, transferWords } from '@yika/core/ledger/ledger-words.ts'
import type { StatementLine } from './statement-store.ts'

type Language = 'zh' | 'en'

const columns: Readonly<Record<Language, readonly string[]>> = {
  zh: ['入账日', '发生日', '业务', '项目', '对方', '金额（元）', '流水号'],
  en: ['booked on', 'happened on', 'business', 'purpose', 'other account', 'amount (yuan)', 'transfer'],
}

/** A statement as CSV (RFC 4180): amounts in yuan, because people read it; between the opening and the closing balance. */
export function statementCsv(
  language: Language,
  {
    opening,
    closing,
    lines,
  }: { readonly opening: number; readonly closing: number; readonly lines: readonly StatementLine[] },
): string {
  const [first, last] = language === 'zh' ? ['期初余额', '期末余额'] : ['opening balance', 'closing balance']
  const rows = [
    columns[language],
    ['', '', first, '', '', yuan(opening), ''],
    ...lines.map((line) => [
      line.bookedOn,
      line.businessDay,
      transferWords[line.kind][language],
      purposeInWords(line.purpose, line.kind)[language],
      accountWords[line.other.split('/')[0] as AccountKind][language],
      yuan(line.amount),
      line.transferId,
    ]),
    ['', '', last, '', '', yuan(closing), ''],
  ]
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** 1234 fen are 12.34, without passing through a fraction. */
function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const quoted = (text: string | undefined = ''): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
