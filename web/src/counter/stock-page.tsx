import { Link, useNavigate } from '@tanstack/react-router'
import { useMay } from '../client/may.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { KeyStrip, type StripKey } from './key-strip.tsx'
import { OfficeOnly } from './office-only.tsx'
import { PlaceName } from './place-name.tsx'
import { StaffWho } from './staff-who.tsx'
import { StockBook } from './stock-book.tsx'
import { type Stock, type Transfer, useStock, useTransfers } from './use-stock.ts'

const words = createWords('stock', {
  zh: {
    title: '卡基（空白卡）',
    lead: '本网点抽屉里的空白卡：每一张都有去向。',
    none: '本网点还没有卡基。请等市局移交，到货后在下面清点签收。',
    inbound: '待签收的移交（{{count}}）',
    noInbound: '没有等待签收的移交。',
    offered: '移出张数',
    from: '移出方',
    to: '移入方',
    by: '移出人',
    at: '时间',
    sign: '清点签收',
    underway: '等待对方签收',
    short: '签收时少 {{count}} 张：{{reason}}',
    more: '签收时多 {{count}} 张：{{reason}}',
    deed: '办理',
    spoil: '登记废卡基',
    destroy: '申请销毁',
    count: '日终盘点',
    sheet: '当日账页',
    difference: '上次盘点与账面相差 {{count}} 张，等待另一位工作人员核实处理。',
    destruction: '{{count}} 张废卡基等待第二人到场销毁。',
    inbox: '前往复核',
    book: '账目',
  },
  en: {
    title: 'Blank cards',
    lead: 'The blanks in the drawer of this outlet: every one of them is accounted for.',
    none: 'There are no blanks here yet. The bureau hands them over; count and sign for them below.',
    inbound: 'Hand-overs to sign for ({{count}})',
    noInbound: 'No hand-over waits for a signature.',
    offered: 'Handed over',
    from: 'From',
    to: 'To',
    by: 'By',
    at: 'When',
    sign: 'Count and sign',
    underway: 'waits for their signature',
    short: '{{count}} missing when signed for: {{reason}}',
    more: '{{count}} too many when signed for: {{reason}}',
    deed: 'What to do',
    spoil: 'Record spoiled',
    destroy: 'Ask to destroy',
    count: 'Count of the day',
    sheet: 'Day sheet',
    difference: 'The last count differs from the books by {{count}}; somebody else has to look into it.',
    destruction: '{{count}} spoiled blanks wait for a second person to be destroyed.',
    inbox: 'Go there',
    book: 'The books',
  },
})

export function StockPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(placeId) => <Drawer placeId={placeId} />}</OfficeOnly>
}

function Drawer({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const stocks = useStock(placeId)
  const transfers = useTransfers(placeId)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <StockKeys />
      <Asked of={stocks}>
        {({ stocks: [stock] }) => (stock === undefined ? <Empty text={say('none')} /> : <Book stock={stock} />)}
      </Asked>
      <Asked of={transfers}>{(answer) => <Transfers placeId={placeId} transfers={answer.transfers} />}</Asked>
    </Page>
  )
}

function StockKeys() {
  const say = useSay(words)
  const may = useMay()
  const navigate = useNavigate()
  const keys: readonly (StripKey & { readonly may: boolean })[] = [
    {
      ...{ key: 'F2', label: say('spoil'), barred: undefined, may: may('production/spoil-blanks') },
      run: () => void navigate({ to: '/stock/spoil' }),
    },
    {
      ...{ key: 'F3', label: say('destroy'), barred: undefined, may: may('production/propose-blank-destruction') },
      run: () => void navigate({ to: '/stock/destroy' }),
    },
    {
      ...{ key: 'F4', label: say('count'), barred: undefined, may: may('production/close-stock-day') },
      run: () => void navigate({ to: '/stock/count' }),
    },
    {
      ...{ key: 'F6', label: say('sheet'), barred: undefined, may: true },
      run: () => void navigate({ to: '/stock/sheet' }),
    },
  ]
  return <KeyStrip keys={keys.filter((one) => one.may)} onBarred={() => {}} />
}

function Book({ stock }: { readonly stock: Stock }) {
  const say = useSay(words)
  return (
    <section className="stack" aria-label={say('book')}>
      {stock.difference !== 0 && (
        <Notice tone="warn">
          <p>
            {say('difference', { count: Math.abs(stock.difference) })} <Link to="/inbox">{say('inbox')}</Link>
          </p>
        </Notice>
      )}
      {stock.destructionCount !== null && (
        <Notice tone="warn">
          <p>
            {say('destruction', { count: stock.destructionCount })} <Link to="/inbox">{say('inbox')}</Link>
          </p>
        </Notice>
      )}
      <StockBook stock={stock} />
    </section>
  )
}

function Transfers({ placeId, transfers }: { readonly placeId: string; readonly transfers: readonly Transfer[] }) {
  const say = useSay(words)
  const moments = useMoments()
  const may = useMay()
  const toSign = transfers.filter((one) => one.received === null && one.toPlaceId === placeId)
  return (
    <section className="stack">
      <h2>{say('inbound', { count: toSign.length })}</h2>
      {transfers.length === 0 ? (
        <p className="quiet">{say('noInbound')}</p>
      ) : (
        <PlainTable
          caption={say('inbound', { count: toSign.length })}
          rows={transfers}
          keyOf={({ transferId }) => transferId}
          columns={[
            { key: 'offered', title: say('offered'), cell: ({ offered }) => offered },
            { key: 'from', title: say('from'), cell: (one) => <PlaceName placeId={one.fromPlaceId} own={placeId} /> },
            { key: 'to', title: say('to'), cell: (one) => <PlaceName placeId={one.toPlaceId} own={placeId} /> },
            { key: 'by', title: say('by'), cell: ({ offeredBy }) => <StaffWho id={offeredBy} /> },
            { key: 'at', title: say('at'), cell: ({ changedAt }) => moments.at(changedAt) },
            { key: 'deed', title: say('deed'), cell: deedOf },
          ]}
        />
      )}
    </section>
  )

  function deedOf({ transferId, toPlaceId, received, difference, differenceReason: reason }: Transfer) {
    if (received !== null)
      return (
        <Tag tone="warn">
          {say(difference > 0 ? 'short' : 'more', { count: Math.abs(difference), reason: reason ?? '' })}
        </Tag>
      )
    if (toPlaceId !== placeId || !may('production/receive-blanks')) return <Tag>{say('underway')}</Tag>
    return (
      <Link className="button" to="/stock/receive/$transferId" params={{ transferId }}>
        {say('sign')}
      </Link>
    )
  }
}
