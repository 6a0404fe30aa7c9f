import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from '../figures/figure.tsx'
import { useFilter } from '../use-filter.ts'
import { cityToday } from './city-day.ts'
import { yuanNumber, yuanText } from './yuan-text.ts'

type Rides = Answer<'travel/rides-of-day'>

const words = createWords('operator-day', {
  zh: {
    title: '运营日汇总：{{operator}}',
    operator: '运营单位',
    none: '还没有登记运营单位。',
    day: '运营日',
    said: '{{day}}：{{rides}} 次行程，应收 {{fares}} 元；刷卡 {{taps}} 次，其中 {{uncharged}} 次不向持卡人收费。',
    mode: '方式',
    end: '行程',
    rides: '次数',
    fares: '票款（元）',
    metro: '地铁',
    airport: '机场线',
    bus: '公交',
    whole: '进出站完整',
    'same-station': '同站进出',
    'repeated-entry': '重复进站',
    'no-exit': '无出站',
    'no-entry': '无进站',
  },
  en: {
    title: 'The day of {{operator}}',
    operator: 'Operator',
    none: 'No operator is registered.',
    day: 'Day',
    said: '{{day}}: {{rides}} rides, {{fares}} yuan owed; {{taps}} taps, {{uncharged}} of them charged to nobody.',
    mode: 'By',
    end: 'Ride',
    rides: 'Rides',
    fares: 'Fares (yuan)',
    metro: 'metro',
    airport: 'airport line',
    bus: 'bus',
    whole: 'entry and exit',
    'same-station': 'out where it went in',
    'repeated-entry': 'entered twice',
    'no-exit': 'no exit',
    'no-entry': 'no entry',
  },
})

const operatorsMost = 200
const faresColumn = 3

export function OperatorDay() {
  const operators = useAsk('service/institutions', { kind: 'transit', limit: operatorsMost })
  return <Asked of={operators}>{({ institutions }) => <OperatorDayOf operators={institutions} />}</Asked>
}

interface OperatorDayOfProps {
  readonly operators: Answer<'service/institutions'>['institutions']
}

function OperatorDayOf({ operators }: OperatorDayOfProps) {
  const say = useSay(words)
  const said = useSaid()
  const [filter, narrow] = useFilter(['operator', 'on'])
  const operator = operators.find(({ institutionId }) => institutionId === filter.operator) ?? operators[0]
  const { on = cityToday() } = filter
  const asked = useAsk(
    'travel/rides-of-day',
    operator === undefined ? undefined : { operatorId: operator.institutionId, on },
  )
  if (operator === undefined) return <Empty text={say('none')} />
  return (
    <div className="stack">
      <div className="row">
        <SelectField
          label={say('operator')}
          value={operator.institutionId}
          options={operators.map(({ institutionId: value, name }) => ({ value, label: said(name) }))}
          onValue={(chosen) => narrow({ operator: chosen })}
        />
        <TextField type="date" label={say('day')} value={on} max={cityToday()} onValue={(day) => narrow({ on: day })} />
      </div>
      <Asked of={asked}>{(answer) => <Rides of={answer} on={on} operator={said(operator.name)} />}</Asked>
    </div>
  )
}

interface RidesProps {
  readonly of: Rides
  readonly on: string
  readonly operator: string
}

function Rides({ of: { totals, taps, uncharged }, on, operator }: RidesProps) {
  const say = useSay(words)
  const moments = useMoments()
  const sum = (of: 'rides' | 'fares') => totals.reduce((all, total) => all + total[of], 0)
  const rides = sum('rides')
  return (
    <Figure
      title={say('title', { operator })}
      description={say('said', { day: moments.on(on), rides, fares: yuanText(sum('fares')), taps, uncharged })}
      file={`rides-${on}`}
      head={[say('mode'), say('end'), say('rides'), say('fares')]}
      rows={totals.map((total) => [say(total.mode), say(total.end), total.rides, yuanNumber(total.fares)])}
      written={(value, column) => (column === faresColumn ? yuanText(Math.round(value * 100)) : String(value))}
      plot={{
        categories: totals.map(({ mode, end }) => `${say(mode)} · ${say(end)}`),
        unit: say('rides'),
        lying: true,
        series: [{ name: say('rides'), data: totals.map((total) => total.rides) }],
      }}
    />
  )
}
