import { Link } from '@tanstack/react-router'
import { useRead } from '../client/use-calls.ts'
import { applicationKindWords } from '../ui/application-words.ts'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useApplicationQueue } from './queues.ts'

type Row = NonNullable<ReturnType<typeof useApplicationQueue>['rows']>[number]

const words = createWords('application-queue', {
  zh: {
    title: '待审核的申领',
    name: '姓名',
    kind: '事项',
    bank: '银行',
    submitted: '提交时间',
    open: '审核',
    review: '审核 {{name}} 的申领',
    empty: '没有待审核的申领。',
  },
  en: {
    title: 'Applications to review',
    name: 'Name',
    kind: 'For',
    bank: 'Bank',
    submitted: 'Sent',
    open: 'Review',
    review: 'Review the application of {{name}}',
    empty: 'No application waits for review.',
  },
})

export function ApplicationQueue() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const banks = useRead('bank/banks', {})
  const { pages, rows = [] } = useApplicationQueue()
  const bankName = new Map(banks.data?.banks.map(({ bankId, name }) => [bankId, said(name)]))
  const columns: readonly Column<Row>[] = [
    { key: 'submitted', title: say('submitted'), cell: (row) => moments.at(row.submittedAt) },
    { key: 'name', title: say('name'), cell: (row) => row.name },
    { key: 'kind', title: say('kind'), cell: (row) => said(applicationKindWords[row.kind]) },
    { key: 'bank', title: say('bank'), cell: (row) => bankName.get(row.bankId) ?? '—' },
    {
      key: 'open',
      title: say('open'),
      cell: ({ personId, applicationId, name }) => (
        <Link
          to="/review/$personId/$applicationId"
          params={{ personId, applicationId } as never}
          aria-label={say('review', { name })}
        >
          {say('open')}
        </Link>
      ),
    },
  ]
  return (
    <>
      <h2>{say('title')}</h2>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={rows}
        keyOf={(row) => row.applicationId}
        empty={say('empty')}
      />
    </>
  )
}
