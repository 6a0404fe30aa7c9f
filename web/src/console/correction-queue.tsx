import { isRegisterItem } from '@yika/core/holder/recorded-item.ts'
import { useState } from 'react'
import { TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { useCorrectionQueue } from './queues.ts'

type Row = NonNullable<ReturnType<typeof useCorrectionQueue>['rows']>[number]

const words = createWords('correction-queue', {
  zh: {
    title: '待办的更正申请',
    name: '姓名',
    number: '社会保障号码',
    item: '项目',
    wanted: '申请改为',
    why: '理由',
    asked: '申请时间',
    status: '状态',
    deeds: '办理',
    accept: '同意更正',
    acceptWhat: '按权威登记更正“{{item}}”；须由其他机构更正的，转交其办理。卡面信息变化的须换卡。',
    source: '依据的登记（名称和编号）',
    value: '登记所载的内容（与申请不同时填写）',
    sourceMissing: '请写明依据的登记。',
    corrected: '已更正：{{name}}，{{item}}。',
    accepted: '已同意：{{name}}，{{item}}，由{{who}}。',
    refuse: '不予更正',
    refuseWhat: '申请人将看到您写的理由，可另行提出异议。',
    reasonZh: '理由（中文）',
    reasonEn: '理由（英文）',
    reasonMissing: '请用两种语言写明理由。',
    refused: '已答复：{{name}}，{{item}}不予更正。',
    empty: '没有待办的更正申请。',
  },
  en: {
    title: 'Requests for correction',
    name: 'Name',
    number: 'Social security number',
    item: 'Item',
    wanted: 'Should be',
    why: 'Why',
    asked: 'Asked',
    status: 'State',
    deeds: 'Do',
    accept: 'Correct it',
    acceptWhat:
      '“{{item}}” is put right from the authoritative register; what another body has to correct goes to it. A change of what is printed needs another card.',
    source: 'Which record of which register',
    value: 'What the register says (where it differs from the request)',
    sourceMissing: 'Name the record.',
    corrected: 'Corrected: {{name}}, {{item}}.',
    accepted: 'Accepted: {{name}}, {{item}}; it is put right by {{who}}.',
    refuse: 'Refuse',
    refuseWhat: 'The applicant reads your reason and may object.',
    reasonZh: 'Reason (Chinese)',
    reasonEn: 'Reason (English)',
    reasonMissing: 'Give the reason in both languages.',
    refused: 'Answered: {{name}}, {{item}} stays.',
    empty: 'No request for correction waits.',
  },
})

const unsaid = { source: '', value: '', zh: '', en: '' }

interface CorrectionQueueProps {
  readonly onDone: (text: string) => void
}

/** Article 4 with PIPL 46: holders ask, the register decides, an officer answers in words. */
export function CorrectionQueue({ onDone }: CorrectionQueueProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [entered, setEntered] = useState(unsaid)
  const { pages, rows = [] } = useCorrectionQueue()
  const change = (field: keyof typeof unsaid) => (value: string) => setEntered({ ...entered, [field]: value })
  const finish = (text: string) => {
    setEntered(unsaid)
    onDone(text)
  }
  const source = entered.source.trim()
  const value = entered.value.trim()
  const reason = { zh: entered.zh.trim(), en: entered.en.trim() }
  const columns: readonly Column<Row>[] = [
    { key: 'asked', title: say('asked'), cell: (row) => moments.at(row.requestedAt) },
    { key: 'name', title: say('name'), cell: (row) => row.name ?? '—' },
    { key: 'number', title: say('number'), cell: (row) => <span className="number">{row.ssn ?? '—'}</span> },
    { key: 'item', title: say('item'), cell: (row) => said(row.itemWords) },
    { key: 'wanted', title: say('wanted'), cell: (row) => <span className="wrap">{row.wanted}</span> },
    { key: 'why', title: say('why'), cell: (row) => <span className="wrap">{row.why}</span> },
    { key: 'status', title: say('status'), cell: (row) => <Tag>{said(row.statusWords)}</Tag> },
    {
      key: 'deeds',
      title: say('deeds'),
      cell: (row) => {
        const { personId, correctionId } = row
        const named = { name: row.name ?? '—', item: said(row.itemWords) }
        return row.status !== 'requested' ? (
          row.waitsFor === null ? (
            '—'
          ) : (
            said(row.waitsFor)
          )
        ) : (
          <div className="row">
            <Deed
              name="holder/accept-data-correction"
              look="main"
              label={say('accept')}
              consequence={say('acceptWhat', named)}
              input={() =>
                source === ''
                  ? say('sourceMissing')
                  : { personId, correctionId, source, ...(value === '' ? {} : { value }) }
              }
              onDone={({ waitsFor }) =>
                finish(waitsFor === null ? say('corrected', named) : say('accepted', { ...named, who: said(waitsFor) }))
              }
            >
              <TextField label={say('source')} maxLength={100} value={entered.source} onValue={change('source')} />
              {isRegisterItem(row.item) && (
                <TextField label={say('value')} maxLength={200} value={entered.value} onValue={change('value')} />
              )}
            </Deed>
            <Deed
              name="holder/refuse-data-correction"
              label={say('refuse')}
              consequence={say('refuseWhat')}
              input={() =>
                reason.zh === '' || reason.en === '' ? say('reasonMissing') : { personId, correctionId, reason }
              }
              onDone={() => finish(say('refused', named))}
            >
              <TextField label={say('reasonZh')} maxLength={300} value={entered.zh} onValue={change('zh')} />
              <TextField label={say('reasonEn')} maxLength={300} value={entered.en} onValue={change('en')} />
            </Deed>
          </div>
        )
      },
    },
  ]
  return (
    <>
      <h2>{say('title')}</h2>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={rows}
        keyOf={(row) => row.correctionId}
        empty={say('empty')}
      />
    </>
  )
}
