import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { Amount } from './amount.tsx'
import { cityToday } from './city-day.ts'
import { useConditionText } from './condition-text.ts'
import { ProgrammeProposals } from './programme-proposals.tsx'

type Programme = Answer<'settlement/benefit-programmes'>['programmes'][number]

const words = createWords('benefit-programmes', {
  zh: {
    title: '待遇项目',
    lead: '发什么、发给谁、每笔最多多少、每月几日发；由部门一人拟定、另一人批准，按日期生效。金额单位：元。',
    back: '返回待遇发放',
    publish: '拟定新项目',
    list: '现有项目',
    name: '项目',
    department: '部门',
    status: '状态',
    proposed: '待批准',
    'in-force': '执行中',
    ended: '已终止',
    condition: '发给谁',
    most: '每笔最多',
    payday: '发放日',
    day: '每月 {{day}} 日',
    dates: '有效期',
    open: '{{from}} 起',
    between: '{{from}} 至 {{until}}',
    legal: '依据',
    verified: '正式文件',
    provisional: '暂定',
    deeds: '办理',
    change: '变更 {{name}}',
    end: '终止 {{name}}',
    endWhat: '另一人批准后，该项目在所选日期之后的月份不再开立批次；已发放的不受影响。',
    last: '最后一天',
    missing: '请选择最后一天。',
    ending: '已拟定终止 {{name}}，等待另一人批准。',
  },
  en: {
    title: 'Benefit programmes',
    lead: 'What is paid, to whom, how much at most and on which day of the month; one person of the department proposes, another approves, from a day on. Amounts in yuan.',
    back: 'Back to benefits',
    publish: 'Propose a programme',
    list: 'Programmes',
    name: 'Programme',
    department: 'Department',
    status: 'State',
    proposed: 'waits for approval',
    'in-force': 'in force',
    ended: 'ended',
    condition: 'Who gets it',
    most: 'One line at most',
    payday: 'Payday',
    day: 'day {{day}} of the month',
    dates: 'Holds',
    open: 'from {{from}}',
    between: '{{from}} to {{until}}',
    legal: 'Legal basis',
    verified: 'official text',
    provisional: 'provisional',
    deeds: 'Do',
    change: 'Change {{name}}',
    end: 'End {{name}}',
    endWhat:
      'When another person approves, no batch is opened for months after the day; what was paid before is not touched.',
    last: 'Last day',
    missing: 'Choose the last day.',
    ending: 'The end of {{name}} is proposed; it waits for another person.',
  },
})

export function ProgrammesPage() {
  const say = useSay(words)
  const may = useMay()
  const session = useSession()
  const [done, setDone] = useState<string>()
  const own = session?.role === 'department-user' ? (session.organisationId ?? undefined) : undefined
  const asked = useRead('settlement/benefit-programmes', own === undefined ? {} : { department: own })
  const proposals = useAsk('settlement/benefit-proposals', may('settlement/benefit-proposals') ? {} : undefined)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/benefits">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {may('settlement/publish-benefit-programme') && (
        <p>
          <Link className="button button-main" to="/benefits/programmes/publish">
            {say('publish')}
          </Link>
        </p>
      )}
      {proposals.data !== undefined && (
        <ProgrammeProposals
          proposals={proposals.data.proposals}
          programmes={asked.data?.programmes ?? []}
          onDone={setDone}
        />
      )}
      <Asked of={asked}>{({ programmes }) => <Programmes of={programmes} onDone={setDone} />}</Asked>
    </Page>
  )
}

interface ProgrammesProps {
  readonly of: readonly Programme[]
  readonly onDone: (text: string) => void
}

function Programmes({ of: programmes, onDone }: ProgrammesProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const departmentName = useOrganisationName()
  const conditionText = useConditionText()
  const [until, setUntil] = useState('')
  const state = ({ status, until: last }: Programme) =>
    last !== null && last < cityToday() ? ('ended' as const) : status
  const tones = { proposed: 'warn', 'in-force': 'good', ended: undefined } as const
  const deeds = (programme: Programme) => {
    const { programmeId, status, proposed } = programme
    const name = said(programme.name)
    if (proposed !== null || status === 'proposed' || state(programme) === 'ended') return '—'
    return (
      <span className="row">
        <Link className="button" to="/benefits/programmes/publish" search={{ programme: programmeId } as never}>
          {say('change', { name })}
        </Link>
        <Deed
          name="settlement/end-benefit-programme"
          label={say('end', { name })}
          consequence={say('endWhat')}
          input={() => (until === '' ? say('missing') : { programmeId, until })}
          onBegin={() => setUntil('')}
          onDone={() => onDone(say('ending', { name }))}
        >
          <TextField type="date" label={say('last')} value={until} onValue={setUntil} />
        </Deed>
      </span>
    )
  }
  return (
    <section className="stack">
      <h2>{say('list')}</h2>
      <PlainTable
        caption={say('list')}
        columns={[
          { key: 'name', title: say('name'), cell: (row) => <span className="wrap">{said(row.name)}</span> },
          { key: 'status', title: say('status'), cell: (row) => <Tag tone={tones[state(row)]}>{say(state(row))}</Tag> },
          ...(may('settlement/end-benefit-programme') ? [{ key: 'deeds', title: say('deeds'), cell: deeds }] : []),
          { key: 'most', title: say('most'), numeric: true, cell: (row) => <Amount fen={row.mostFen} /> },
          { key: 'payday', title: say('payday'), cell: (row) => say('day', { day: row.payday }) },
          {
            key: 'condition',
            title: say('condition'),
            cell: (row) => <span className="wrap">{conditionText(row.condition)}</span>,
          },
          {
            key: 'dates',
            title: say('dates'),
            cell: ({ from, until: last }) =>
              last === null
                ? say('open', { from: moments.on(from) })
                : say('between', { from: moments.on(from), until: moments.on(last) }),
          },
          {
            key: 'legal',
            title: say('legal'),
            cell: (row) => (
              <span className="wrap">
                <Tag tone={row.verified ? 'good' : 'warn'}>{say(row.verified ? 'verified' : 'provisional')}</Tag>{' '}
                <span className="small">{row.legalBasis}</span>
              </span>
            ),
          },
          { key: 'department', title: say('department'), cell: (row) => departmentName(row.department) },
        ]}
        rows={programmes}
        keyOf={({ programmeId }) => programmeId}
      />
    </section>
  )
}
