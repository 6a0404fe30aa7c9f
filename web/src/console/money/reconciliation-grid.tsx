import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { OurFile } from './our-file.tsx'
import { useOwnerName } from './owner-name.ts'

type PartnerDay = Answer<'reconciliation/reconciliation-days'>['days'][number]

const words = createWords('reconciliation-grid', {
  zh: {
    title: '各对账方逐日状态',
    partner: '对账方',
    day: '日期',
    status: '状态',
    balanced: '已平',
    open: '{{count}} 笔差异',
    waiting: '等待{{who}}的文件',
    ours: '我方',
    theirs: '对方',
    counted: '{{count}} 笔，',
    comparedAt: '比对时间',
    file: '我方文件',
    exceptions: '{{state}}：{{partner}}，{{day}}',
    empty: '此期间没有需要对账的日子：有资金往来或收到文件后，每晚比对。',
    all: '全部对账方',
    grid: '{{from}} 至 {{to}}',
  },
  en: {
    title: 'Partners day by day',
    partner: 'Partner',
    day: 'Day',
    status: 'State',
    balanced: 'balanced',
    open: '{{count}} differences',
    waiting: 'waits for the file of {{who}}',
    ours: 'Ours',
    theirs: 'Theirs',
    counted: '{{count}}: ',
    comparedAt: 'Compared',
    file: 'Our file',
    exceptions: '{{state}}: {{partner}}, {{day}}',
    empty: 'No day to reconcile: days with movements or files are compared every night.',
    all: 'All partners',
    grid: '{{from}} to {{to}}',
  },
})

const pageSize = 200

interface ReconciliationGridProps {
  readonly from: string
  readonly to: string
}

/** The state of each partner on each day, first as a table of days, then line by line with its sums. */
export function ReconciliationGrid({ from, to }: ReconciliationGridProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const ownerName = useOwnerName()
  const [filter] = useFilter(['partner'])
  const { partner } = filter
  const pages = useAskPages('reconciliation/reconciliation-days', {
    ...{ from, to, limit: pageSize },
    ...(partner === undefined ? {} : { partner }),
  })
  const rows = pages.data?.pages.flatMap(({ days }) => days) ?? []
  const nameOf = (row: PartnerDay) => (row.partnerName === null ? ownerName(row.partner) : said(row.partnerName))
  const state = (row: PartnerDay) => {
    if (row.status === 'waiting') return say('waiting', { who: row.missing.map(ownerName).join('、') })
    return row.status === 'balanced' ? say('balanced') : say('open', { count: row.open })
  }
  const cell = (row: PartnerDay) =>
    row.status === 'open' ? (
      <Link
        to="."
        search={{ ...filter, from, to, partner: row.partner, day: row.day } as never}
        aria-label={say('exceptions', { state: state(row), partner: nameOf(row), day: moments.on(row.day) })}
      >
        <Tag tone="bad">{state(row)}</Tag>
      </Link>
    ) : (
      <Tag tone={row.status === 'balanced' ? 'good' : 'warn'}>{state(row)}</Tag>
    )
  const columns: readonly Column<PartnerDay>[] = [
    { key: 'day', title: say('day'), cell: (row) => moments.on(row.day) },
    {
      key: 'partner',
      title: say('partner'),
      cell: (row) => (
        <Link to="." search={{ from, to, partner: row.partner } as never}>
          {nameOf(row)}
        </Link>
      ),
    },
    { key: 'status', title: say('status'), cell },
    { key: 'ours', title: say('ours'), numeric: true, cell: ({ ours }) => <Sum of={ours} /> },
    { key: 'theirs', title: say('theirs'), numeric: true, cell: ({ theirs }) => <Sum of={theirs} /> },
    ...(may('reconciliation/reconciliation-file')
      ? [
          {
            key: 'file',
            title: say('file'),
            cell: (row: PartnerDay) => <OurFile partner={row.partner} day={row.day} name={nameOf(row)} />,
          },
        ]
      : []),
    { key: 'comparedAt', title: say('comparedAt'), cell: (row) => moments.at(row.comparedAt) },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      {partner !== undefined && (
        <p>
          <Link className="button" to="." search={{ from, to } as never}>
            {say('all')}
          </Link>
        </p>
      )}
      {partner === undefined && rows.length > 0 && <DayGrid rows={rows} nameOf={nameOf} cell={cell} />}
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={rows}
        keyOf={(row) => `${row.day}|${row.partner}`}
        empty={say('empty')}
      />
    </section>
  )
}

function Sum({ of: { count, net } }: { readonly of: PartnerDay['ours'] }) {
  const say = useSay(words)
  return (
    <>
      <span className="quiet small">{say('counted', { count })}</span>
      <Amount fen={net} as="held" />
    </>
  )
}

interface DayGridProps {
  readonly rows: readonly PartnerDay[]
  readonly nameOf: (row: PartnerDay) => string
  readonly cell: (row: PartnerDay) => React.ReactNode
}

function DayGrid({ rows, nameOf, cell }: DayGridProps) {
  const say = useSay(words)
  const days = [...new Set(rows.map(({ day }) => day))].toSorted()
  const partners = [...new Map(rows.map((row) => [row.partner, nameOf(row)]))]
  const caption = say('grid', { from: days[0] ?? '', to: days.at(-1) ?? '' })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the screen scrolls with the arrow keys (axe: scrollable-region-focusable)
    <section className="table" tabIndex={0} aria-label={caption}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('partner')}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {day.slice('2026-'.length)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {partners.map(([partner, name]) => (
            <tr key={partner}>
              <th scope="row">{name}</th>
              {days.map((day) => {
                const row = rows.find((one) => one.partner === partner && one.day === day)
                return <td key={day}>{row === undefined ? '—' : cell(row)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
