import type { Channel } from '@yika/core/application/application.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from './figure.tsx'
import type { FigureFilter } from './figure-filter.ts'
import { leastSum, useTold } from './told.ts'

const channelWords = {
  online: { zh: '网上', en: 'on line' },
  'bank-counter': { zh: '银行网点', en: 'bank outlet' },
  'district-point': { zh: '社保服务点', en: 'district point' },
  employer: { zh: '用人单位', en: 'employer' },
  instant: { zh: '即时制卡', en: 'on the spot' },
} as const satisfies Record<Channel, { zh: string; en: string }>

const words = createWords('application-figure', {
  zh: {
    title: '每日申领量（按渠道）',
    day: '日期',
    channel: '渠道',
    asked: '申请',
    accepted: '受理',
    refused: '不予受理',
    unit: '份',
    said: '{{from}} 至 {{to}}：申请 {{asked}} 份，受理 {{accepted}} 份，不予受理 {{refused}} 份。最多的一天是 {{busiest}}，{{most}} 份。',
  },
  en: {
    title: 'Applications by day and channel',
    day: 'Day',
    channel: 'Channel',
    asked: 'Asked for',
    accepted: 'Accepted',
    refused: 'Refused',
    unit: 'applications',
    said: '{{from}} to {{to}}: {{asked}} applications, {{accepted}} accepted, {{refused}} refused. The busiest day was {{busiest}} with {{most}}.',
  },
})

export function ApplicationFigure({ filter }: { readonly filter: FigureFilter }) {
  return <Asked of={useAsk('oversight/applications-by-day', filter)}>{(answer) => <Applications of={answer} />}</Asked>
}

function Applications({ of: { days, from, to, fewerThan } }: { readonly of: Answer<'oversight/applications-by-day'> }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const told = useTold(fewerThan)
  const dates = [...new Set(days.map(({ day }) => day))].toSorted()
  const channels = [...new Set(days.map(({ channel }) => channel))]
  const onDay = (day: string) => days.filter((row) => row.day === day).map(({ asked }) => asked)
  const [busiest = from] = dates.toSorted((a, b) => leastSum(onDay(b)) - leastSum(onDay(a)))
  const sums = {
    asked: told.sum(days.map(({ asked }) => asked)),
    accepted: told.sum(days.map(({ accepted }) => accepted)),
    refused: told.sum(days.map(({ refused }) => refused)),
  }
  const period = {
    from: moments.on(from),
    to: moments.on(to),
    busiest: moments.on(busiest),
    most: told.sum(onDay(busiest)),
  }
  return (
    <Figure
      title={say('title')}
      file="applications-by-day"
      description={`${say('said', { ...sums, ...period })} ${told.note}`.trim()}
      head={[say('day'), say('channel'), say('asked'), say('accepted'), say('refused')]}
      rows={days.map(({ day, channel, asked, accepted, refused }) => [
        day,
        said(channelWords[channel]),
        told.cell(asked),
        told.cell(accepted),
        told.cell(refused),
      ])}
      plot={{
        categories: dates,
        unit: say('unit'),
        stacked: true,
        series: channels.map((channel) => ({
          name: said(channelWords[channel]),
          data: dates.map((day) => days.find((row) => row.day === day && row.channel === channel)?.asked ?? null),
        })),
      }}
    />
  )
}
