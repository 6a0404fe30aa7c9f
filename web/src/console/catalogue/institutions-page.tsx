import { Link } from '@tanstack/react-router'
import { institutionKinds } from '@yika/core/service/institution.ts'
import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { districtCodes, districtName } from '../district-name.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useOrganisationName } from '../organisation-name.ts'
import { useFilter } from '../use-filter.ts'
import { BodyField } from './body-field.tsx'
import { institutionKindWords } from './institution-kind-words.ts'
import { usePeriod } from './period.ts'
import { RegisterInstitution } from './register-institution.tsx'

export type Institution = Answer<'service/institutions'>['institutions'][number]

const words = createWords('institutions', {
  zh: {
    title: '用卡机构',
    lead: '凭卡服务的机构：先登记，再按协议使用目录中的服务。',
    name: '机构',
    kind: '类别',
    anyKind: '全部类别',
    body: '主管部门',
    anyBody: '全部部门',
    district: '区',
    anyDistrict: '全部',
    grade: '等级',
    gradeOf: '{{grade}} 级',
    community: '社区',
    period: '期间',
    ending: '将终止',
    empty: '没有符合条件的机构。请放宽筛选条件，或登记机构。',
  },
  en: {
    title: 'Institutions',
    lead: 'Whoever serves with the card: registered first, then using services of the catalogue by agreement.',
    name: 'Institution',
    kind: 'Kind',
    anyKind: 'All kinds',
    body: 'Department',
    anyBody: 'All departments',
    district: 'District',
    anyDistrict: 'All',
    grade: 'Grade',
    gradeOf: 'grade {{grade}}',
    community: 'community',
    period: 'Period',
    ending: 'ends',
    empty: 'No institution fits. Widen the filter, or register one.',
  },
})

export function InstitutionsPage() {
  const say = useSay(words)
  const said = useSaid()
  const organisation = useOrganisationName()
  const period = usePeriod()
  const [done, setDone] = useState<string>()
  const [filter, narrow] = useFilter(['kind', 'body', 'district'])
  const kind = institutionKinds.find((one) => one === filter.kind)
  const input = {
    ...(kind === undefined ? {} : { kind }),
    ...(filter.body === undefined ? {} : { organisationId: filter.body }),
    ...(filter.district === undefined ? {} : { district: filter.district }),
  }
  const pages = useAskPages('service/institutions', { ...input, limit: 100 })
  const text = {
    name: (row: Institution) => said(row.name),
    kind: (row: Institution) => said(institutionKindWords[row.kind]),
    grade: (row: Institution) =>
      [row.grade === null ? '' : say('gradeOf', { grade: row.grade }), row.community ? say('community') : '']
        .filter(Boolean)
        .join(' · ') || '—',
    district: (row: Institution) => said(districtName(row.district)),
    body: (row: Institution) => organisation(row.organisationId),
    period: (row: Institution) => period(row.validFrom, row.validUntil),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Institution>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'name')
        return (
          <Link to="/institutions/$institutionId" params={{ institutionId: row.institutionId } as never}>
            {text.name(row)}
          </Link>
        )
      const words = text[key](row)
      if (key !== 'period' || row.validUntil === null) return words
      return (
        <>
          {words} <Tag tone="warn">{say('ending')}</Tag>
        </>
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <div className="row">
        <SelectField
          label={say('kind')}
          value={filter.kind ?? ''}
          any={say('anyKind')}
          options={institutionKinds.map((value) => ({ value, label: said(institutionKindWords[value]) }))}
          onValue={(value) => narrow({ kind: value })}
        />
        <BodyField value={filter.body ?? ''} any={say('anyBody')} onValue={(body) => narrow({ body })} />
        <SelectField
          label={say('district')}
          value={filter.district ?? ''}
          any={say('anyDistrict')}
          options={districtCodes.map((value) => ({ value, label: said(districtName(value)) }))}
          onValue={(district) => narrow({ district })}
        />
      </div>
      <div className="row">
        <RegisterInstitution onDone={setDone} />
        <CsvOfPages
          file="institutions"
          name="service/institutions"
          input={input}
          rowsOf={({ institutions }) => institutions}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ institutions }) => institutions) ?? []}
        keyOf={(row) => row.institutionId}
        empty={say('empty')}
      />
    </Page>
  )
}
