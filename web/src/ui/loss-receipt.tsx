import type { Answer } from '../client/operations.ts'
import { channelWords } from './channel-words.ts'
import { functionWords } from './function-words.ts'
import { useMoments } from './moment.ts'
import { Receipt } from './receipt.tsx'
import type { ReceiptRead } from './receipt-downloads.tsx'
import { createWords, useSaid, useSay } from './words.ts'

type LossReceiptRow = Answer<'card/loss-receipts'>['receipts'][number]

const words = createWords('loss-receipt', {
  zh: {
    title: '挂失回执',
    kind: '挂失种类',
    provisional: '临时挂失',
    formal: '正式挂失（不可撤销）',
    stopped: '已停用',
    at: '生效时间',
    where: '办理渠道',
    until: '到期时间（{{of}}）',
    place: '卡片记录',
    version: '第 {{version}} 号变更',
    liability: '自上述时间起，卡片被他人使用的，持卡人不承担由此产生的责任（第十三条）。',
  },
  en: {
    title: 'Receipt of a loss report',
    kind: 'Kind of report',
    provisional: 'Provisional',
    formal: 'Formal (final)',
    stopped: 'Stopped',
    at: 'In force since',
    where: 'Reported',
    until: 'Lapses ({{of}})',
    place: 'History of the card',
    version: 'entry {{version}}',
    liability: 'From that moment on the holder does not answer for what others do with the card (Article 13).',
  },
})

interface LossReceiptProps {
  readonly rows: readonly LossReceiptRow[]
  readonly read?: ReceiptRead
}

/** Articles 7 and 13: when and where the report took effect, on one sheet for all functions that it stopped. */
export function LossReceipt({ rows, read }: LossReceiptProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [first] = rows
  if (first === undefined) return null
  return (
    <Receipt
      title={say('title')}
      number={first.receiptId}
      verification={first.verification}
      read={read}
      facts={[
        [say('kind'), say(first.kind)],
        [say('stopped'), rows.map((row) => said(functionWords[row.function])).join(' · ')],
        [say('at'), <strong key="at">{moments.at(first.reportedAt)}</strong>],
        [say('where'), said(channelWords[first.channel])],
        ...rows
          .filter(({ until }) => until !== null)
          .map(
            (row) => [say('until', { of: said(functionWords[row.function]) }), moments.at(row.until ?? '')] as const,
          ),
        [say('place'), say('version', { version: Math.max(...rows.map(({ version }) => version)) })],
      ]}
    >
      <p>{say('liability')}</p>
    </Receipt>
  )
}

/** The rows of the newest report: one receipt may stop two functions. */
export function newestReport(receipts: readonly LossReceiptRow[]): readonly LossReceiptRow[] {
  const newest = receipts.toSorted((a, b) => b.reportedAt.localeCompare(a.reportedAt))[0]
  return newest === undefined ? [] : receipts.filter(({ receiptId }) => receiptId === newest.receiptId)
}

export function stopsFinance(rows: readonly LossReceiptRow[]): boolean {
  return rows.some((row) => row.function === 'finance')
}
