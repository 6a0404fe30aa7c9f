import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from './figure.tsx'
import type { FigureFilter } from './figure-filter.ts'
import { promiseWay } from './promise-way.ts'
import { useTold } from './told.ts'

type Promises = Answer<'oversight/promise-figures'>

const words = createWords('promise-figures', {
  zh: {
    ways: '承诺时限兑现（按业务）',
    way: '业务',
    kept: '按期',
    late: '超期',
    median: '中位数（工作日）',
    p90: '90% 在（工作日）内',
    p99: '99% 在（工作日）内',
    unmeasured: '无法计算',
    days: '工作日',
    waysSaid: '{{from}} 至 {{to}} 制成的卡：按期 {{kept}} 张，超期 {{late}} 张。',
    open: '未到期的承诺（此刻）',
    onTrack: '正常',
    atRisk: '临近超期',
    unit: '份',
    openSaid: '未办结的承诺：正常 {{onTrack}} 份，临近超期 {{atRisk}} 份，已超期 {{late}} 份。',
    causesSaid: '临近或已超期的停留在：{{causes}}。',
    forecast: '今后十个工作日预测',
    day: '日期',
    due: '到期',
    expected: '预计制成',
    expectedLate: '到期中预计超期',
    forecastSaid: '今后 {{days}} 个工作日到期 {{due}} 份，预计制成 {{expected}} 份，其中预计超期 {{late}} 份。',
  },
  en: {
    ways: 'Promises kept, by service',
    way: 'Service',
    kept: 'In time',
    late: 'Late',
    median: 'Median (working days)',
    p90: '90 % within (working days)',
    p99: '99 % within (working days)',
    unmeasured: 'Not measured',
    days: 'working days',
    waysSaid: 'Cards made from {{from}} to {{to}}: {{kept}} in time, {{late}} late.',
    open: 'Promises open now',
    onTrack: 'On track',
    atRisk: 'At risk',
    unit: 'promises',
    openSaid: 'Open promises: {{onTrack}} on track, {{atRisk}} at risk, {{late}} late.',
    causesSaid: 'Those at risk or late are waiting here: {{causes}}.',
    forecast: 'The next ten working days',
    day: 'Day',
    due: 'Due',
    expected: 'Expected to be ready',
    expectedLate: 'Due, expected later',
    forecastSaid:
      'In the next {{days}} working days {{due}} promises fall due, {{expected}} cards are expected, {{late}} of those due later than promised.',
  },
})

export function PromiseFigures({ filter }: { readonly filter: FigureFilter }) {
  return (
    <Asked of={useAsk('oversight/promise-figures', filter)}>
      {(answer) => (
        <>
          <Ways of={answer} />
          <Open of={answer} />
          <Forecast of={answer} />
        </>
      )}
    </Asked>
  )
}

function Ways({ of: { from, to, ways, fewerThan } }: { readonly of: Promises }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const told = useTold(fewerThan)
  const sentence = say('waysSaid', {
    from: moments.on(from),
    to: moments.on(to),
    kept: told.sum(ways.map(({ kept }) => kept)),
    late: told.sum(ways.map(({ late }) => late)),
  })
  const name = (way: string) => said(promiseWay(way))
  return (
    <Figure
      title={say('ways')}
      file="promises"
      description={`${sentence} ${told.note}`.trim()}
      head={[say('way'), say('kept'), say('late'), say('median'), say('p90'), say('p99'), say('unmeasured')]}
      rows={ways.map(({ way, kept, late, workingDays, unmeasured }) => [
        name(way),
        told.cell(kept),
        told.cell(late),
        workingDays?.p50,
        workingDays?.p90,
        workingDays?.p99,
        told.cell(unmeasured),
      ])}
      plot={{
        categories: ways.map(({ way }) => name(way)),
        unit: say('days'),
        whole: false,
        lying: true,
        series: [
          { name: say('median'), data: ways.map(({ workingDays }) => workingDays?.p50 ?? null) },
          { name: say('p90'), data: ways.map(({ workingDays }) => workingDays?.p90 ?? null) },
          { name: say('p99'), data: ways.map(({ workingDays }) => workingDays?.p99 ?? null) },
        ],
      }}
    />
  )
}

function Open({ of: { open, causes, fewerThan } }: { readonly of: Promises }) {
  const say = useSay(words)
  const said = useSaid()
  const told = useTold(fewerThan)
  const sum = (part: 'onTrack' | 'atRisk' | 'late') => told.sum(open.map((row) => row[part]))
  const waiting = causes.map(({ title, count }) => `${said(title)} ${told.cell(count)}`).join(' · ')
  const sentence = say('openSaid', { onTrack: sum('onTrack'), atRisk: sum('atRisk'), late: sum('late') })
  return (
    <Figure
      title={say('open')}
      file="open-promises"
      description={`${sentence} ${waiting === '' ? '' : say('causesSaid', { causes: waiting })} ${told.note}`.trim()}
      head={[say('way'), say('onTrack'), say('atRisk'), say('late')]}
      rows={open.map(({ way, onTrack, atRisk, late }) => [
        said(promiseWay(way)),
        told.cell(onTrack),
        told.cell(atRisk),
        told.cell(late),
      ])}
      plot={{
        categories: open.map(({ way }) => said(promiseWay(way))),
        unit: say('unit'),
        stacked: true,
        lying: true,
        series: (['onTrack', 'atRisk', 'late'] as const).map((part) => ({
          name: say(part),
          data: open.map((row) => row[part]),
        })),
      }}
    />
  )
}

function Forecast({ of: { forecast, fewerThan } }: { readonly of: Promises }) {
  const say = useSay(words)
  const told = useTold(fewerThan)
  const foreseen = forecast.some(({ due, expected }) => due !== 0 || expected !== 0) ? forecast : []
  const sum = (part: 'due' | 'expected' | 'expectedLate') => told.sum(forecast.map((row) => row[part]))
  const sentence = say('forecastSaid', {
    days: forecast.length,
    due: sum('due'),
    expected: sum('expected'),
    late: sum('expectedLate'),
  })
  return (
    <Figure
      title={say('forecast')}
      file="promise-forecast"
      description={`${sentence} ${told.note}`.trim()}
      head={[say('day'), say('due'), say('expected'), say('expectedLate')]}
      rows={foreseen.map(({ day, due, expected, expectedLate }) => [
        day,
        told.cell(due),
        told.cell(expected),
        told.cell(expectedLate),
      ])}
      plot={{
        categories: forecast.map(({ day }) => day),
        unit: say('unit'),
        series: (['due', 'expected', 'expectedLate'] as const).map((part) => ({
          name: say(part),
          data: forecast.map((row) => row[part]),
        })),
      }}
    />
  )
}
