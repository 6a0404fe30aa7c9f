import { type LineState, lineStates } from '@yika/core/production/line.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { Deed } from './deed.tsx'
import { failStageWords, lineStateTone, lineStateWords } from './line-state-words.ts'
import { useFilter } from './use-filter.ts'

type Line = Answer<'production/batch-lines'>['lines'][number]

const words = createWords('batch-lines', {
  zh: {
    title: '卡片明细',
    filter: '卡片状态',
    all: '全部',
    sequence: '序号',
    card: '社保卡号',
    name: '姓名',
    state: '状态',
    stage: '失败环节',
    reason: '原因',
    box: '箱位',
    attempt: '第几次制作',
    deeds: '办理',
    empty: '没有符合条件的卡片。',
    spoil: '登记废卡 {{number}}',
    spoilWhat: '该成品卡作废，为持卡人重新制作；卡体须交回销毁。不能恢复。',
    spoilReason: '原因（不写姓名和号码）',
    missing: '请填写原因。',
    spoiled: '卡 {{number}} 已登记为废卡。',
  },
  en: {
    title: 'Cards of the batch',
    filter: 'State of the card',
    all: 'All',
    sequence: 'No.',
    card: 'Card number',
    name: 'Name',
    state: 'State',
    stage: 'Failed at',
    reason: 'Reason',
    box: 'Box',
    attempt: 'Attempt',
    deeds: 'Do',
    empty: 'No card fits.',
    spoil: 'Spoil card {{number}}',
    spoilWhat:
      'The finished card is void and will be made again for its holder; the plastic has to be destroyed. It cannot be restored.',
    spoilReason: 'Reason (no names or numbers)',
    missing: 'Enter the reason.',
    spoiled: 'Card {{number}} is recorded as spoiled.',
  },
})

const pageSize = 100

interface BatchLinesProps {
  readonly batchId: string
  readonly onDone: (text: string) => void
}

export function BatchLines({ batchId, onDone }: BatchLinesProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const [reason, setReason] = useState('')
  const [filter, narrow] = useFilter(['line'])
  const state = lineStates.find((one) => one === filter.line)
  const input = { batchId, purpose: 'production' as const, ...(state === undefined ? {} : { states: [state] }) }
  const pages = useAskPages('production/batch-lines', { ...input, limit: pageSize })
  const text = {
    sequence: (row: Line) => row.sequence,
    card: (row: Line) => row.cardNumber,
    name: (row: Line) => row.name ?? '—',
    state: (row: Line) => said(lineStateWords[row.state]),
    stage: (row: Line) => (row.failStage === null ? '—' : said(failStageWords[row.failStage])),
    reason: (row: Line) => row.reason ?? '—',
    box: (row: Line) => row.boxPosition ?? '—',
    attempt: (row: Line) => row.attempt,
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Line>[] = [
    ...keys.map((key) => ({
      key,
      title: say(key),
      cell: (row: Line) => (key === 'state' ? <Tag {...toneOf(row.state)}>{text.state(row)}</Tag> : text[key](row)),
    })),
    ...(may('production/spoil-card')
      ? [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: ({ personId, cardId, cardNumber, state }: Line) =>
              state === 'finished' || state === 'shipped' ? (
                <Deed
                  name="production/spoil-card"
                  look="plain"
                  label={say('spoil', { number: cardNumber })}
                  consequence={say('spoilWhat')}
                  input={() => (reason.trim() === '' ? say('missing') : { personId, cardId, reason: reason.trim() })}
                  onBegin={() => setReason('')}
                  onDone={() => onDone(say('spoiled', { number: cardNumber }))}
                >
                  <TextField label={say('spoilReason')} value={reason} maxLength={50} onValue={setReason} />
                </Deed>
              ) : (
                '—'
              ),
          },
        ]
      : []),
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <div className="row">
        <SelectField
          label={say('filter')}
          value={state ?? ''}
          options={lineStates.map((value) => ({ value, label: said(lineStateWords[value]) }))}
          any={say('all')}
          onValue={(line) => narrow({ line })}
        />
        <CsvOfPages
          file="batch-lines"
          name="production/batch-lines"
          input={input}
          rowsOf={({ lines }) => lines}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ lines }) => lines) ?? []}
        keyOf={(row) => row.lineId}
        empty={say('empty')}
      />
    </section>
  )
}

function toneOf(state: LineState) {
  const tone = lineStateTone(state)
  return tone === undefined ? {} : { tone }
}
