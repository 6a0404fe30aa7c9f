import type { Instant } from '@yika/core/calendar/instant.ts'
import type { ReceiptFact, ReceiptKind, ReceiptPaper, VerifiedReceipt } from '@yika/core/card/receipt.ts'

export type ReceiptLanguage = 'zh' | 'en'

interface Words {
  readonly zh: string
  readonly en: string
}

interface SheetRow {
  readonly label: Words
  readonly value: Words
}

/** What stands on a paper, before anybody draws it. */
export interface ReceiptSheet {
  readonly paper: ReceiptPaper
  /** The language that comes first; the other one stands beside it. */
  readonly language: ReceiptLanguage
  readonly title: Words
  readonly rows: readonly SheetRow[]
  readonly notes: readonly Words[]
  /** Where the code leads: the page of verification with the token behind the `#`. */
  readonly address: string
  readonly at: Instant
}

export interface SheetOf {
  readonly paper: ReceiptPaper
  readonly language: ReceiptLanguage
  readonly kind: ReceiptKind
  readonly receipt: VerifiedReceipt
  readonly number: string
  /** As this reader may see it; null when nobody asked. */
  readonly name: string | null
  readonly address: string
}

const zone = 'Asia/Shanghai'
const moment = (locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone: zone })
const moments = { zh: moment('zh-CN'), en: moment('en-GB') }

const same = (text: string): Words => ({ zh: text, en: text })
const at = (instant: Instant): Words => ({
  zh: moments.zh.format(new Date(instant)),
  en: moments.en.format(new Date(instant)),
})

const titles: Readonly<Record<ReceiptKind, Words>> = {
  'loss-report': { zh: '挂失回执', en: 'Receipt of a loss report' },
  application: { zh: '申领回执', en: 'Receipt of an application' },
  collection: { zh: '领卡回执', en: 'Receipt of a collected card' },
  enabling: { zh: '启用回执', en: 'Receipt of an enabled card' },
}

/** Article 13: from the instant on the paper the holder does not answer for what others do with the card. */
const liability: Words = {
  zh: '自上述时间起，卡片被他人使用的，持卡人不承担由此产生的责任（第十三条）。',
  en: 'From that moment on the holder does not answer for what others do with the card (Article 13).',
}

/** The paper of a receipt: what anybody reads who verifies it, and the name where the reader asked for it. */
export function receiptSheet({ paper, language, kind, receipt, number, name, address }: SheetOf): ReceiptSheet {
  const rows: readonly (SheetRow | undefined)[] = [
    { label: { zh: '回执编号', en: 'Receipt number' }, value: same(number) },
    name === null ? undefined : { label: { zh: '姓名', en: 'Name' }, value: same(name) },
    { label: { zh: '结果', en: 'Result' }, value: receipt.state },
    { label: { zh: '生效时间', en: 'In force since' }, value: at(receipt.at) },
    receipt.until === null ? undefined : { label: { zh: '有效至', en: 'Lapses' }, value: at(receipt.until) },
    receipt.cardNumberEnding === null
      ? undefined
      : { label: { zh: '卡号', en: 'Card number' }, value: same(`•••• ${receipt.cardNumberEnding}`) },
    { label: { zh: '办理渠道', en: 'Where' }, value: receipt.place },
    receipt.office === null ? undefined : { label: { zh: '办理网点', en: 'Issuing office' }, value: receipt.office },
  ]
  return {
    ...{ paper, language, address },
    title: titles[kind],
    rows: rows.filter((row) => row !== undefined),
    notes: kind === 'loss-report' ? [liability] : [],
    at: receipt.at,
  }
}

/** The number under which the books know the receipt: that of the report or the application, or the entry of the card. */
export function receiptNumber(kind: ReceiptKind, id: string, facts: readonly ReceiptFact[]): string {
  if (kind === 'application') return id
  const [first] = facts
  return first?.data.receiptId ?? `${id.slice(-12)}-${first?.version ?? 0}`
}
