import { Link } from '@tanstack/react-router'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { serviceFields } from '@yika/core/service/card-service.ts'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { downloadCsv } from '../../ui/download-csv.ts'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Column } from '../../ui/keyset-table.tsx'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useFilter } from '../use-filter.ts'
import { BodyField } from './body-field.tsx'
import { usePeriod } from './period.ts'
import { fieldNames } from './service-words.ts'

export type Service = Answer<'service/card-service'>['service']

const words = createWords('services', {
  zh: {
    title: '用卡服务目录',
    lead: '社会保障卡能办什么，以本目录为准；条目对公众公布，有起止日期，不删除。',
    publish: '发布服务',
    field: '领域',
    anyField: '全部领域',
    anyBody: '全部部门',
    on: '目录日期',
    name: '服务',
    owner: '主管部门',
    loading: '取得方式',
    implicit: '卡片启用即有',
    explicit: '须先加载',
    carriers: '用卡方式',
    condition: '适用条件',
    period: '期间',
    ending: '将终止',
    csv: '导出 CSV',
    empty: '所选日期、领域和部门没有服务。请放宽筛选条件。',
  },
  en: {
    title: 'Services of the card',
    lead: 'What the card opens is what stands here: published for everybody, dated, never deleted.',
    publish: 'Publish a service',
    field: 'Field',
    anyField: 'All fields',
    anyBody: 'All departments',
    on: 'Catalogue of',
    name: 'Service',
    owner: 'Department',
    loading: 'How it is had',
    implicit: 'comes with the card',
    explicit: 'is loaded first',
    carriers: 'Ways to present',
    condition: 'For whom',
    period: 'Period',
    ending: 'ends',
    csv: 'Export CSV',
    empty: 'No service on this day in this field and department. Widen the filter.',
  },
})

export function ServicesPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const period = usePeriod()
  const [filter, narrow] = useFilter(['field', 'body', 'on'])
  const on = filter.on ?? dayOf(instantOf(Date.now()))
  const field = fieldNames.find((name) => name === filter.field)
  const asked = useRead('service/card-services', { on, ...(field === undefined ? {} : { field }) })
  const text = {
    name: (row: Service) => said(row.name),
    field: (row: Service) => said(row.fieldName),
    condition: (row: Service) => said(row.condition),
    loading: (row: Service) => say(row.loading),
    owner: (row: Service) => said(row.owner),
    carriers: (row: Service) => row.carriers.map(said).join(' · '),
    period: (row: Service) => period(row.from, row.until),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Service>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'name')
        return (
          <Link
            to="/services/$serviceId"
            params={{ serviceId: row.serviceId } as never}
            search={(filter.on === undefined ? {} : { on }) as never}
          >
            {said(row.name)}
          </Link>
        )
      const words = key === 'condition' ? <span className="wrap">{text[key](row)}</span> : text[key](row)
      if (key !== 'period' || row.until === null) return words
      return (
        <>
          {words} <Tag tone="warn">{say('ending')}</Tag>
        </>
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="row">
        <SelectField
          label={say('field')}
          value={filter.field ?? ''}
          any={say('anyField')}
          options={fieldNames.map((value) => ({ value, label: said(serviceFields[value]) }))}
          onValue={(value) => narrow({ field: value })}
        />
        <BodyField value={filter.body ?? ''} any={say('anyBody')} onValue={(body) => narrow({ body })} />
        <TextField type="date" label={say('on')} value={on} onValue={(value) => narrow({ on: value })} />
      </div>
      <Asked of={asked}>
        {({ fields }) => {
          const rows = fields
            .flatMap(({ services }) => services)
            .filter(({ ownerId }) => filter.body === undefined || ownerId === filter.body)
          return (
            <>
              <div className="row">
                {may('service/publish-service') && (
                  <Link className="button button-main" to="/services/publish">
                    {say('publish')}
                  </Link>
                )}
                <Button
                  onClick={() =>
                    downloadCsv(
                      'services',
                      keys.map((key) => say(key)),
                      rows.map((row) => keys.map((key) => text[key](row))),
                    )
                  }
                >
                  {say('csv')}
                </Button>
              </div>
              {rows.length === 0 ? (
                <Empty text={say('empty')} />
              ) : (
                <PlainTable caption={say('title')} columns={columns} rows={rows} keyOf={({ serviceId }) => serviceId} />
              )}
            </>
          )
        }}
      </Asked>
    </Page>
  )
}
