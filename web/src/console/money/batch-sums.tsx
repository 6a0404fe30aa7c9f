import type { Answer } from '../../client/operations.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Amount } from './amount.tsx'

type Batch = Answer<'settlement/benefit-batch'>

const words = createWords('batch-sums', {
  zh: {
    title: '合计',
    of: '合计项',
    lines: '笔数',
    amount: '金额',
    declared: '申报',
    received: '已收到明细',
    paid: '已发放入账',
    returned: '已退回部门',
    open: '在途（待发、待回盘、未成功）',
    agree: '已发放、已退回与在途之和等于申报数，笔数和金额都相符。',
    differ: '已发放、已退回与在途之和与申报数不符。',
    waits: '明细尚未到齐：已收到 {{received}} 笔，申报 {{declared}} 笔。',
  },
  en: {
    title: 'Sums',
    of: 'What',
    lines: 'Lines',
    amount: 'Amount',
    declared: 'Declared',
    received: 'Lines received',
    paid: 'Paid',
    returned: 'Back to the department',
    open: 'Open (to be paid, awaited, failed)',
    agree: 'Paid, returned and open together are what was declared, in lines and in money.',
    differ: 'Paid, returned and open together are not what was declared.',
    waits: 'The lines are not complete: {{received}} received, {{declared}} declared.',
  },
})

const sums = ['declared', 'received', 'paid', 'returned', 'open'] as const

export function BatchSums({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  const { status, received, declared, totals } = batch
  const sumOf = (of: (typeof sums)[number]) => (of === 'received' ? received : totals[of])
  const arriving = status === 'open' || status === 'cancelled'
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      {totals.agree ? (
        <Notice tone="good">
          <p>{say('agree')}</p>
        </Notice>
      ) : (
        <Notice tone={arriving ? 'warn' : 'bad'}>
          <p>{arriving ? say('waits', { received: received.lines, declared: declared.lines }) : say('differ')}</p>
        </Notice>
      )}
      <PlainTable
        caption={say('title')}
        columns={[
          { key: 'of', title: say('of'), cell: (of) => say(of) },
          { key: 'lines', title: say('lines'), numeric: true, cell: (of) => sumOf(of).lines },
          { key: 'amount', title: say('amount'), numeric: true, cell: (of) => <Amount fen={sumOf(of).fen} /> },
        ]}
        rows={sums}
        keyOf={(of) => of}
      />
    </section>
  )
}
