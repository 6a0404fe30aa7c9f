import { groundKinds } from '@yika/core/holder/ground.ts'
import { useState } from 'react'
import { TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { districtName } from './district-name.ts'
import { useGroundQueue } from './queues.ts'

type Row = NonNullable<ReturnType<typeof useGroundQueue>['rows']>[number]

const words = createWords('ground-queue', {
  zh: {
    title: '待复核的申领依据',
    name: '姓名',
    number: '社会保障号码',
    district: '区',
    ground: '依据',
    ended: '终止日期',
    why: '终止原因',
    deeds: '办理',
    keep: '仍有资格',
    keepWhat: '{{name}}继续持卡，依据维持。',
    end: '资格终止',
    endWhat: '{{name}}最后一项申领依据终止，不能再申领新卡；其社会保障卡按规定处理。',
    reason: '复核情况（不写姓名和号码）',
    missing: '请写明如何复核。',
    kept: '已复核：{{name}}仍有资格。',
    ended2: '已复核：{{name}}资格终止。',
    empty: '没有待复核的申领依据。',
  },
  en: {
    title: 'Grounds under review',
    name: 'Name',
    number: 'Social security number',
    district: 'District',
    ground: 'Ground',
    ended: 'Lost on',
    why: 'Why',
    deeds: 'Do',
    keep: 'Still entitled',
    keepWhat: '{{name}} keeps the card; the ground stands.',
    end: 'Entitlement ended',
    endWhat:
      'The last ground of {{name}} ends: no new card can be applied for, and the cards are dealt with by the rules.',
    reason: 'How it was checked (no names or numbers)',
    missing: 'Say how it was checked.',
    kept: 'Reviewed: {{name}} is still entitled.',
    ended2: 'Reviewed: the entitlement of {{name}} has ended.',
    empty: 'No ground is under review.',
  },
})

interface GroundQueueProps {
  readonly onDone: (text: string) => void
}

/** Article 8: the only ground is lost, and a human looks before anything ends. */
export function GroundQueue({ onDone }: GroundQueueProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [reason, setReason] = useState('')
  const { pages, rows = [] } = useGroundQueue()
  const close = (row: Row, outcome: 'still-entitled' | 'entitlement-ended') => () =>
    reason.trim() === ''
      ? say('missing')
      : { personId: row.personId, groundId: row.ground.groundId, outcome, reason: reason.trim() }
  const field = <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: say('name'), cell: (row) => row.name ?? '—' },
    { key: 'number', title: say('number'), cell: (row) => <span className="number">{row.ssn ?? '—'}</span> },
    { key: 'district', title: say('district'), cell: (row) => said(districtName(row.district)) },
    { key: 'ground', title: say('ground'), cell: (row) => said(groundKinds[row.ground.kind]) },
    {
      key: 'ended',
      title: say('ended'),
      cell: (row) => (row.ground.endedOn === null ? '—' : moments.on(row.ground.endedOn)),
    },
    { key: 'why', title: say('why'), cell: (row) => <span className="wrap">{row.ground.endReason ?? '—'}</span> },
    {
      key: 'deeds',
      title: say('deeds'),
      cell: (row) => {
        const named = { name: row.name ?? '—' }
        return (
          <div className="row">
            <Deed
              name="holder/close-review"
              label={say('keep')}
              consequence={say('keepWhat', named)}
              input={close(row, 'still-entitled')}
              onDone={() => onDone(say('kept', named))}
            >
              {field}
            </Deed>
            <Deed
              name="holder/close-review"
              look="grave"
              label={say('end')}
              consequence={say('endWhat', named)}
              input={close(row, 'entitlement-ended')}
              onDone={() => onDone(say('ended2', named))}
            >
              {field}
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
        keyOf={(row) => row.ground.groundId}
        empty={say('empty')}
      />
    </>
  )
}
