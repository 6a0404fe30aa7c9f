import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { useMoments } from '../ui/moment.ts'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { figureShown } from './figure-shown.ts'
import { scopeName } from './scope-name.ts'

type Version = Answer<'policy/policy-history'>['versions'][number]

const words = createWords('figure-history', {
  zh: {
    title: '沿革',
    number: '版本',
    value: '取值',
    scope: '适用范围',
    from: '生效日期',
    to: '失效日期',
    status: '状态',
    proposed: '待批准',
    approved: '已批准',
    withdrawn: '已撤回',
    source: '依据与理由',
    author: '提议',
    decided: '批准或撤回',
    first: '平台初始值',
  },
  en: {
    title: 'History',
    number: 'Version',
    value: 'Value',
    scope: 'Holds for',
    from: 'From',
    to: 'Until',
    status: 'State',
    proposed: 'waiting',
    approved: 'approved',
    withdrawn: 'withdrawn',
    source: 'Source and reason',
    author: 'Proposed',
    decided: 'Decided',
    first: 'first setting',
  },
})

const tones = { proposed: 'warn', approved: 'good', withdrawn: 'bad' } as const

interface FigureHistoryProps {
  readonly policyKey: string
  readonly versions: readonly Version[]
}

/** Nothing is ever overwritten: every version with its days, its reason and both persons' instants. */
export function FigureHistory({ policyKey, versions }: FigureHistoryProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const banks = useRead('bank/banks', {})
  const columns = [
    { key: 'number', title: say('number'), cell: (row: Version) => row.number ?? '—' },
    {
      key: 'value',
      title: say('value'),
      cell: (row: Version) => <span className="wrap">{said(figureShown(policyKey, row.value))}</span>,
    },
    { key: 'scope', title: say('scope'), cell: (row: Version) => said(scopeName(row.scope, banks.data?.banks ?? [])) },
    { key: 'from', title: say('from'), cell: (row: Version) => moments.on(row.effectiveFrom) },
    {
      key: 'to',
      title: say('to'),
      cell: (row: Version) => (row.effectiveTo === null ? '—' : moments.on(row.effectiveTo)),
    },
    {
      key: 'status',
      title: say('status'),
      cell: (row: Version) => <Tag tone={tones[row.status]}>{say(row.status)}</Tag>,
    },
    {
      key: 'source',
      title: say('source'),
      cell: (row: Version) => (
        <span className="wrap small">{row.reason === null ? row.source : `${row.source} · ${row.reason}`}</span>
      ),
    },
    {
      key: 'author',
      title: say('author'),
      cell: (row: Version) =>
        row.decidedBy === null && row.status === 'approved' ? say('first') : moments.at(row.proposedAt),
    },
    {
      key: 'decided',
      title: say('decided'),
      cell: (row: Version) => (row.decidedAt === null || row.decidedBy === null ? '—' : moments.at(row.decidedAt)),
    },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <PlainTable caption={say('title')} columns={columns} rows={versions} keyOf={(row) => row.policyValueId} />
    </section>
  )
}
