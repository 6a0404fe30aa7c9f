import { Link } from '@tanstack/react-router'
import { parcelStates } from '@yika/core/distribution/parcel.ts'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages, useRead } from '../client/use-calls.ts'
import { SelectField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { parcelKindWords, parcelStateWords } from './parcel-words.ts'
import { usePlaceName } from './place-name.ts'
import { useFilter } from './use-filter.ts'

type Parcel = Answer<'distribution/parcels'>['parcels'][number]

const words = createWords('parcels', {
  zh: {
    title: '发放包裹',
    lead: '最新的在前。发出方和接收方各自签字，逐张清点。',
    form: '装箱',
    parcel: '包裹',
    kind: '去向',
    place: '接收方',
    bank: '银行',
    state: '状态',
    listed: '张数',
    missing: '缺失',
    consignment: '运单号',
    changed: '最近变动',
    all: '全部',
    holders: '持卡人本人',
    empty: '没有符合条件的包裹。成品卡交付后可以装箱。',
  },
  en: {
    title: 'Parcels',
    lead: 'The newest first. Giver and receiver both sign, card by card.',
    form: 'Pack',
    parcel: 'Parcel',
    kind: 'Way',
    place: 'Receiver',
    bank: 'Bank',
    state: 'State',
    listed: 'Cards',
    missing: 'Missing',
    consignment: 'Consignment',
    changed: 'Last change',
    all: 'All',
    holders: 'the holders',
    empty: 'No parcel fits. Finished cards that were handed over can be packed.',
  },
})

const pageSize = 100
const endLength = 8

export function ParcelsPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const nameOf = usePlaceName()
  const [filter, narrow] = useFilter(['state', 'bankId'])
  const state = parcelStates.find((one) => one === filter.state)
  const input = {
    ...(state === undefined ? {} : { states: [state] }),
    ...(filter.bankId === undefined ? {} : { bankId: filter.bankId }),
  }
  const banks = useRead('bank/banks', {})
  const bankName = new Map(banks.data?.banks.map((bank) => [bank.bankId, said(bank.name)]))
  const pages = useAskPages('distribution/parcels', { ...input, limit: pageSize })
  const opens = may('distribution/parcel-contents')
  const text = {
    parcel: (row: Parcel) => row.parcelId.slice(-endLength),
    kind: (row: Parcel) => said(parcelKindWords[row.kind]),
    place: (row: Parcel) => (row.officeId === null ? (row.employerId ?? say('holders')) : nameOf(row.officeId)),
    bank: (row: Parcel) => bankName.get(row.bankId) ?? row.bankId,
    state: (row: Parcel) => said(parcelStateWords[row.state]),
    listed: (row: Parcel) => row.listed,
    missing: (row: Parcel) => row.missing,
    consignment: (row: Parcel) => row.consignment ?? '—',
    changed: (row: Parcel) => moments.at(row.changedAt),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Parcel>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'state') return <Tag {...(row.state === 'formed' ? { tone: 'warn' } : {})}>{text.state(row)}</Tag>
      if (key === 'missing' && row.missing > 0) return <Tag tone="bad">{row.missing}</Tag>
      if (key !== 'parcel' || !opens) return text[key](row)
      return (
        <Link to="/parcels/$parcelId" params={{ parcelId: row.parcelId } as never}>
          <span className="number">{text.parcel(row)}</span>
        </Link>
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="row">
        <SelectField
          label={say('state')}
          value={state ?? ''}
          options={parcelStates.map((value) => ({ value, label: said(parcelStateWords[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ state: chosen })}
        />
        <SelectField
          label={say('bank')}
          value={filter.bankId ?? ''}
          options={[...bankName].map(([value, label]) => ({ value, label }))}
          any={say('all')}
          onValue={(bankId) => narrow({ bankId })}
        />
      </div>
      <div className="row">
        {may('distribution/form-parcel') && (
          <Link className="button button-main" to="/parcels/form">
            {say('form')}
          </Link>
        )}
        <CsvOfPages
          file="parcels"
          name="distribution/parcels"
          input={input}
          rowsOf={({ parcels }) => parcels}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ parcels }) => parcels) ?? []}
        keyOf={(row) => row.parcelId}
        empty={say('empty')}
      />
    </Page>
  )
}
