import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { figureShown } from '../figure-shown.ts'
import { useFilter } from '../use-filter.ts'
import { cityToday } from './city-day.ts'

type Value = Answer<'policy/policy-values'>['values'][number]

const words = createWords('medical-tables', {
  zh: {
    title: '待遇标准',
    about: '每笔费用按就诊当日的标准结算。未经正式文件核实的标为“暂定”。',
    on: '查看哪一天的标准',
    figure: '标准',
    value: '取值',
    since: '生效日期',
    until: '至',
    open: '长期',
    mark: '依据',
    verified: '正式文件',
    provisional: '暂定',
    table: '分人群、分机构的标准表',
  },
  en: {
    title: 'Tables of the rules',
    about:
      'A bill is settled by the table of the day of care. What no official text confirms is marked as provisional.',
    on: 'As of',
    figure: 'Table',
    value: 'Value',
    since: 'Since',
    until: 'Until',
    open: 'open',
    mark: 'Source',
    verified: 'official text',
    provisional: 'provisional',
    table: 'a table by persons and institutions',
  },
})

export function MedicalTables() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [filter, narrow] = useFilter(['on'])
  const { on = cityToday() } = filter
  const asked = useRead('policy/policy-values', { prefix: 'medical.', on })
  const opens = may('policy/policy-history')
  const columns = [
    {
      key: 'figure',
      title: say('figure'),
      cell: ({ key, title }: Value) =>
        opens ? (
          <Link to="/policy/figures/$key" params={{ key } as never} className="wrap">
            {said(title)}
          </Link>
        ) : (
          <span className="wrap">{said(title)}</span>
        ),
    },
    {
      key: 'value',
      title: say('value'),
      cell: ({ key, value }: Value) => (String(value).startsWith('{') ? say('table') : said(figureShown(key, value))),
    },
    { key: 'since', title: say('since'), cell: (row: Value) => moments.on(row.effectiveFrom) },
    {
      key: 'until',
      title: say('until'),
      cell: (row: Value) => (row.effectiveTo === null ? say('open') : moments.on(row.effectiveTo)),
    },
    {
      key: 'mark',
      title: say('mark'),
      cell: (row: Value) => (
        <span className="wrap">
          <Tag tone={row.verified ? 'good' : 'warn'}>{say(row.verified ? 'verified' : 'provisional')}</Tag>{' '}
          <span className="small">{row.source}</span>
        </span>
      ),
    },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      <div className="row">
        <TextField type="date" label={say('on')} value={on} onValue={(day) => narrow({ on: day })} />
      </div>
      <Asked of={asked}>
        {({ values }) => (
          <PlainTable
            caption={say('title')}
            columns={columns}
            rows={values}
            keyOf={({ key, scope }) => `${key} ${scope}`}
          />
        )}
      </Asked>
    </section>
  )
}
