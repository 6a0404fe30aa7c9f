import { Link } from '@tanstack/react-router'
import { terminalKinds, terminalStatuses } from '@yika/core/terminal/terminal.ts'
import { useSession } from '../../client/client-context.tsx'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtCodes, districtName } from '../district-name.ts'
import { useFilter } from '../use-filter.ts'
import { TerminalTable } from './terminal-table.tsx'
import { conditionsWorstFirst, conditionWords, terminalKindWords, terminalStatusWords } from './terminal-words.ts'

type KindCounts = Answer<'terminal/terminals'>['kinds'][number]

const words = createWords('terminals', {
  zh: {
    title: '终端',
    lead: '用卡终端的状况，失联的在前。失联：超过规定时间没有上报；异常：时钟偏差或积压过多；故障：读卡器不能用。',
    proof: '名单送达证明',
    kind: '类型',
    anyKind: '全部类型',
    district: '区',
    anyDistrict: '全部',
    status: '状态',
    anyStatus: '全部状态',
    conditions: '状况',
    all: '全部',
    counts: '各类终端的状况（不含已停用）',
    sum: '合计',
  },
  en: {
    title: 'Terminals',
    lead: 'How the terminals are, the silent ones first. Silent: no report for too long; degraded: its clock is off or too much waits; failing: its reader cannot read.',
    proof: 'Proof of lists',
    kind: 'Kind',
    anyKind: 'All kinds',
    district: 'District',
    anyDistrict: 'All',
    status: 'State',
    anyStatus: 'All states',
    conditions: 'Condition',
    all: 'All',
    counts: 'How the terminals of each kind are (without the retired ones)',
    sum: 'Total',
  },
})

/** Counts by kind and condition, and below them those of one condition: the worst that there is, unless another is chosen. */
export function TerminalsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const session = useSession()
  const [filter, narrow] = useFilter(['kind', 'district', 'status', 'condition'])
  const kind = terminalKinds.find((one) => one === filter.kind)
  const status = terminalStatuses.find((one) => one === filter.status)
  const place = {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(filter.district === undefined ? {} : { district: filter.district }),
  }
  const board = useAsk('terminal/terminals', { ...place, limit: 1 })
  const columns = [
    { key: 'kind', title: say('kind'), cell: (row: KindCounts) => said(terminalKindWords[row.kind]) },
    ...conditionsWorstFirst.map((condition) => ({
      key: condition,
      title: said(conditionWords[condition]),
      cell: (row: KindCounts) => <span className="number">{row[condition]}</span>,
    })),
    {
      key: 'sum',
      title: say('sum'),
      cell: (row: KindCounts) => (
        <span className="number">{conditionsWorstFirst.reduce((sum, one) => sum + row[one], 0)}</span>
      ),
    },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      {may('terminal/list-acknowledgements') && (
        <p>
          <Link className="button" to="/terminals/acknowledgements">
            {say('proof')}
          </Link>
        </p>
      )}
      <div className="row">
        <SelectField
          label={say('kind')}
          value={filter.kind ?? ''}
          any={say('anyKind')}
          options={terminalKinds.map((value) => ({ value, label: said(terminalKindWords[value]) }))}
          onValue={(value) => narrow({ kind: value })}
        />
        {session?.role !== 'district-officer' && (
          <SelectField
            label={say('district')}
            value={filter.district ?? ''}
            any={say('anyDistrict')}
            options={districtCodes.map((value) => ({ value, label: said(districtName(value)) }))}
            onValue={(district) => narrow({ district })}
          />
        )}
        <SelectField
          label={say('status')}
          value={filter.status ?? ''}
          any={say('anyStatus')}
          options={terminalStatuses.map((value) => ({ value, label: said(terminalStatusWords[value]) }))}
          onValue={(value) => narrow({ status: value })}
        />
      </div>
      <Asked of={board}>
        {({ counts, kinds }) => {
          const worst = conditionsWorstFirst.find((one) => counts[one] > 0)
          const chosen =
            filter.condition === 'all'
              ? undefined
              : (conditionsWorstFirst.find((one) => one === filter.condition) ?? worst)
          const link = (condition: string, label: string, count: number) => (
            <Link
              key={condition}
              className={condition === (chosen ?? 'all') ? 'button button-main' : 'button'}
              aria-current={condition === (chosen ?? 'all') ? 'true' : undefined}
              to="/terminals"
              search={{ ...filter, condition } as never}
            >
              {label} <span className="number">{count}</span>
            </Link>
          )
          const sum = conditionsWorstFirst.reduce((all, one) => all + counts[one], 0)
          return (
            <>
              {kinds.length > 0 && (
                <PlainTable caption={say('counts')} columns={columns} rows={kinds} keyOf={(row) => row.kind} />
              )}
              <nav className="row" aria-label={say('conditions')}>
                {conditionsWorstFirst.map((one) => link(one, said(conditionWords[one]), counts[one]))}
                {link('all', say('all'), sum)}
              </nav>
              <TerminalTable of={{ ...place, ...(chosen === undefined ? {} : { condition: chosen }) }} />
            </>
          )
        }}
      </Asked>
    </Page>
  )
}
