import { lazy, Suspense, useId } from 'react'
import { Button } from '../../ui/button.tsx'
import type { CsvCell } from '../../ui/csv.ts'
import { downloadCsv } from '../../ui/download-csv.ts'
import { Empty } from '../../ui/empty.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import type { BarPlot } from './bar-plot.ts'
import './figure.css'

const Plot = lazy(() => import('./plot.tsx').then(({ Plot }) => ({ default: Plot })))

const words = createWords('figure', {
  zh: {
    table: '数据表：{{title}}',
    csv: '导出 CSV：{{title}}',
    empty: '所选期间和范围内没有数据。请放宽筛选条件。',
  },
  en: {
    table: 'Table: {{title}}',
    csv: 'Export CSV: {{title}}',
    empty: 'Nothing was counted in this period and place. Widen the filter.',
  },
})

interface FigureProps {
  readonly title: string
  /** What the figure says, in sentences. */
  readonly description: string
  readonly file: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
  /** How a number of a column is written; the file has it as it is. */
  readonly written?: (value: number, column: number) => string
  /** Left out where a table says it better. */
  readonly plot?: BarPlot
}

/** One figure in three forms: sentences, a picture, a table that can be taken along. */
export function Figure({ title, description, file, head, rows, written = String, plot }: FigureProps) {
  const say = useSay(words)
  const id = useId()
  // Nothing but zeros is no picture.
  const picture = plot?.series.some(({ data }) => data.some((value) => (value ?? 0) !== 0)) ? plot : undefined
  return (
    <section className="panel figure" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <Empty text={say('empty')} />
      ) : (
        <>
          <p>{description}</p>
          {picture !== undefined && (
            <Suspense fallback={<div className="plot" />}>
              <Plot of={picture} description={description} />
            </Suspense>
          )}
          <details open={picture === undefined}>
            <summary>{say('table', { title })}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls with the arrow keys */}
            <section className="table" tabIndex={0} aria-label={title}>
              <table>
                <caption className="unseen">{title}</caption>
                <thead>
                  <tr>
                    {head.map((cell, place) => (
                      <th
                        key={cell}
                        scope="col"
                        className={typeof rows[0]?.[place] === 'number' ? 'numeric' : undefined}
                      >
                        {cell}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.slice(0, 2).join(' ')}>
                      {row.map((cell, place) =>
                        place === 0 ? headCell(head, cell) : dataCell(head, place, cell, written),
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
          <p className="no-print">
            <Button onClick={() => downloadCsv(file, head, rows)}>{say('csv', { title })}</Button>
          </p>
        </>
      )}
    </section>
  )
}

function headCell(head: readonly string[], cell: CsvCell) {
  return (
    <th key={head[0]} scope="row">
      {cell}
    </th>
  )
}

function dataCell(head: readonly string[], place: number, cell: CsvCell, written: NonNullable<FigureProps['written']>) {
  return (
    <td key={head[place]} className={typeof cell === 'number' ? 'number numeric' : undefined}>
      {typeof cell === 'number' ? written(cell, place) : (cell ?? '—')}
    </td>
  )
}
