import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from './figure.tsx'
import type { FigureFilter } from './figure-filter.ts'
import { useTold } from './told.ts'

type Banks = Answer<'oversight/bank-figures'>

const words = createWords('bank-figure', {
  zh: {
    title: '各银行对比',
    bank: '银行',
    opened: '开户成功',
    failed: '开户失败',
    days: '回盘中位天数',
    longest: '最长天数',
    batches: '在手批次',
    lines: '在手卡数',
    since: '最早一批自',
    kept: '按期制成',
    late: '超期制成',
    refused: '对银行人员的驳回',
    stock: '网点卡基',
    without: '无卡基的网点',
    instant: '即时制卡',
    unit: '天',
    said: '{{from}} 至 {{to}}，{{count}} 家银行：开户 {{opened}} 个，失败 {{failed}} 个。',
    slowest: '回盘中位天数最长的是{{bank}}，{{days}} 天。',
  },
  en: {
    title: 'The banks side by side',
    bank: 'Bank',
    opened: 'Accounts opened',
    failed: 'Accounts failed',
    days: 'Median days in hand',
    longest: 'Longest, days',
    batches: 'Batches in hand',
    lines: 'Cards in hand',
    since: 'Oldest since',
    kept: 'Ready in time',
    late: 'Ready late',
    refused: 'Refused to its staff',
    stock: 'Blanks at outlets',
    without: 'Outlets without blanks',
    instant: 'Made on the spot',
    unit: 'days',
    said: '{{from}} to {{to}}, {{count}} banks: {{opened}} accounts opened, {{failed}} failed.',
    slowest: 'The longest median time in hand: {{bank}}, {{days}} days.',
  },
})

export function BankFigure({ filter: { from, to, bankId } }: { readonly filter: FigureFilter }) {
  const asked = useAsk('oversight/bank-figures', { from, to, ...(bankId === undefined ? {} : { bankId }) })
  return <Asked of={asked}>{(answer) => <Banks of={answer} />}</Asked>
}

function Banks({ of: { banks, from, to, fewerThan } }: { readonly of: Banks }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const told = useTold(fewerThan)
  const [slowest] = banks
    .filter(({ daysInHand }) => daysInHand !== null)
    .toSorted((a, b) => (b.daysInHand?.p50 ?? 0) - (a.daysInHand?.p50 ?? 0))
  const sentences = [
    say('said', {
      from: moments.on(from),
      to: moments.on(to),
      count: banks.length,
      opened: told.sum(banks.map(({ accounts }) => accounts.opened)),
      failed: told.sum(banks.map(({ accounts }) => accounts.failed)),
    }),
    slowest === undefined ? '' : say('slowest', { bank: said(slowest.name), days: slowest.daysInHand?.p50 ?? 0 }),
    told.note,
  ]
  return (
    <Figure
      title={say('title')}
      file="banks"
      description={sentences.filter((sentence) => sentence !== '').join(' ')}
      head={[
        say('bank'),
        say('opened'),
        say('failed'),
        say('days'),
        say('longest'),
        say('batches'),
        say('lines'),
        say('since'),
        say('kept'),
        say('late'),
        say('refused'),
        say('stock'),
        say('without'),
        say('instant'),
      ]}
      rows={banks.map((bank) => [
        said(bank.name),
        told.cell(bank.accounts.opened),
        told.cell(bank.accounts.failed),
        bank.daysInHand?.p50,
        bank.daysInHand?.longest,
        bank.inHand.batches,
        told.cell(bank.inHand.lines),
        bank.inHand.since === null ? undefined : moments.at(bank.inHand.since),
        told.cell(bank.promises.kept),
        told.cell(bank.promises.late),
        told.sum(bank.refusals.map(({ count }) => count)),
        bank.stock.onHand,
        bank.stock.outletsWithout,
        told.cell(bank.instantCards),
      ])}
      plot={{
        categories: banks.map(({ name }) => said(name)),
        unit: say('unit'),
        whole: false,
        lying: true,
        series: [{ name: say('days'), data: banks.map(({ daysInHand }) => daysInHand?.p50 ?? null) }],
      }}
    />
  )
}
