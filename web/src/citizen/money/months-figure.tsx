import { lazy, type ReactNode, Suspense } from 'react'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useMonthName } from './month.ts'
import type { BarSeries } from './month-bars.tsx'

const Bars = lazy(() => import('./month-bars.tsx').then(({ MonthBars }) => ({ default: MonthBars })))

const words = createWords('months-figure', {
  zh: { table: '数据表：{{title}}', month: '月份', most: '最高一月 {{most}}' },
  en: { table: 'Table: {{title}}', month: 'Month', most: 'Most in a month: {{most}}' },
})

interface MonthsFigureProps {
  readonly title: string
  /** What the figure says, in a sentence. */
  readonly description: string
  readonly months: readonly string[]
  readonly series: readonly BarSeries[]
  /** More columns of the table, after those of the series. */
  readonly more?: readonly { readonly name: string; readonly cell: (month: string) => ReactNode }[]
}

/** Money by month in three forms: a sentence, a picture that is loaded when it is drawn, a table. */
export function MonthsFigure({ title, description, months, series, more = [] }: MonthsFigureProps) {
  const say = useSay(words)
  const yuan = useYuan()
  const monthName = useMonthName()
  const most = Math.max(0, ...series.flatMap(({ data }) => data))
  return (
    <section className="panel">
      <h2>{title}</h2>
      <p>{description}</p>
      {most > 0 && (
        <Suspense fallback={<div className="bars-space" />}>
          <Bars description={description} months={months} series={series} top={say('most', { most: yuan.of(most) })} />
        </Suspense>
      )}
      <details>
        <summary>{say('table', { title })}</summary>
        <PlainTable
          caption={title}
          keyOf={(month) => month}
          rows={months.toReversed()}
          columns={[
            { key: 'month', title: say('month'), cell: monthName },
            ...series.map(({ name, data }) => ({
              key: name,
              title: name,
              cell: (month: string) => yuan.of(data[months.indexOf(month)] ?? 0),
            })),
            ...more.map(({ name, cell }) => ({ key: name, title: name, cell })),
          ]}
        />
      </details>
    </section>
  )
}
