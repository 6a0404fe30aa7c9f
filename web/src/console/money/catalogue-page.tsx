import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useReadPages } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { cityToday } from './city-day.ts'
import { PublishItems } from './publish-items.tsx'
import { WaitingItems } from './waiting-items.tsx'

type Item = Answer<'settlement/medical-items'>['items'][number]

const words = createWords('medical-items', {
  zh: {
    title: '医保目录',
    lead: '药品、诊疗项目和医用材料，按日期分版本；票据按就诊当日的版本结算。',
    back: '返回医保结算',
    search: '查询',
    name: '名称（部分）',
    named: '名称',
    code: '编码',
    on: '日期',
    kind: '种类',
    drug: '药品',
    treatment: '诊疗项目',
    material: '医用材料',
    class: '类别',
    A: '甲类',
    B: '乙类，先自付 {{percent}}%',
    C: '丙类，不予支付',
    ceiling: '单价限额（元）',
    from: '生效日期',
    until: '至',
    open: '长期',
    source: '依据',
    title2: '目录条目',
    empty: '没有符合条件的条目。请减少名称中的字，或换一个日期。',
  },
  en: {
    title: 'Hospital catalogue',
    lead: 'Drugs, treatments and materials, each with dated versions; a bill is settled by the version of its day.',
    back: 'Back to medical settlement',
    search: 'Search',
    name: 'Part of the name',
    named: 'Name',
    code: 'Code',
    on: 'Day',
    kind: 'Kind',
    drug: 'drug',
    treatment: 'treatment',
    material: 'material',
    class: 'Class',
    A: 'A',
    B: 'B, {{percent}}% paid by the holder first',
    C: 'C, not paid',
    ceiling: 'Ceiling of one (yuan)',
    from: 'Since',
    until: 'Until',
    open: 'open',
    source: 'Source',
    title2: 'Entries',
    empty: 'No entry fits. Use fewer letters of the name, or another day.',
  },
})

const pageSize = 100
const perMilleOfPercent = 10

export function CataloguePage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const [filter, narrow] = useFilter(['name', 'code', 'day'])
  const [entered, setEntered] = useState({ name: filter.name ?? '', code: filter.code ?? '' })
  const { day = cityToday(), name, code } = filter
  const pages = useReadPages('settlement/medical-items', {
    ...{ on: day, limit: pageSize },
    ...(name === undefined ? {} : { words: name }),
    ...(code === undefined ? {} : { code }),
  })
  const search = (event: FormEvent) => {
    event.preventDefault()
    narrow({ name: entered.name.trim(), code: entered.code.trim().toUpperCase() })
  }
  const columns: readonly Column<Item>[] = [
    { key: 'code', title: say('code'), cell: (item) => <code>{item.code}</code> },
    { key: 'name', title: say('named'), cell: (item) => <span className="wrap">{said(item.name)}</span> },
    { key: 'kind', title: say('kind'), cell: (item) => say(item.kind) },
    {
      key: 'class',
      title: say('class'),
      cell: (item) => say(item.class, { percent: item.ownPerMille / perMilleOfPercent }),
    },
    { key: 'ceiling', title: say('ceiling'), numeric: true, cell: (item) => <Amount fen={item.ceiling} /> },
    { key: 'from', title: say('from'), cell: (item) => moments.on(item.from) },
    { key: 'until', title: say('until'), cell: (item) => (item.until === null ? say('open') : moments.on(item.until)) },
    { key: 'source', title: say('source'), cell: (item) => <span className="wrap small">{item.source}</span> },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/settlement">{say('back')}</Link>
      </p>
      {may('settlement/publish-medical-items') && <PublishItems />}
      {may('settlement/medical-item-lists') && <WaitingItems />}
      <form className="row" noValidate onSubmit={search}>
        <TextField
          label={say('name')}
          maxLength={50}
          value={entered.name}
          onValue={(value) => setEntered({ ...entered, name: value })}
        />
        <TextField
          label={say('code')}
          maxLength={30}
          value={entered.code}
          onValue={(value) => setEntered({ ...entered, code: value })}
        />
        <TextField type="date" label={say('on')} value={day} onValue={(chosen) => narrow({ day: chosen })} />
        <Button type="submit" look="main">
          {say('search')}
        </Button>
      </form>
      <KeysetTable
        caption={say('title2')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ items }) => items) ?? []}
        keyOf={(item) => `${item.code}@${item.from}`}
        empty={say('empty')}
      />
    </Page>
  )
}
