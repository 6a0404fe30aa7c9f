import { Link, useParams } from '@tanstack/react-router'
import { addDays, type Day } from '@yika/core/calendar/instant.ts'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { cityToday } from './city-day.ts'
import { institutionKinds } from './ledger-accounts.tsx'
import { useOwnerName } from './owner-name.ts'
import { yuanNumber } from './yuan-text.ts'

type Line = Answer<'ledger/ledger-account'>['lines'][number]

const words = createWords('account', {
  zh: {
    title: '账户明细：{{owner}}',
    lead: '{{kind}}，按记账日先后。金额单位：元。',
    wait: '账户明细',
    unknown: '没有这类账户。',
    back: '返回资金账务',
    from: '从',
    to: '至（含当日）',
    opening: '期初余额',
    closing: '期末余额',
    lines: '逐笔明细',
    bookedOn: '记账日',
    businessDay: '业务日',
    what: '事由',
    other: '对方',
    amount: '金额',
    balance: '方向',
    transfer: '流水',
    open: '查看',
    openOf: '查看流水：{{what}}，{{day}}',
    personal: '个人业务',
    reverses: '（冲回）',
    csvAmount: '金额（元）',
    number: '流水号',
    empty: '此期间没有入账。',
  },
  en: {
    title: 'Statement: {{owner}}',
    lead: '{{kind}}, in the order of the books. Amounts in yuan.',
    wait: 'Statement',
    unknown: 'There is no such kind of account.',
    back: 'Back to the ledger',
    from: 'From',
    to: 'To (included)',
    opening: 'Opening balance',
    closing: 'Closing balance',
    lines: 'Line by line',
    bookedOn: 'Booked on',
    businessDay: 'Happened on',
    what: 'What for',
    other: 'Other account',
    amount: 'Amount',
    balance: 'Side',
    transfer: 'Transfer',
    open: 'Open',
    openOf: 'Open the transfer: {{what}}, {{day}}',
    personal: 'of a person',
    reverses: ' (taken back)',
    csvAmount: 'Amount (yuan)',
    number: 'Transfer',
    empty: 'Nothing was booked in these days.',
  },
})

const pageSize = 100
const daysShown = 30

export function AccountPage() {
  const say = useSay(words)
  const { kind: named, owner } = useParams({ strict: false }) as { readonly kind: string; readonly owner: string }
  const kind = institutionKinds.find((one) => one === named)
  if (kind !== undefined) return <Account kind={kind} owner={owner} />
  return (
    <Page title={say('wait')}>
      <Empty text={say('unknown')}>
        <Link to="/ledger">{say('back')}</Link>
      </Empty>
    </Page>
  )
}

interface AccountProps {
  readonly kind: (typeof institutionKinds)[number]
  readonly owner: string
}

function Account({ kind, owner }: AccountProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const ownerName = useOwnerName()
  const [filter, narrow] = useFilter(['from', 'to'])
  const { to = cityToday() } = filter
  const { from = addDays(to as Day, 1 - daysShown) } = filter
  const input = { kind, owner, from, to }
  const pages = useAskPages('ledger/ledger-account', { ...input, limit: pageSize })
  const first = pages.data?.pages[0]
  // Two legs of one transfer may be alike in all they say.
  const rows = (pages.data?.pages.flatMap(({ lines }) => lines) ?? []).map((line, place) => ({ ...line, place }))
  const what = (row: Line) => `${said(row.purposeName)}${row.reverses === null ? '' : say('reverses')}`
  const other = (row: Line) => `${said(row.other.name)} · ${ownerName(row.other.owner)}`
  const opens = may('ledger/transfer')
  const columns: readonly Column<Line>[] = [
    { key: 'bookedOn', title: say('bookedOn'), cell: (row) => moments.on(row.bookedOn) },
    { key: 'businessDay', title: say('businessDay'), cell: (row) => moments.on(row.businessDay) },
    { key: 'what', title: say('what'), cell: what },
    { key: 'other', title: say('other'), cell: other },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.amount} as="moved" /> },
    {
      key: 'transfer',
      title: say('transfer'),
      cell: (row) => {
        if (row.personal) return <span className="quiet">{say('personal')}</span>
        if (!opens) return '—'
        return (
          <Link
            to="/transfers/$transferId"
            params={{ transferId: row.transferId } as never}
            aria-label={say('openOf', { what: what(row), day: moments.on(row.bookedOn) })}
          >
            {say('open')}
          </Link>
        )
      },
    },
  ]
  return (
    <Page
      title={say('title', { owner: ownerName(owner) })}
      lead={first === undefined ? undefined : say('lead', { kind: said(first.name) })}
    >
      <p>
        <Link to="/ledger">{say('back')}</Link>
      </p>
      <div className="row">
        <TextField type="date" label={say('from')} value={from} max={to} onValue={(day) => narrow({ from: day })} />
        <TextField type="date" label={say('to')} value={to} min={from} onValue={(day) => narrow({ to: day })} />
        <CsvOfPages
          file={`account-${kind}-${from}-${to}`}
          name="ledger/ledger-account"
          input={input}
          rowsOf={({ lines }) => lines}
          columns={[
            [say('bookedOn'), (row) => row.bookedOn],
            [say('businessDay'), (row) => row.businessDay],
            [say('what'), what],
            [say('other'), other],
            [say('csvAmount'), (row) => yuanNumber(row.amount)],
            [say('number'), (row) => row.transferId],
          ]}
        />
      </div>
      {first !== undefined && (
        <section className="panel">
          <Facts
            of={[
              [`${say('opening')} · ${moments.on(from)}`, <Amount key="opening" fen={first.opening} as="held" />],
              [`${say('closing')} · ${moments.on(to)}`, <Amount key="closing" fen={first.closing} as="held" />],
            ]}
          />
        </section>
      )}
      <section className="stack">
        <h2>{say('lines')}</h2>
        <KeysetTable
          caption={say('lines')}
          columns={columns}
          pages={pages}
          rows={rows}
          keyOf={({ place }) => String(place)}
          empty={say('empty')}
        />
      </section>
    </Page>
  )
}
