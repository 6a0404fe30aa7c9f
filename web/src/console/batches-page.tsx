import { type BatchState, batchStates } from '@yika/core/production/batch.ts'
import { Select } from 'antd'
import { useId, useState } from 'react'
import type { Answer } from '../client/operations.ts'
import { useAskPages, useRead } from '../client/use-calls.ts'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { batchStateTone, batchStateWords } from './batch-state-words.ts'

type Batch = Answer<'production/batches'>['batches'][number]

const words = createWords('batches', {
  zh: {
    title: '制卡批次',
    lead: '最新的在前；滚动读取更多。',
    states: '状态',
    anyState: '全部状态',
    number: '批次号',
    kind: '方式',
    central: '集中制卡',
    instant: '即时制卡',
    bank: '银行',
    state: '状态',
    ordered: '卡数',
    good: '成功',
    failed: '失败',
    formed: '组批时间',
    empty: '没有批次。申请审核通过后由制卡管理岗位组批。',
  },
  en: {
    title: 'Production batches',
    lead: 'The newest first; scroll to read more.',
    states: 'State',
    anyState: 'All states',
    number: 'Batch',
    kind: 'Way',
    central: 'central',
    instant: 'on the spot',
    bank: 'Bank',
    state: 'State',
    ordered: 'Cards',
    good: 'Good',
    failed: 'Failed',
    formed: 'Formed',
    empty: 'No batches. The production manager forms them from accepted applications.',
  },
})

const pageSize = 100

export function BatchesPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const filterId = useId()
  const [states, setStates] = useState<BatchState[]>([])
  const banks = useRead('bank/banks', {})
  const bankName = new Map(banks.data?.banks.map((bank) => [bank.bankId, said(bank.name)]))
  const pages = useAskPages('production/batches', { limit: pageSize, ...(states.length === 0 ? {} : { states }) })
  const rows = pages.data?.pages.flatMap(({ batches }) => batches) ?? []
  const columns: readonly Column<Batch>[] = [
    { key: 'number', title: say('number'), cell: (row) => <span className="number">{row.batchNumber}</span> },
    { key: 'kind', title: say('kind'), cell: (row) => say(row.kind) },
    { key: 'bank', title: say('bank'), cell: (row) => bankName.get(row.bankId) ?? row.bankId },
    {
      key: 'state',
      title: say('state'),
      cell: (row) => <Tag {...toneOf(row.state)}>{said(batchStateWords[row.state])}</Tag>,
    },
    { key: 'ordered', title: say('ordered'), cell: (row) => row.ordered },
    { key: 'good', title: say('good'), cell: (row) => lastResult(row)?.good ?? '—' },
    { key: 'failed', title: say('failed'), cell: (row) => lastResult(row)?.failed ?? '—' },
    { key: 'formed', title: say('formed'), cell: (row) => moments.at(row.formedAt) },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="field narrow">
        <label htmlFor={filterId}>{say('states')}</label>
        <Select
          id={filterId}
          mode="multiple"
          allowClear
          placeholder={say('anyState')}
          value={states}
          options={batchStates.map((value) => ({ value, label: said(batchStateWords[value]) }))}
          onChange={setStates}
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
