import { Link } from '@tanstack/react-router'
import { type BatchState, batchStates } from '@yika/core/production/batch.ts'
import { Select } from 'antd'
import { useId } from 'react'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { useAskPages, useRead } from '../client/use-calls.ts'
import { SelectField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { type Batch, owedBy } from './batch-owed.ts'
import { batchStateTone, batchStateWords } from './batch-state-words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { debtorWords } from './debtor-words.ts'
import { districtName } from './district-name.ts'
import { useFilter } from './use-filter.ts'

const words = createWords('batches', {
  zh: {
    title: '制卡批次',
    lead: '最新的在前；滚动读取更多。',
    form: '组批',
    states: '状态',
    anyState: '全部状态',
    number: '批次号',
    kind: '方式',
    central: '集中制卡',
    instant: '即时制卡',
    bank: '银行',
    anyBank: '全部银行',
    district: '区',
    state: '状态',
    owed: '待办方',
    ordered: '卡数',
    good: '成功',
    failed: '失败',
    formed: '组批时间',
    empty: '没有符合条件的批次。申请审核通过后由制卡管理岗位组批。',
  },
  en: {
    title: 'Production batches',
    lead: 'The newest first; scroll to read more.',
    form: 'Form batches',
    states: 'State',
    anyState: 'All states',
    number: 'Batch',
    kind: 'Way',
    central: 'central',
    instant: 'on the spot',
    bank: 'Bank',
    anyBank: 'All banks',
    district: 'District',
    state: 'State',
    owed: 'Waits for',
    ordered: 'Cards',
    good: 'Good',
    failed: 'Failed',
    formed: 'Formed',
    empty: 'No batch fits. The production manager forms them from accepted applications.',
  },
})

const pageSize = 100

export function BatchesPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const may = useMay()
  const filterId = useId()
  const [filter, narrow] = useFilter(['states', 'bankId'])
  const states = (filter.states?.split(',') ?? []).filter((state): state is BatchState =>
    (batchStates as readonly string[]).includes(state),
  )
  const session = useSession()
  // Staff of a bank see its own batches.
  const own = session?.role === 'bank-supervisor' ? session.bankId : null
  const bankId = own ?? filter.bankId
  const input = {
    ...(states.length === 0 ? {} : { states }),
    ...(bankId === undefined ? {} : { bankId }),
  }
  const banks = useRead('bank/banks', {})
  const bankName = new Map(banks.data?.banks.map((bank) => [bank.bankId, said(bank.name)]))
  const pages = useAskPages('production/batches', { ...input, limit: pageSize })
  const rows = pages.data?.pages.flatMap(({ batches }) => batches) ?? []
  const opens = may('production/batch-lines')
  const debtor = (row: Batch) => {
    const owed = owedBy(row)
    return owed === null ? '—' : said(debtorWords[owed])
  }
  const text = {
    number: (row: Batch) => row.batchNumber,
    kind: (row: Batch) => say(row.kind),
    bank: (row: Batch) => bankName.get(row.bankId) ?? row.bankId,
    district: (row: Batch) => said(districtName(row.district)),
    state: (row: Batch) => said(batchStateWords[row.state]),
    owed: debtor,
    ordered: (row: Batch) => row.ordered,
    good: (row: Batch) => lastResult(row)?.good ?? '—',
    failed: (row: Batch) => lastResult(row)?.failed ?? '—',
    formed: (row: Batch) => moments.at(row.formedAt),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Batch>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'state') return <Tag {...toneOf(row.state)}>{text.state(row)}</Tag>
      if (key !== 'number') return text[key](row)
      const number = <span className="number">{row.batchNumber}</span>
      return opens ? (
        <Link to="/batches/$batchId" params={{ batchId: row.batchId } as never}>
          {number}
        </Link>
      ) : (
        number
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="row">
        <div className="field narrow">
          <label htmlFor={filterId}>{say('states')}</label>
          <Select
            id={filterId}
            mode="multiple"
            style={{ minWidth: '16rem' }}
            allowClear
            placeholder={say('anyState')}
            value={states}
            options={batchStates.map((value) => ({ value, label: said(batchStateWords[value]) }))}
            onChange={(chosen) => narrow({ states: chosen.join(',') })}
          />
        </div>
        {own === null && (
          <SelectField
            label={say('bank')}
            value={filter.bankId ?? ''}
            options={[...bankName].map(([value, label]) => ({ value, label }))}
            any={say('anyBank')}
            onValue={(chosen) => narrow({ bankId: chosen })}
          />
        )}
      </div>
      <div className="row">
        {may('production/form-batches') && (
          <Link className="button button-main" to="/batches/form">
            {say('form')}
          </Link>
        )}
        <CsvOfPages
          file="batches"
          name="production/batches"
          input={input}
          rowsOf={({ batches }) => batches}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={rows}
        keyOf={(row) => row.batchId}
        empty={say('empty')}
      />
    </Page>
  )
}

function toneOf(state: BatchState) {
  const tone = batchStateTone(state)
  return tone === undefined ? {} : { tone }
}

/** The newest count that a party returned. */
function lastResult(batch: Batch) {
  return batch.keyResult ?? batch.factoryReturn ?? batch.certificateResult ?? batch.bankReturn
}
