import { Link } from '@tanstack/react-router'
import { useSession } from '../../client/client-context.tsx'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages, useRead } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { batchStatuses, batchTones } from './benefit-words.ts'
import { useProgrammeName } from './programme-name.ts'
import { yuanNumber } from './yuan-text.ts'

type Batch = Answer<'settlement/benefit-batches'>['batches'][number]

const words = createWords('benefits', {
  zh: {
    title: '待遇发放',
    lead: '按月成批发放；每笔都有结果，申报、已发、退回、在途四个数始终相符。金额单位：元。',
    programmes: '待遇项目',
    open: '开立批次',
    more: '办理',
    department: '部门',
    all: '全部部门',
    batches: '批次，最新的在前',
    reference: '批次号',
    programme: '项目',
    period: '月份',
    status: '状态',
    lines: '申报笔数',
    amount: '申报金额',
    openedAt: '开立时间',
    payFrom: '发放时间',
    empty: '还没有批次。由发放部门开立并上传明细。',
  },
  en: {
    title: 'Payment of benefits',
    lead: 'Month by month in batches; every line has a result, and declared, paid, returned and open always agree. Amounts in yuan.',
    programmes: 'Programmes',
    open: 'Open a batch',
    more: 'Work',
    department: 'Department',
    all: 'All departments',
    batches: 'Batches, the newest first',
    reference: 'Batch',
    programme: 'Programme',
    period: 'Month',
    status: 'State',
    lines: 'Lines declared',
    amount: 'Amount declared',
    openedAt: 'Opened',
    payFrom: 'Paid from',
    empty: 'There is no batch yet. The paying department opens one and brings its lines.',
  },
})

const pageSize = 100

export function BenefitsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const session = useSession()
  const departmentName = useOrganisationName()
  const programmeName = useProgrammeName()
  const [filter, narrow] = useFilter(['department'])
  const own = session?.role === 'department-user'
  const programmes = useRead('settlement/benefit-programmes', {})
  const departments = [...new Set(programmes.data?.programmes.map(({ department }) => department))]
  const input = own || filter.department === undefined ? {} : { department: filter.department }
  const pages = useAskPages('settlement/benefit-batches', { ...input, limit: pageSize })
  const columns: readonly Column<Batch>[] = [
    {
      key: 'reference',
      title: say('reference'),
      cell: ({ batchId, reference }) => (
        <Link to="/benefits/$benefitBatchId" params={{ benefitBatchId: batchId } as never}>
          {reference}
        </Link>
      ),
    },
    { key: 'programme', title: say('programme'), cell: (row) => programmeName(row.programmeId) },
    { key: 'period', title: say('period'), cell: (row) => row.period },
    {
      key: 'status',
      title: say('status'),
      cell: (row) => <Tag tone={batchTones[row.status]}>{said(batchStatuses[row.status])}</Tag>,
    },
    { key: 'lines', title: say('lines'), numeric: true, cell: (row) => row.declared.lines },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.declared.fen} /> },
    { key: 'department', title: say('department'), cell: (row) => departmentName(row.department) },
    { key: 'openedAt', title: say('openedAt'), cell: (row) => moments.at(row.openedAt) },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <nav className="row" aria-label={say('more')}>
        <Link className="button" to="/benefits/programmes">
          {say('programmes')}
        </Link>
        {may('settlement/open-benefit-batch') && (
          <Link className="button button-main" to="/benefits/open">
            {say('open')}
          </Link>
        )}
      </nav>
      <section className="stack">
        <h2>{say('batches')}</h2>
        <div className="row">
          {!own && (
            <SelectField
              label={say('department')}
              value={filter.department ?? ''}
              options={departments.map((value) => ({ value, label: departmentName(value) }))}
              any={say('all')}
              onValue={(department) => narrow({ department })}
            />
          )}
          <CsvOfPages
            file="benefit-batches"
            name="settlement/benefit-batches"
            input={input}
            rowsOf={({ batches }) => batches}
            columns={[
              [say('reference'), (row) => row.reference],
              [say('programme'), (row) => programmeName(row.programmeId)],
              [say('period'), (row) => row.period],
              [say('status'), (row) => said(batchStatuses[row.status])],
              [say('lines'), (row) => row.declared.lines],
              [say('amount'), (row) => yuanNumber(row.declared.fen)],
              [say('department'), (row) => departmentName(row.department)],
              [say('openedAt'), (row) => moments.at(row.openedAt)],
            ]}
          />
        </div>
        <KeysetTable
          caption={say('batches')}
          columns={columns}
          pages={pages}
          rows={pages.data?.pages.flatMap(({ batches }) => batches) ?? []}
          keyOf={({ batchId }) => batchId}
          empty={say('empty')}
        />
      </section>
    </Page>
  )
}
