import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'
import { Loading } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('table', {
  zh: { shown: '已读取 {{count}} 行', all: '共 {{count}} 行', more: '读取更多', loading: '正在读取更多……' },
  en: { shown: '{{count}} rows so far', all: '{{count}} rows', more: 'Read more', loading: 'Reading more …' },
})

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** Figures stand under each other, at the end of their column. */
  readonly numeric?: boolean
  readonly cell: (row: Row) => ReactNode
}

interface KeysetTableProps<Row> {
  /** What the rows are, for whoever hears the table. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly pages: {
    readonly data: { readonly pages: readonly unknown[] } | undefined
    readonly error: CallFailed | null
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    fetchNextPage(): unknown
    refetch(): unknown
  }
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly empty: string
}

const rowPx = 44
const beyond = 12

/** Any number of rows: only those in sight are drawn, the next page is read when the end comes near. */
export function KeysetTable<Row>({ caption, columns, pages, rows, keyOf, empty }: KeysetTableProps<Row>) {
  const say = useSay(words)
  const frame = useRef<HTMLDivElement>(null)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: beyond,
    getItemKey: (index) => keyOf(rows[index] as Row),
  })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null && last >= rows.length - beyond) fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, error, last, rows.length, fetchNextPage])
  const before = drawn[0]?.start ?? 0
  const after = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0)

  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice error={error} onAgain={() => refetch()} />
  if (rows.length === 0) return <Empty text={empty} />
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who cannot use a mouse scrolls here with the arrow keys (axe: scrollable-region-focusable) */}
      <section className="table" ref={frame} tabIndex={0} aria-label={caption}>
        <table aria-rowcount={hasNextPage ? -1 : rows.length + 1}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, title, numeric }) => (
                <th key={key} scope="col" className={numeric ? 'numeric' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Space columns={columns.length} height={before} />}
            {drawn.map(({ key, index }) => {
              const row = rows[index] as Row
              return (
                <tr key={key} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 2}>
                  {columns.map((column) => (
                    <td key={column.key} className={column.numeric ? 'numeric' : undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              )
            })}
            {after > 0 && <Space columns={columns.length} height={after} />}
          </tbody>
        </table>
      </section>
      {error !== null && <ProblemNotice error={error} onAgain={() => fetchNextPage()} />}
      <div className="row">
        <p className="quiet small" role="status">
          {isFetchingNextPage ? say('loading') : say(hasNextPage ? 'shown' : 'all', { count: rows.length })}
        </p>
        {hasNextPage && (
          <Button look="plain" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {say('more')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Space({ columns, height }: { readonly columns: number; readonly height: number }) {
  return (
    <tr className="table-space">
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}
