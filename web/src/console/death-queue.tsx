import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import { TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { districtName } from './district-name.ts'
import { useDeathQueue } from './queues.ts'

type Row = NonNullable<ReturnType<typeof useDeathQueue>['rows']>[number]

const words = createWords('death-queue', {
  zh: {
    title: '待核实的死亡信息',
    name: '姓名',
    number: '社会保障号码',
    district: '区',
    died: '死亡日期',
    reported: '登记时间',
    unknown: '不详',
    deeds: '办理',
    confirm: '核实属实',
    confirmWhat: '{{name}}的全部社会保障卡将注销，代办关系终止。不能恢复：请先与民政或户籍登记核对。',
    confirmed: '已核实：{{name}}。其社会保障卡正在注销。',
    reject: '信息有误',
    rejectWhat: '死亡信息不成立，{{name}}的社会保障卡恢复办理。',
    reason: '核对情况（不写姓名和号码）',
    missing: '请写明如何核对。',
    rejected: '已否定：{{name}}。',
    own: '由您登记：须由另一位工作人员核实（第十条）。',
    empty: '没有待核实的死亡信息。',
  },
  en: {
    title: 'Reported deaths to confirm',
    name: 'Name',
    number: 'Social security number',
    district: 'District',
    died: 'Died',
    reported: 'Reported',
    unknown: 'not known',
    deeds: 'Do',
    confirm: 'True',
    confirmWhat:
      'All cards of {{name}} are cancelled and proxies end. It cannot be undone: compare with the civil or household register first.',
    confirmed: 'Confirmed: {{name}}. The cards are being cancelled.',
    reject: 'A mistake',
    rejectWhat: 'The report falls; the cards of {{name}} can be used and applied for as before.',
    reason: 'How it was checked (no names or numbers)',
    missing: 'Say how it was checked.',
    rejected: 'Rejected: {{name}}.',
    own: 'You reported it: another officer has to look (Article 10).',
    empty: 'No report of a death waits.',
  },
})

interface DeathQueueProps {
  readonly onDone: (text: string) => void
}

/** Article 10: nothing irreversible happens before a human has looked. */
export function DeathQueue({ onDone }: DeathQueueProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const self = useSession()?.staffId
  const [reason, setReason] = useState('')
  const { pages, rows = [] } = useDeathQueue()
  const columns: readonly Column<Row>[] = [
    { key: 'reported', title: say('reported'), cell: (row) => moments.at(row.reportedAt) },
    { key: 'name', title: say('name'), cell: (row) => row.name ?? '—' },
    { key: 'number', title: say('number'), cell: (row) => <span className="number">{row.ssn ?? '—'}</span> },
    { key: 'district', title: say('district'), cell: (row) => said(districtName(row.district)) },
    {
      key: 'died',
      title: say('died'),
      cell: (row) => (row.deathOn === null ? say('unknown') : moments.on(row.deathOn)),
    },
    {
      key: 'deeds',
      title: say('deeds'),
      cell: ({ personId, name, reportedBy }) => {
        const named = { name: name ?? '—' }
        if (reportedBy === self) return <span className="wrap quiet">{say('own')}</span>
        return (
          <div className="row">
            <Deed
              name="holder/confirm-death"
              look="grave"
              label={say('confirm')}
              consequence={say('confirmWhat', named)}
              input={() => ({ personId })}
              onDone={() => onDone(say('confirmed', named))}
            />
            <Deed
              name="holder/reject-death"
              label={say('reject')}
              consequence={say('rejectWhat', named)}
              input={() => (reason.trim() === '' ? say('missing') : { personId, reason: reason.trim() })}
              onDone={() => onDone(say('rejected', named))}
            >
              <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
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
        keyOf={(row) => row.personId}
        empty={say('empty')}
      />
    </>
  )
}
