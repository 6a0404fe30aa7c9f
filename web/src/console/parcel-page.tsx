import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk, useAskPages, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useColleague } from './colleague.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { Deed } from './deed.tsx'
import { DoneNotice } from './done-notice.tsx'
import { parcelKindWords, parcelLineStateWords, parcelStateWords } from './parcel-words.ts'
import { usePlaceName } from './place-name.ts'

type Contents = Answer<'distribution/parcel-contents'>
type Card = Contents['cards'][number]

const words = createWords('parcel', {
  zh: {
    title: '包裹 {{end}}',
    state: '状态',
    kind: '去向',
    place: '接收方',
    bank: '银行',
    listed: '张数',
    missing: '缺失',
    formedBy: '装箱人',
    dispatchedBy: '发出人',
    consignment: '运单号',
    receivedBy: '签收人',
    changed: '最近变动',
    next: '下一步',
    dispatch: '发出',
    dispatchWhat: '您签字发出 {{count}} 张卡。此后由接收方逐张签收，缺失的卡立即作废重做。',
    dispatchPost: '您签字交邮 {{count}} 张卡，持卡人将收到通知。',
    consignmentField: '运单号（没有可不填）',
    dispatched: '已发出。',
    waits: '由接收方在服务窗口逐张清点签收。',
    over: '已签收，无需操作。',
    contents: '箱内清单',
    position: '序号',
    card: '社保卡号',
    name: '姓名',
    cardState: '状态',
    empty: '箱内没有卡。',
  },
  en: {
    title: 'Parcel {{end}}',
    state: 'State',
    kind: 'Way',
    place: 'Receiver',
    bank: 'Bank',
    listed: 'Cards',
    missing: 'Missing',
    formedBy: 'Packed by',
    dispatchedBy: 'Sent off by',
    consignment: 'Consignment',
    receivedBy: 'Received by',
    changed: 'Last change',
    next: 'Next step',
    dispatch: 'Send off',
    dispatchWhat:
      'You sign for {{count}} cards as they leave. The receiver signs card by card; what is missing is void at once and made again.',
    dispatchPost: 'You sign for {{count}} cards that go to the post; the holders are told.',
    consignmentField: 'Number of the consignment, if there is one',
    dispatched: 'Sent off.',
    waits: 'The receiver counts and signs at the counter.',
    over: 'It was signed for; there is nothing to do.',
    contents: 'What is in it',
    position: 'No.',
    card: 'Card number',
    name: 'Name',
    cardState: 'State',
    empty: 'No card is in it.',
  },
})

const pageSize = 100
const endLength = 8
const purpose = 'distribution'

export function ParcelPage() {
  const say = useSay(words)
  const { parcelId } = useParams({ strict: false }) as { readonly parcelId: string }
  const [done, setDone] = useState<string>()
  return (
    <Page title={say('title', { end: parcelId.slice(-endLength) })}>
      <DoneNotice text={done} />
      <Asked of={useAsk('distribution/parcel-contents', { parcelId, limit: 1, purpose })}>
        {({ parcel }) => (
          <div className="split">
            <ParcelFacts of={parcel} />
            <section className="panel">
              <h2>{say('next')}</h2>
              <NextStep of={parcel} onDone={setDone} />
            </section>
          </div>
        )}
      </Asked>
      <ParcelCards parcelId={parcelId} />
    </Page>
  )
}

function ParcelFacts({ of: parcel }: { readonly of: Contents['parcel'] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const nameOf = usePlaceName()
  const colleague = useColleague()
  const banks = useRead('bank/banks', {})
  const bank = banks.data?.banks.find(({ bankId }) => bankId === parcel.bankId)
  return (
    <section className="panel">
      <Facts
        of={[
          [say('state'), said(parcelStateWords[parcel.state])],
          [say('kind'), said(parcelKindWords[parcel.kind])],
          [say('place'), parcel.officeId === null ? parcel.employerId : nameOf(parcel.officeId)],
          [say('bank'), bank === undefined ? parcel.bankId : said(bank.name)],
          [say('listed'), parcel.listed],
          [say('missing'), parcel.missing],
          [say('formedBy'), colleague.name(parcel.formedBy)],
          [say('dispatchedBy'), colleague.name(parcel.dispatchedBy)],
          [say('consignment'), parcel.consignment],
          [say('receivedBy'), colleague.name(parcel.receivedBy)],
          [say('changed'), moments.at(parcel.changedAt)],
        ]}
      />
    </section>
  )
}

function NextStep({
  of: parcel,
  onDone,
}: {
  readonly of: Contents['parcel']
  readonly onDone: (text: string) => void
}) {
  const say = useSay(words)
  const may = useMay()
  const [consignment, setConsignment] = useState('')
  const { parcelId, kind, state, listed: count } = parcel
  if (state !== 'formed' || !may('distribution/dispatch-parcel'))
    return <p className="quiet">{say(state === 'received' ? 'over' : 'waits')}</p>
  return (
    <div className="row actions">
      <Deed
        name="distribution/dispatch-parcel"
        look="main"
        label={say('dispatch')}
        consequence={say(kind === 'post' ? 'dispatchPost' : 'dispatchWhat', { count })}
        input={() => ({ parcelId, ...(consignment.trim() === '' ? {} : { consignment: consignment.trim() }) })}
        onDone={() => onDone(say('dispatched'))}
      >
        <TextField label={say('consignmentField')} value={consignment} maxLength={40} onValue={setConsignment} />
      </Deed>
    </div>
  )
}

function ParcelCards({ parcelId }: { readonly parcelId: string }) {
  const say = useSay(words)
  const said = useSaid()
  const input = { parcelId, purpose } as const
  const pages = useAskPages('distribution/parcel-contents', { ...input, limit: pageSize })
  const text = {
    position: (row: Card) => row.position,
    card: (row: Card) => row.cardNumber,
    name: (row: Card) => row.name ?? '—',
    cardState: (row: Card) => said(parcelLineStateWords[row.state]),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  return (
    <section className="stack">
      <h2>{say('contents')}</h2>
      <div className="row">
        <CsvOfPages
          file="parcel-contents"
          name="distribution/parcel-contents"
          input={input}
          rowsOf={({ cards }) => cards}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('contents')}
        columns={keys.map((key) => ({
          key,
          title: say(key),
          cell: (row: Card) =>
            key === 'cardState' ? <Tag {...toneOf(row)}>{text.cardState(row)}</Tag> : text[key](row),
        }))}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ cards }) => cards) ?? []}
        keyOf={(row) => row.cardId}
        empty={say('empty')}
      />
    </section>
  )
}

function toneOf({ state }: Card): { readonly tone?: 'bad' | 'good' } {
  if (state === 'missing') return { tone: 'bad' }
  return state === 'collected' ? { tone: 'good' } : {}
}
