import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { lazy, Suspense } from 'react'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import type { Counted } from './counted.ts'
import type { Use } from './use.ts'
import '../life.css'

const DayBars = lazy(() => import('./day-bars.tsx').then(({ DayBars }) => ({ default: DayBars })))

const words = createWords('uses-figure', {
  zh: {
    title: '这个月的用卡次数',
    sentence: '共 {{allowed}} 次通过、{{refused}} 次未通过；{{days}} 天用过卡，用得最多的是{{most}}。',
    table: '数据表：每天',
    services: '数据表：每项服务',
    day: '日期',
    service: '服务',
    allowed: '通过',
    refused: '未通过',
  },
  en: {
    title: 'Uses of this month',
    sentence: '{{allowed}} allowed and {{refused}} refused, on {{days}} days; used most for: {{most}}.',
    table: 'Table: by day',
    services: 'Table: by service',
    day: 'Day',
    service: 'Service',
    allowed: 'Allowed',
    refused: 'Refused',
  },
})

interface UsesFigureProps {
  readonly uses: readonly Use[]
  readonly month: string
}

/** The month in three forms: a sentence, a picture by day, tables by day and by service. */
export function UsesFigure({ uses, month }: UsesFigureProps) {
  const say = useSay(words)
  const said = useSaid()
  const byDay = daysOf(month).map((day) =>
    counted(
      day,
      uses.filter(({ usedAt }) => dayOf(usedAt as Instant) === day),
    ),
  )
  const byService = [...Map.groupBy(uses, ({ serviceId }) => serviceId)]
    .map(([serviceId, ofService]) => {
      const name = ofService[0]?.service
      return counted(name == null ? serviceId : said(name), ofService)
    })
    .toSorted((a, b) => b.allowed + b.refused - (a.allowed + a.refused))
  const all = counted('', uses)
  const sentence = say('sentence', {
    ...{ allowed: all.allowed, refused: all.refused, most: byService[0]?.name ?? '' },
    days: byDay.filter(({ allowed, refused }) => allowed + refused > 0).length,
  })
  const columns = (title: string) => [
    { key: 'name', title, cell: (row: Counted) => row.name },
    { key: 'allowed', title: say('allowed'), cell: (row: Counted) => row.allowed },
    { key: 'refused', title: say('refused'), cell: (row: Counted) => row.refused },
  ]
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p>{sentence}</p>
      <Suspense fallback={<div className="day-bars" />}>
        <DayBars days={byDay} description={sentence} names={{ allowed: say('allowed'), refused: say('refused') }} />
      </Suspense>
      <details>
        <summary>{say('table')}</summary>
        <PlainTable
          caption={say('table')}
          columns={columns(say('day'))}
          rows={byDay.filter(({ allowed, refused }) => allowed + refused > 0)}
          keyOf={({ name }) => name}
        />
      </details>
      <details>
        <summary>{say('services')}</summary>
        <PlainTable
          caption={say('services')}
          columns={columns(say('service'))}
          rows={byService}
          keyOf={({ name }) => name}
        />
      </details>
    </section>
  )
}

function counted(name: string, uses: readonly Use[]): Counted {
  const allowed = uses.filter((use) => use.allowed).length
  return { name, allowed, refused: uses.length - allowed }
}

function daysOf(month: string): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}
