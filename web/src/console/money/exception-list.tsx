import { Link } from '@tanstack/react-router'
import { exceptionStatuses } from '@yika/core/reconciliation/reconciliation-exception.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { exceptionTones, exceptionWords } from './exception-words.ts'
import { useOwnerName } from './owner-name.ts'
import { yuanNumber } from './yuan-text.ts'

type Exception = Answer<'reconciliation/reconciliation-exceptions'>['exceptions'][number]

const words = createWords('exceptions', {
  zh: {
    title: '对账差异',
    status: '处理状态',
    all: '全部',
    day: '对账日',
    partner: '对账方',
    reference: '编号',
    kind: '差异',
    ours: '我方金额',
    theirs: '对方金额',
    bankSays: '银行金额',
    age: '天数',
    aged: '{{days}} 天',
    overdue: '{{days}} 天，已超期',
    found: '发现时间',
    openOf: '查看差异 {{reference}}',
    empty: '没有符合条件的差异。',
  },
  en: {
    title: 'Differences',
    status: 'State',
    all: 'All',
    day: 'Day',
    partner: 'Partner',
    reference: 'Number',
    kind: 'Difference',
    ours: 'Ours',
    theirs: 'Theirs',
    bankSays: 'The bank’s',
    age: 'Age',
    aged: '{{days}} days',
    overdue: '{{days}} days, too long',
    found: 'Found',
    openOf: 'Open the difference {{reference}}',
    empty: 'No difference fits.',
  },
})

const pageSize = 100

export function ExceptionList() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const ownerName = useOwnerName()
  const [filter, narrow] = useFilter(['status', 'partner', 'day'])
  const status = exceptionStatuses.find((one) => one === filter.status)
  const { partner, day } = filter
  const input = {
    ...(status === undefined ? {} : { status }),
    ...(partner === undefined ? {} : { partner }),
    ...(day === undefined ? {} : { day }),
  }
  const pages = useAskPages('reconciliation/reconciliation-exceptions', { ...input, limit: pageSize })
  const columns: readonly Column<Exception>[] = [
    {
      key: 'reference',
      title: say('reference'),
      cell: ({ exceptionId, reference }) => (
        <Link
          to="/reconciliation/$exceptionId"
          params={{ exceptionId } as never}
          aria-label={say('openOf', { reference })}
        >
          <code>{reference}</code>
        </Link>
      ),
    },
    {
      key: 'status',
      title: say('status'),
      cell: (row) => <Tag tone={exceptionTones[row.status]}>{said(exceptionWords[row.status])}</Tag>,
    },
    {
      key: 'age',
      title: say('age'),
      cell: ({ ageDays, overdue }) => {
        if (ageDays === null) return '—'
        return overdue ? <Tag tone="bad">{say('overdue', { days: ageDays })}</Tag> : say('aged', { days: ageDays })
      },
    },
    { key: 'day', title: say('day'), cell: (row) => moments.on(row.day) },
    { key: 'partner', title: say('partner'), cell: (row) => ownerName(row.partner) },
    { key: 'kind', title: say('kind'), cell: (row) => said(row.kindName) },
    { key: 'ours', title: say('ours'), numeric: true, cell: ({ ours }) => <Amount fen={ours} as="held" /> },
    { key: 'theirs', title: say('theirs'), numeric: true, cell: ({ theirs }) => <Amount fen={theirs} as="held" /> },
    { key: 'bankSays', title: say('bankSays'), numeric: true, cell: (row) => <Amount fen={row.bankSays} as="held" /> },
  ]
  const yuan = (fen: number | null) => (fen === null ? null : yuanNumber(fen))
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <div className="row">
        <SelectField
          label={say('status')}
          value={status ?? ''}
          options={exceptionStatuses.map((value) => ({ value, label: said(exceptionWords[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ status: chosen })}
        />
        <TextField type="date" label={say('day')} value={day ?? ''} onValue={(chosen) => narrow({ day: chosen })} />
        <CsvOfPages
          file="differences"
          name="reconciliation/reconciliation-exceptions"
          input={input}
          rowsOf={({ exceptions }) => exceptions}
          columns={[
            [say('day'), (row) => row.day],
            [say('partner'), (row) => ownerName(row.partner)],
            [say('reference'), (row) => row.reference],
            [say('kind'), (row) => said(row.kindName)],
            [say('ours'), (row) => yuan(row.ours)],
            [say('theirs'), (row) => yuan(row.theirs)],
            [say('bankSays'), (row) => yuan(row.bankSays)],
            [say('status'), (row) => said(exceptionWords[row.status])],
            [say('age'), (row) => row.ageDays],
            [say('found'), (row) => moments.at(row.foundAt)],
          ]}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ exceptions }) => exceptions) ?? []}
        keyOf={(row) => row.exceptionId}
        empty={say('empty')}
      />
    </section>
  )
}
