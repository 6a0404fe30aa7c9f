import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from '../figures/figure.tsx'
import { useFilter } from '../use-filter.ts'
import { cityToday } from './city-day.ts'
import { yuanNumber, yuanText } from './yuan-text.ts'

type Trial = Answer<'ledger/trial-balance'>

const words = createWords('trial-balance', {
  zh: {
    title: '试算平衡',
    day: '截至',
    zero: '截至{{day}}，借方合计 {{debits}} 元，贷方合计 {{credits}} 元，相抵为零：账目平衡。',
    wrong: '截至{{day}}，各类账户余额合计为 {{sum}} 元，应为零：账目不平。请立即停止日结并报告系统管理员。',
    closed: '该日已日结，不再入账。',
    open: '该日尚未日结，还会有入账。',
    kind: '账户类别',
    debits: '借方',
    credits: '贷方',
    closing: '余额（贷方减借方）',
    credit: '贷',
    debit: '借',
  },
  en: {
    title: 'Trial balance',
    day: 'Until',
    zero: 'Until {{day}}: debits of {{debits}} yuan and credits of {{credits}} yuan come to zero. The books balance.',
    wrong:
      'Until {{day}} the balances come to {{sum}} yuan and should be zero: the books are wrong. Stop closing days and tell the system administrator at once.',
    closed: 'The day is closed: nothing more is posted to it.',
    open: 'The day is not closed yet: postings may still come.',
    kind: 'Kind of account',
    debits: 'Debits',
    credits: 'Credits',
    closing: 'Balance (credits less debits)',
    credit: 'credit',
    debit: 'debit',
  },
})

const closingColumn = 3

export function TrialBalance() {
  const say = useSay(words)
  const [filter, narrow] = useFilter(['day'])
  const { day = cityToday() } = filter
  const asked = useAsk('ledger/trial-balance', { day })
  return (
    <div className="stack">
      <div className="row">
        <TextField
          type="date"
          label={say('day')}
          value={day}
          max={cityToday()}
          onValue={(chosen) => narrow({ day: chosen })}
        />
      </div>
      <Asked of={asked}>{(trial) => <Trial of={trial} />}</Asked>
    </div>
  )
}

function Trial({ of: { day, closed, kinds, sum } }: { readonly of: Trial }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const total = (side: 'debits' | 'credits') => yuanText(kinds.reduce((all, kind) => all + kind[side], 0))
  const sentence = say(sum === 0 ? 'zero' : 'wrong', {
    day: moments.on(day),
    debits: total('debits'),
    credits: total('credits'),
    sum: yuanText(sum),
  })
  return (
    <>
      {sum !== 0 && (
        <Notice tone="bad">
          <p>{sentence}</p>
        </Notice>
      )}
      <Figure
        title={say('title')}
        description={`${sentence} ${say(closed ? 'closed' : 'open')}`}
        file={`trial-balance-${day}`}
        head={[say('kind'), say('debits'), say('credits'), say('closing')]}
        rows={kinds.map(({ name, debits, credits, closing }) => [
          said(name),
          yuanNumber(debits),
          yuanNumber(credits),
          yuanNumber(closing),
        ])}
        written={(yuan, column) => {
          const text = yuanText(Math.round(yuan * 100))
          if (column !== closingColumn || yuan === 0) return text
          return `${say(yuan > 0 ? 'credit' : 'debit')} ${text}`
        }}
      />
    </>
  )
}
