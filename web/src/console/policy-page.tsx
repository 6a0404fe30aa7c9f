import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DoneNotice } from './done-notice.tsx'
import { figureShown } from './figure-shown.ts'
import { policyChapterNames, policyChapters } from './policy-chapters.ts'
import { PolicyProposals } from './policy-proposals.tsx'
import { scopeName } from './scope-name.ts'
import { useFilter } from './use-filter.ts'

type Value = Answer<'policy/policy-values'>['values'][number]

const words = createWords('policy', {
  zh: {
    title: '规则参数',
    lead: '全部时限、限额、费用都在这里，一人提议、另一人批准，自生效日起对业务和办事指南同时生效。',
    guide: '办事指南',
    interpretations: '条文解释',
    chapter: '类别',
    unverifiedOnly: '只看未经核实的',
    values: '现行取值：{{chapter}}',
    figure: '参数',
    value: '取值',
    scope: '适用范围',
    since: '生效日期',
    source: '依据',
    verified: '依据正式文件',
    unverified: '未经核实',
    empty: '此类别下没有符合条件的参数。',
    year: '{{year}} 年的工作日历尚未发布，届时将无法承诺办结日期。',
    yearDo: '录入 {{year}} 年工作日历',
  },
  en: {
    title: 'Rules',
    lead: 'Every time limit, limit and fee stands here. One person proposes, another approves; from its day on a value counts for the work and the service guide alike.',
    guide: 'Service guide',
    interpretations: 'Interpretations',
    chapter: 'Chapter',
    unverifiedOnly: 'Unverified only',
    values: 'In force: {{chapter}}',
    figure: 'Figure',
    value: 'Value',
    scope: 'Holds for',
    since: 'Since',
    source: 'Source',
    verified: 'official source',
    unverified: 'unverified',
    empty: 'No figure of this chapter fits.',
    year: 'The working-day calendar of {{year}} is not published: no date in it can be promised.',
    yearDo: 'Enter the calendar of {{year}}',
  },
})

export function PolicyPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const [filter, narrow] = useFilter(['chapter', 'unverified'])
  const chapter = policyChapterNames.find((name) => name === filter.chapter) ?? 'promise'
  const unverifiedOnly = filter.unverified === 'yes'
  const asked = useRead('policy/policy-values', {})
  const open = useAsk('policy/unverified-policy-values', may('policy/unverified-policy-values') ? {} : undefined)
  const banks = useRead('bank/banks', {})
  const year = open.data?.calendarYearMissing ?? null
  const columns = [
    {
      key: 'figure',
      title: say('figure'),
      cell: (row: Value) => (
        <Link to="/policy/figures/$key" params={{ key: row.key } as never} className="wrap">
          {said(row.title)}
        </Link>
      ),
    },
    { key: 'value', title: say('value'), cell: (row: Value) => said(figureShown(row.key, row.value)) },
    { key: 'scope', title: say('scope'), cell: (row: Value) => said(scopeName(row.scope, banks.data?.banks ?? [])) },
    { key: 'since', title: say('since'), cell: (row: Value) => moments.on(row.effectiveFrom) },
    {
      key: 'source',
      title: say('source'),
      cell: (row: Value) => (
        <span className="wrap">
          <Tag tone={row.verified ? 'good' : 'warn'}>{say(row.verified ? 'verified' : 'unverified')}</Tag>{' '}
          <span className="small">{row.source}</span>
        </span>
      ),
    },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <nav className="row" aria-label={say('title')}>
        <Link className="button" to="/policy/guide">
          {say('guide')}
        </Link>
        <Link className="button" to="/policy/interpretations">
          {say('interpretations')}
        </Link>
      </nav>
      {year !== null && (
        <Notice tone="warn" title={say('year', { year })}>
          <p>
            <Link to="/policy/figures/$key" params={{ key: 'calendar.working-days' } as never}>
              {say('yearDo', { year })}
            </Link>
          </p>
        </Notice>
      )}
      {may('policy/policy-proposals') && <PolicyProposals onDone={setDone} />}
      <section className="stack">
        <h2>{say('values', { chapter: said(policyChapters[chapter].title) })}</h2>
        <div className="row">
          <SelectField
            label={say('chapter')}
            value={chapter}
            options={policyChapterNames.map((value) => ({ value, label: said(policyChapters[value].title) }))}
            onValue={(value) => narrow({ chapter: value })}
          />
          <CheckField
            label={say('unverifiedOnly')}
            checked={unverifiedOnly}
            onValue={(wanted) => narrow({ unverified: wanted ? 'yes' : '' })}
          />
        </div>
        <Asked of={asked}>
          {({ values }) => {
            const rows = values.filter(
              ({ key, verified }) =>
                Object.hasOwn(policyChapters[chapter].figures, key) && !(unverifiedOnly && verified),
            )
            return rows.length === 0 ? (
              <Empty text={say('empty')} />
            ) : (
              <PlainTable
                caption={say('values', { chapter: said(policyChapters[chapter].title) })}
                columns={columns}
                rows={rows}
                keyOf={(row) => `${row.key} ${row.scope}`}
              />
            )
          }}
        </Asked>
      </section>
    </Page>
  )
}
