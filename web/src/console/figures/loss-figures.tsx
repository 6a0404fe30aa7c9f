import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { channelWords } from '../../ui/channel-words.ts'
import { functionWords } from '../../ui/function-words.ts'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from './figure.tsx'
import type { FigureFilter } from './figure-filter.ts'
import { useTold } from './told.ts'

type Losses = Answer<'oversight/loss-figures'>

const words = createWords('loss-figures', {
  zh: {
    stop: '挂失到金融功能止付的时间',
    bin: '用时',
    count: '次数',
    unit: '次',
    seconds: '{{n}} 秒',
    minutes: '{{n}} 分',
    hours: '{{n}} 小时',
    days: '{{n}} 天',
    range: '{{from}}至{{to}}',
    more: '{{from}}以上',
    stopSaid:
      '{{from}} 至 {{to}}：社会保障功能 {{atOnce}} 次随挂失即时停用；金融功能银行已确认 {{signed}} 次，尚待银行确认 {{waiting}} 次。',
    percentiles: '中位数 {{p50}} 秒，90% 在 {{p90}} 秒内，99% 在 {{p99}} 秒内。',
    reports: '挂失情况（按功能）',
    function: '功能',
    provisional: '临时挂失',
    formal: '正式挂失',
    released: '解除',
    lapsed: '到期失效',
    reportsSaid: '临时挂失 {{provisional}} 次，正式挂失 {{formal}} 次。来自：{{channels}}。',
  },
  en: {
    stop: 'From the report of a loss to the stop by the bank',
    bin: 'Time',
    count: 'Stops',
    unit: 'stops',
    seconds: '{{n}} s',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    days: '{{n}} d',
    range: '{{from}} to {{to}}',
    more: 'over {{from}}',
    stopSaid:
      '{{from}} to {{to}}: {{atOnce}} social-security functions stopped with the report itself; banks have signed for {{signed}} stops, {{waiting}} still wait.',
    percentiles: 'Median {{p50}} s, 90 % within {{p90}} s, 99 % within {{p99}} s.',
    reports: 'Loss reports by function',
    function: 'Function',
    provisional: 'Provisional',
    formal: 'Formal',
    released: 'Released',
    lapsed: 'Lapsed',
    reportsSaid: '{{provisional}} provisional and {{formal}} formal reports, by way: {{channels}}.',
  },
})

const minute = 60
const hour = 3600
const day = 86_400

export function LossFigures({ filter }: { readonly filter: FigureFilter }) {
  return (
    <Asked of={useAsk('oversight/loss-figures', filter)}>
      {(answer) => (
        <>
          <Stops of={answer} />
          <Reports of={answer} />
        </>
      )}
    </Asked>
  )
}

function Stops({ of: { from, to, fewerThan, stoppedAtOnce, bankStop } }: { readonly of: Losses }) {
  const say = useSay(words)
  const moments = useMoments()
  const told = useTold(fewerThan)
  const time = (seconds: number): string => {
    if (seconds >= day) return say('days', { n: seconds / day })
    if (seconds >= hour) return say('hours', { n: seconds / hour })
    return seconds >= minute ? say('minutes', { n: seconds / minute }) : say('seconds', { n: seconds })
  }
  const bin = (one: { readonly from: number; readonly to: number | null }) =>
    one.to === null ? say('more', { from: time(one.from) }) : say('range', { from: time(one.from), to: time(one.to) })
  const { bins, waiting, seconds } = bankStop
  const sentence = say('stopSaid', {
    from: moments.on(from),
    to: moments.on(to),
    atOnce: told.cell(stoppedAtOnce),
    signed: told.sum(bins.map(({ count }) => count)),
    waiting: told.cell(waiting),
  })
  const nothing = stoppedAtOnce === 0 && waiting === 0 && bins.every(({ count }) => count === 0)
  return (
    <Figure
      title={say('stop')}
      file="loss-to-stop"
      description={`${sentence} ${seconds === null ? '' : say('percentiles', seconds)} ${told.note}`.trim()}
      head={[say('bin'), say('count')]}
      rows={nothing ? [] : bins.map((one) => [bin(one), told.cell(one.count)])}
      plot={{
        categories: bins.map(bin),
        unit: say('unit'),
        series: [{ name: say('count'), data: bins.map(({ count }) => count) }],
      }}
    />
  )
}

function Reports({ of: { fewerThan, reports, channels } }: { readonly of: Losses }) {
  const say = useSay(words)
  const said = useSaid()
  const told = useTold(fewerThan)
  const ways = channels.map(({ channel, count }) => `${said(channelWords[channel])} ${told.cell(count)}`).join(' · ')
  const sentence = say('reportsSaid', {
    provisional: told.sum(reports.map(({ provisional }) => provisional)),
    formal: told.sum(reports.map(({ formal }) => formal)),
    channels: ways,
  })
  const parts = ['provisional', 'formal', 'released', 'lapsed'] as const
  return (
    <Figure
      title={say('reports')}
      file="loss-reports"
      description={`${sentence} ${told.note}`.trim()}
      head={[say('function'), ...parts.map((part) => say(part))]}
      rows={
        channels.length === 0
          ? []
          : reports.map((row) => [said(functionWords[row.function]), ...parts.map((part) => told.cell(row[part]))])
      }
    />
  )
}
