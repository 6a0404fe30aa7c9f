import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { Deed } from './deed.tsx'
import { DoneNotice } from './done-notice.tsx'
import { bureauStore, usePlaceName } from './place-name.ts'
import { wholeNumber } from './whole-number.ts'

export type BlankStock = Answer<'production/blank-stocks'>['stocks'][number]

const words = createWords('blanks', {
  zh: {
    title: '卡基库存',
    lead: '发出 = 成功 + 废卡 + 移交 + 短缺 + 在库，每一张都有去处。',
    place: '地点',
    onHand: '在库',
    issued: '入库累计',
    good: '制成',
    spoiled: '废卡',
    destroyed: '已销毁',
    returned: '移交',
    missing: '短缺',
    difference: '盘点差异',
    closedOn: '最近盘点',
    toSettle: '{{count}}，待处理',
    none: '无',
    never: '未盘点',
    empty: '还没有任何卡基入库。',
    stock: '卡基入库',
    stockWhat: '供应商交来的卡基登记入市级卡基库，数量以当面清点为准。',
    count: '数量（张）',
    note: '送货单号',
    wrong: '请填写数量（大于 0）和送货单号。',
    done: '已入库，市级卡基库现有 {{count}} 张。',
  },
  en: {
    title: 'Blanks',
    lead: 'Issued = made + spoiled + handed on + missing + on hand: every blank is accounted for.',
    place: 'Place',
    onHand: 'On hand',
    issued: 'Came in',
    good: 'Made into cards',
    spoiled: 'Spoiled',
    destroyed: 'Destroyed',
    returned: 'Handed on',
    missing: 'Missing',
    difference: 'Difference of the count',
    closedOn: 'Last count',
    toSettle: '{{count}}, to be settled',
    none: 'none',
    never: 'never',
    empty: 'No blanks have come in yet.',
    stock: 'Take in a delivery',
    stockWhat: 'The blanks of the supplier go into the store of the bureau; what counts is the number counted here.',
    count: 'Number of blanks',
    note: 'Delivery note',
    wrong: 'Enter a number above 0 and the delivery note.',
    done: 'Taken in; the store holds {{count}} now.',
  },
})

const pageSize = 100

export function BlanksPage() {
  const say = useSay(words)
  const may = useMay()
  const nameOf = usePlaceName()
  const [done, setDone] = useState<string>()
  const [count, setCount] = useState('')
  const [note, setNote] = useState('')
  const pages = useAskPages('production/blank-stocks', { limit: pageSize })
  const text = {
    place: (row: BlankStock) => nameOf(row.placeId),
    onHand: (row: BlankStock) => row.onHand,
    difference: (row: BlankStock) =>
      row.difference === 0 ? say('none') : say('toSettle', { count: withSign(row.difference) }),
    issued: (row: BlankStock) => row.issued,
    good: (row: BlankStock) => row.good,
    spoiled: (row: BlankStock) => row.spoiled,
    destroyed: (row: BlankStock) => row.destroyed,
    returned: (row: BlankStock) => row.returned,
    missing: (row: BlankStock) => row.missing,
    closedOn: (row: BlankStock) => row.closedOn ?? say('never'),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<BlankStock>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'difference' && row.difference !== 0) return <Tag tone="bad">{text.difference(row)}</Tag>
      if (key !== 'place') return text[key](row)
      return (
        <Link to="/blanks/$placeId" params={{ placeId: row.placeId } as never}>
          {nameOf(row.placeId)}
        </Link>
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <DoneNotice text={done} />
      <div className="row">
        {may('production/stock-blanks') && (
          <Deed
            name="production/stock-blanks"
            look="main"
            label={say('stock')}
            consequence={say('stockWhat')}
            input={() => {
              const number = wholeNumber(count)
              if (number === undefined || number === 0 || note.trim() === '') return say('wrong')
              return { placeId: bureauStore, placeKind: 'store', count: number, deliveryNote: note.trim() }
            }}
            onDone={({ onHand }) => setDone(say('done', { count: onHand }))}
          >
            <TextField label={say('count')} inputMode="numeric" value={count} onValue={setCount} />
            <TextField label={say('note')} value={note} maxLength={60} onValue={setNote} />
          </Deed>
        )}
        <CsvOfPages
          file="blank-stocks"
          name="production/blank-stocks"
          input={{}}
          rowsOf={({ stocks }) => stocks}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ stocks }) => stocks) ?? []}
        keyOf={(row) => row.placeId}
        empty={say('empty')}
      />
    </Page>
  )
}

function withSign(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference)
}
