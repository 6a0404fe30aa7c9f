import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from '../figures/figure.tsx'
import { useFilter } from '../use-filter.ts'
import { cityMonth } from './city-day.ts'
import { fundWords } from './fund-words.ts'
import { yuanNumber, yuanText } from './yuan-text.ts'

type Row = Answer<'settlement/settlement-figures'>['figures'][number]

const words = createWords('settlement-figures', {
  zh: {
    from: '从（月）',
    to: '至（月）',
    month: '月份',
    treatment: '类别',
    outpatient: '门诊',
    inpatient: '住院',
    bills: '笔数',
    amount: '费用总额',
    fund: '统筹基金',
    largeAmount: '大额互助',
    account: '个人账户',
    own: '个人自付',
    unit: '元',
    said: '{{from}} 至 {{to}}：结算 {{bills}} 笔，费用 {{amount}} 元；统筹基金支付 {{fund}} 元，大额互助 {{largeAmount}} 元，个人账户 {{account}} 元，个人自付 {{own}} 元。',
    none: '所选月份没有结算。',
  },
  en: {
    from: 'From (month)',
    to: 'To (month)',
    month: 'Month',
    treatment: 'Care',
    outpatient: 'outpatient',
    inpatient: 'inpatient',
    bills: 'Bills',
    amount: 'Costs',
    fund: 'Fund',
    largeAmount: 'Large-amount fund',
    account: 'Personal accounts',
    own: 'Paid by holders',
    unit: 'yuan',
    said: '{{from}} to {{to}}: number of bills {{bills}}, {{amount}} yuan; the fund paid {{fund}}, the large-amount fund {{largeAmount}}, personal accounts {{account}}, holders themselves {{own}}.',
    none: 'Nothing was settled in these months.',
  },
})

const monthsShown = 11
const firstMoney = 3
const parts = ['fund', 'largeAmount', 'account', 'own'] as const

export function SettlementFigures() {
  const say = useSay(words)
  const [filter, narrow] = useFilter(['from', 'to'])
  const { from = cityMonth(monthsShown), to = cityMonth() } = filter
  const asked = useAsk('settlement/settlement-figures', { from, to })
  return (
    <div className="stack">
      <div className="row">
        <TextField
          type="month"
          label={say('from')}
          value={from}
          max={to}
          onValue={(month) => narrow({ from: month })}
        />
        <TextField type="month" label={say('to')} value={to} min={from} onValue={(month) => narrow({ to: month })} />
      </div>
      <Asked of={asked}>
        {({ figures }) => {
          const insurances = [...new Set(figures.map(({ insurance }) => insurance))]
          if (insurances.length === 0) return <Empty text={say('none')} />
          return insurances.map((insurance) => (
            <FundFigure
              key={insurance}
              insurance={insurance}
              rows={figures.filter((row) => row.insurance === insurance)}
              {...{ from, to }}
            />
          ))
        }}
      </Asked>
    </div>
  )
}

interface FundFigureProps {
  readonly insurance: string
  readonly rows: readonly Row[]
  readonly from: string
  readonly to: string
}

function FundFigure({ insurance, rows, from, to }: FundFigureProps) {
  const say = useSay(words)
  const said = useSaid()
  const name = fundWords[insurance]
  const months = [...new Set(rows.map(({ month }) => month))]
  const sum = (of: (row: Row) => number, some = rows) => some.reduce((all, row) => all + of(row), 0)
  return (
    <Figure
      title={name === undefined ? insurance : said(name)}
      description={say('said', {
        ...{ from, to, bills: sum(({ bills }) => bills), amount: yuanText(sum(({ amount }) => amount)) },
        ...Object.fromEntries(parts.map((part) => [part, yuanText(sum(({ shares }) => shares[part]))])),
      })}
      file={`settlement-${insurance}-${from}-${to}`}
      head={[say('month'), say('treatment'), say('bills'), say('amount'), ...parts.map((part) => say(part))]}
      rows={rows.map(({ month, treatment, bills, amount, shares }) => [
        ...[month, say(treatment), bills, yuanNumber(amount)],
        ...parts.map((part) => yuanNumber(shares[part])),
      ])}
      written={(value, column) => (column < firstMoney ? String(value) : yuanText(Math.round(value * 100)))}
      plot={{
        categories: months,
        unit: say('unit'),
        whole: false,
        stacked: true,
        series: parts.map((part) => ({
          name: say(part),
          data: months.map((month) =>
            yuanNumber(
              sum(
                ({ shares }) => shares[part],
                rows.filter((row) => row.month === month),
              ),
            ),
          ),
        })),
      }}
    />
  )
}
