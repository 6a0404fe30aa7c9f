import { addDays, type Day } from '@yika/core/calendar/instant.ts'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useFilter } from '../use-filter.ts'
import { cityToday } from './city-day.ts'
import { ExceptionList } from './exception-list.tsx'
import { ReconciliationGrid } from './reconciliation-grid.tsx'

const words = createWords('reconciliation', {
  zh: {
    title: '对账',
    lead: '我方、对方、银行三份清单逐笔比对；有差异的由一人提出处理意见、另一人复核。金额单位：元。',
    from: '从',
    to: '至（含当日）',
  },
  en: {
    title: 'Reconciliation',
    lead: 'Three lists are compared line by line: ours, the partner’s, the bank’s. One person says how a difference is closed, another agrees. Amounts in yuan.',
    from: 'From',
    to: 'To (included)',
  },
})

const daysShown = 7

export function ReconciliationPage() {
  const say = useSay(words)
  const [filter, narrow] = useFilter(['from', 'to'])
  const { to = cityToday() } = filter
  const { from = addDays(to as Day, 1 - daysShown) } = filter
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="row">
        <TextField type="date" label={say('from')} value={from} max={to} onValue={(day) => narrow({ from: day })} />
        <TextField type="date" label={say('to')} value={to} min={from} onValue={(day) => narrow({ to: day })} />
      </div>
      <ReconciliationGrid from={from} to={to} />
      <ExceptionList />
    </Page>
  )
}
