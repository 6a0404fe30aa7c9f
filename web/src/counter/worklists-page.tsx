import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../client/may.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useKeys } from '../ui/keys.ts'
import { KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { MissingCardDeed } from './missing-card-deed.tsx'
import { OfficeOnly } from './office-only.tsx'
import { reasonWords } from './reason-words.ts'
import { SealedCardDeed } from './sealed-card-deed.tsx'
import { useWork, type Work, type WorkList } from './use-work.ts'
import { type LyingCard, WaitingTag } from './waiting-tag.tsx'

const words = createWords('worklists', {
  zh: {
    title: '工作清单',
    lead: '数字就是清单的行数，办完一件立即减少。',
    lists: '清单',
    waiting: '待领卡片',
    parcels: '待签收包裹',
    promises: '临期或逾期的申领',
    missing: '缺失卡片',
    sealed: '已封存卡片',
    notices: '银行通知',
    counted: '{{list}}（{{count}}）',
    noWaiting: '没有待领的卡。包裹签收后，卡会出现在这里。',
    noParcels: '没有在途的包裹。',
    noPromises: '本行没有临期或逾期的申领。',
    noMissing: '没有缺失的卡。',
    noSealed: '没有封存的卡。',
    noNotices: '没有等待银行系统签收的通知。',
    card: '卡号',
    name: '持卡人',
    since: '到点时间',
    long: '等候',
    deed: '办理',
    receive: '接待领卡',
    parcel: '包裹',
    consignment: '物流单号',
    listed: '清单张数',
    sent: '发出时间',
    check: '逐张核对',
    what: '事项',
    promised: '承诺日期',
    state: '时限',
    'at-risk': '可能逾期',
    late: '已逾期',
    cause: '原因',
    at: '时间',
    until: '有效至',
    fact: '通知内容',
    'loss-reported': '已挂失',
    'loss-confirmed': '已正式挂失',
    'loss-released': '已解除挂失',
    'loss-lapsed': '预挂失已失效',
    'card-superseded': '已换新卡',
    'account-to-close': '须办理销户',
  },
  en: {
    title: 'Worklists',
    lead: 'A number is the length of its list; it falls the moment something is done.',
    lists: 'Lists',
    waiting: 'Cards to collect',
    parcels: 'Parcels to sign for',
    promises: 'Promises at risk or late',
    missing: 'Missing cards',
    sealed: 'Sealed cards',
    notices: 'Bank notices',
    counted: '{{list}} ({{count}})',
    noWaiting: 'No card waits. Cards appear here once their parcel is signed for.',
    noParcels: 'No parcel is on its way.',
    noPromises: 'No application of this bank is at risk or late.',
    noMissing: 'No card is missing.',
    noSealed: 'No card is sealed.',
    noNotices: 'No notice waits for the system of the bank.',
    card: 'Card number',
    name: 'Holder',
    since: 'Here since',
    long: 'Waiting',
    deed: 'What to do',
    receive: 'Receive the visitor',
    parcel: 'Parcel',
    consignment: 'Consignment',
    listed: 'Cards listed',
    sent: 'Sent off',
    check: 'Check card by card',
    what: 'What',
    promised: 'Promised by',
    state: 'Promise',
    'at-risk': 'at risk',
    late: 'late',
    cause: 'Why',
    at: 'When',
    until: 'Until',
    fact: 'Notice',
    'loss-reported': 'loss reported',
    'loss-confirmed': 'loss reported formally',
    'loss-released': 'loss report released',
    'loss-lapsed': 'provisional report lapsed',
    'card-superseded': 'replaced by a new card',
    'account-to-close': 'account to be closed',
  },
})

const lists = ['waiting', 'parcels', 'promises', 'missing', 'sealed', 'notices'] as const

export function WorklistsPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(officeId) => <Lists officeId={officeId} />}</OfficeOnly>
}

function Lists({ officeId }: { readonly officeId: string }) {
  const say = useSay(words)
  const may = useMay()
  const navigate = useNavigate()
  const { list: asked } = useSearch({ strict: false }) as { readonly list?: string }
  const work = useWork(officeId)
  const shown = lists.filter((one) => one !== 'notices' || may('card/bank-notices'))
  const list: WorkList = shown.find((one) => one === asked) ?? 'waiting'
  const open = (to: WorkList) => void navigate({ to: '/lists', search: { list: to }, replace: true })
  useKeys(shown.map((one, index) => ({ key: String(index + 1), label: say(one), run: () => open(one) })))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <nav className="key-strip no-print" aria-label={say('lists')}>
        {shown.map((one, index) => (
          <Link
            key={one}
            to="/lists"
            search={{ list: one }}
            replace
            className="key-strip-key"
            aria-current={one === list ? 'page' : undefined}
          >
            <kbd>{index + 1}</kbd> {titleOf(one)}
          </Link>
        ))}
      </nav>
      <section className="stack">
        <h2 aria-live="polite">{titleOf(list)}</h2>
        <List list={list} work={work} officeId={officeId} />
      </section>
    </Page>
  )

  function titleOf(one: WorkList): string {
    const part = work[one]
    const read = 'pages' in part ? part.pages.data : part.asked.data
    if (read === undefined) return say(one)
    const more = 'pages' in part && part.pages.hasNextPage ? '+' : ''
    return say('counted', { list: say(one), count: `${part.rows.length}${more}` })
  }
}

function List({ list, work, officeId }: { readonly list: WorkList; readonly work: Work; readonly officeId: string }) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const said = useSaid()
  const moments = useMoments()
  const card = { key: 'card', title: say('card'), cell: (row: LyingCard) => <code>{row.cardNumber}</code> }
  const name = { key: 'name', title: say('name'), cell: (row: LyingCard) => row.name }
  const keyOf = ({ cardId }: LyingCard) => cardId
  switch (list) {
    case 'waiting':
      return (
        <KeysetTable
          caption={say('waiting')}
          {...work.waiting}
          keyOf={keyOf}
          empty={say('noWaiting')}
          columns={[
            card,
            name,
            { key: 'long', title: say('long'), cell: (row) => <WaitingTag card={row} /> },
            {
              key: 'since',
              title: say('since'),
              cell: (row) => (row.waitingSince === null ? null : moments.at(row.waitingSince)),
            },
            { key: 'deed', title: say('deed'), cell: () => <Link to="/">{say('receive')}</Link> },
          ]}
        />
      )
    case 'parcels':
      return (
        <KeysetTable
          caption={say('parcels')}
          {...work.parcels}
          keyOf={({ parcelId }) => parcelId}
          empty={say('noParcels')}
          columns={[
            { key: 'parcel', title: say('parcel'), cell: ({ parcelId }) => <code>{parcelId.slice(-8)}</code> },
            { key: 'consignment', title: say('consignment'), cell: ({ consignment }) => consignment ?? '—' },
            { key: 'listed', title: say('listed'), cell: ({ listed }) => listed },
            { key: 'sent', title: say('sent'), cell: ({ changedAt }) => moments.at(changedAt) },
            {
              key: 'deed',
              title: say('deed'),
              cell: ({ parcelId }) => (
                <Link to="/parcels/$parcelId" params={{ parcelId }}>
                  {say('check')}
                </Link>
              ),
            },
          ]}
        />
      )
    case 'promises':
      return (
        <KeysetTable
          caption={say('promises')}
          {...work.promises}
          keyOf={({ applicationId }) => applicationId}
          empty={say('noPromises')}
          columns={[
            {
              key: 'state',
              title: say('state'),
              cell: ({ outlook }) => <Tag tone={outlook === 'late' ? 'bad' : 'warn'}>{say(outlook)}</Tag>,
            },
            {
              key: 'promised',
              title: say('promised'),
              cell: ({ promisedOn }) => (promisedOn === null ? null : moments.on(promisedOn)),
            },
            { key: 'what', title: say('what'), cell: (row) => reason(row.reason) },
            { key: 'cause', title: say('cause'), cell: ({ causeWords }) => said(causeWords) },
          ]}
        />
      )
    case 'missing':
      return (
        <KeysetTable
          caption={say('missing')}
          {...work.missing}
          keyOf={keyOf}
          empty={say('noMissing')}
          columns={[
            card,
            name,
            { key: 'deed', title: say('deed'), cell: (row) => <MissingCardDeed card={row} officeId={officeId} /> },
          ]}
        />
      )
    case 'sealed':
      return (
        <KeysetTable
          caption={say('sealed')}
          {...work.sealed}
          keyOf={keyOf}
          empty={say('noSealed')}
          columns={[card, name, { key: 'deed', title: say('deed'), cell: (row) => <SealedCardDeed card={row} /> }]}
        />
      )
    case 'notices':
      return (
        <Asked of={work.notices.asked}>
          {() =>
            work.notices.rows.length === 0 ? (
              <Empty text={say('noNotices')} />
            ) : (
              <PlainTable
                caption={say('notices')}
                rows={work.notices.rows}
                keyOf={({ noticeId }) => noticeId}
                columns={[
                  { key: 'fact', title: say('fact'), cell: ({ fact }) => say(fact) },
                  { key: 'card', title: say('card'), cell: ({ cardNumber }) => <code>{cardNumber}</code> },
                  { key: 'at', title: say('at'), cell: ({ at }) => moments.at(at) },
                  { key: 'until', title: say('until'), cell: ({ until }) => (until === null ? '' : moments.at(until)) },
                ]}
              />
            )
          }
        </Asked>
      )
  }
}
