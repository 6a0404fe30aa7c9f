import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { useColleague } from './colleague.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { Deed } from './deed.tsx'
import { usePlaceName } from './place-name.ts'
import { wholeNumber } from './whole-number.ts'

type Transfer = Answer<'production/blank-transfers'>['transfers'][number]

const words = createWords('blank-transfers', {
  zh: {
    title: '待签收和有差异的移交',
    empty: '没有待签收的移交，也没有差异。',
    from: '交出方',
    to: '接收方',
    offered: '交出',
    offeredBy: '交出人',
    received: '签收',
    receivedBy: '签收人',
    difference: '差异',
    reason: '差异原因',
    changed: '最近变动',
    waits: '待签收',
    deeds: '办理',
    receive: '签收 {{count}} 张',
    receiveWhat: '您是接收方，按实物清点的数量签收；与交出数量不符须写明原因。签收不能撤回。',
    counted: '实收数量（张）',
    why: '差异原因（数量相符不填）',
    wrong: '请填写实收数量。',
    done: '已签收，差异 {{difference}}。',
  },
  en: {
    title: 'Hand-overs that wait, or ended with a difference',
    empty: 'No hand-over waits and none ended with a difference.',
    from: 'From',
    to: 'To',
    offered: 'Offered',
    offeredBy: 'Offered by',
    received: 'Received',
    receivedBy: 'Received by',
    difference: 'Difference',
    reason: 'Its reason',
    changed: 'Last change',
    waits: 'to be signed for',
    deeds: 'Do',
    receive: 'Sign for {{count}}',
    receiveWhat:
      'You are the receiver and sign for what you counted; a difference needs its reason. It cannot be taken back.',
    counted: 'Blanks counted',
    why: 'Reason of the difference (none if the numbers agree)',
    wrong: 'Enter what you counted.',
    done: 'Signed for; difference {{difference}}.',
  },
})

const pageSize = 100

interface BlankTransfersProps {
  readonly placeId: string
  readonly onDone: (text: string) => void
}

export function BlankTransfers({ placeId, onDone }: BlankTransfersProps) {
  const say = useSay(words)
  const may = useMay()
  const moments = useMoments()
  const nameOf = usePlaceName()
  const colleague = useColleague()
  const [counted, setCounted] = useState('')
  const [why, setWhy] = useState('')
  const pages = useAskPages('production/blank-transfers', { placeId, limit: pageSize })
  const text = {
    from: (row: Transfer) => nameOf(row.fromPlaceId),
    to: (row: Transfer) => nameOf(row.toPlaceId),
    offered: (row: Transfer) => row.offered,
    offeredBy: (row: Transfer) => colleague.name(row.offeredBy),
    received: (row: Transfer) => row.received ?? say('waits'),
    receivedBy: (row: Transfer) => colleague.name(row.receivedBy) ?? '—',
    difference: (row: Transfer) => row.difference,
    reason: (row: Transfer) => row.differenceReason ?? '—',
    changed: (row: Transfer) => moments.at(row.changedAt),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const isMine = (row: Transfer) =>
    row.received === null && row.toPlaceId === placeId && row.offeredBy !== colleague.own
  const columns: readonly Column<Transfer>[] = [
    ...keys.map((key) => ({ key, title: say(key), cell: text[key] })),
    ...(may('production/stock-blanks')
      ? [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: (row: Transfer) =>
              isMine(row) ? (
                <Deed
                  name="production/receive-blanks"
                  look="plain"
                  label={say('receive', { count: row.offered })}
                  consequence={say('receiveWhat')}
                  input={() => {
                    const received = wholeNumber(counted)
                    if (received === undefined) return say('wrong')
                    const reason = why.trim() === '' ? {} : { differenceReason: why.trim() }
                    return { transferId: row.transferId, received, ...reason }
                  }}
                  onBegin={() => {
                    setCounted('')
                    setWhy('')
                  }}
                  onDone={({ difference }) => onDone(say('done', { difference }))}
                >
                  <TextField label={say('counted')} inputMode="numeric" value={counted} onValue={setCounted} />
                  <TextField label={say('why')} value={why} maxLength={200} onValue={setWhy} />
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
        <CsvOfPages
          file="blank-transfers"
          name="production/blank-transfers"
          input={{ placeId }}
          rowsOf={({ transfers }) => transfers}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ transfers }) => transfers) ?? []}
        keyOf={(row) => row.transferId}
        empty={say('empty')}
      />
    </section>
  )
}
