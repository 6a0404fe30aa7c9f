import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useClient } from '../client/client-context.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useMoments } from '../ui/moment.ts'
import { useOperationTitles } from '../ui/operation-titles.ts'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { type LoggedDeed, loggedDeeds } from './deed-log.ts'
import { OfficeOnly } from './office-only.tsx'
import { useInbox } from './use-inbox.ts'
import { useStock } from './use-stock.ts'
import { useWork } from './use-work.ts'
import { anyVisit } from './visit.ts'

const words = createWords('day-end', {
  zh: {
    title: '日终',
    lead: '离开前逐项看一遍，再退出登录。',
    check: '离开前',
    counted: '卡基今日已盘点，账实相符',
    notCounted: '卡基今日尚未盘点',
    difference: '卡基盘点有差异，等待第二人处理',
    noBlanks: '本网点没有卡基',
    inbox: '等待复核 {{count}} 件',
    noInbox: '没有等待复核的事项',
    parcels: '待签收包裹 {{count}} 个',
    noParcels: '没有待签收的包裹',
    visit: '有一次接待尚未结束',
    noVisit: '没有正在进行的接待',
    go: '去办理',
    list: '本次登录办理的事项（{{count}}）',
    none: '本次登录后还没有办理事项。',
    about: '只列本窗口本次登录的办理，不含个人信息；退出后清除。完整记录在系统日志中。',
    what: '事项',
    times: '次数',
    last: '最近一次',
    print: '打印日清单',
    leave: '退出登录',
    printed: '打印时间 {{at}}',
  },
  en: {
    title: 'End of the day',
    lead: 'Look at each line, then sign out.',
    check: 'Before you leave',
    counted: 'The blanks were counted today and agree with the books',
    notCounted: 'The blanks have not been counted today',
    difference: 'The count of the blanks differs; a second person has to settle it',
    noBlanks: 'There are no blanks here',
    inbox: '{{count}} wait for a second person',
    noInbox: 'Nothing waits for a second person',
    parcels: '{{count}} parcels to sign for',
    noParcels: 'No parcel to sign for',
    visit: 'A visit is still open',
    noVisit: 'No visit is open',
    go: 'Go there',
    list: 'Done since you signed in ({{count}})',
    none: 'Nothing has been done since you signed in.',
    about:
      'Only what was done in this tab since the sign-in, without personal data; signing out clears it. The log of the system holds everything.',
    what: 'What',
    times: 'How often',
    last: 'Last',
    print: 'Print the list',
    leave: 'Sign out',
    printed: 'Printed {{at}}',
  },
})

export function DayEndPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(officeId) => <DayEnd officeId={officeId} />}</OfficeOnly>
}

interface Check {
  readonly key: string
  readonly good: boolean
  readonly text: string
  readonly to: '/' | '/stock' | '/inbox' | '/lists'
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

function DayEnd({ officeId }: { readonly officeId: string }) {
  const say = useSay(words)
  const moments = useMoments()
  const { signIn } = useClient()
  const stocks = useStock(officeId)
  const inbox = useInbox(officeId)
  const { parcels } = useWork(officeId)
  const [deeds] = useState(loggedDeeds)
  const [stock] = stocks.data?.stocks ?? []
  const visitOpen = anyVisit() !== undefined

  function ofStock(): Check {
    const line = { key: 'stock', to: '/stock' } as const
    if (stock === undefined) return { ...line, good: true, text: say('noBlanks') }
    if (stock.difference !== 0) return { ...line, good: false, text: say('difference') }
    const counted = stock.closedOn === today()
    return { ...line, good: counted, text: say(counted ? 'counted' : 'notCounted') }
  }
  const waiting = inbox.items.length
  const boxes = parcels.rows.length
  const checks: readonly Check[] = [
    ...(stocks.data === undefined ? [] : [ofStock()]),
    ...(inbox.isRead
      ? [
          {
            ...{ key: 'inbox', to: '/inbox' as const, good: waiting === 0 },
            text: waiting === 0 ? say('noInbox') : say('inbox', { count: waiting }),
          },
        ]
      : []),
    ...(parcels.pages.data === undefined
      ? []
      : [
          {
            ...{ key: 'parcels', to: '/lists' as const, good: boxes === 0 },
            text: boxes === 0 ? say('noParcels') : say('parcels', { count: boxes }),
          },
        ]),
    { key: 'visit', to: '/', good: !visitOpen, text: say(visitOpen ? 'visit' : 'noVisit') },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="stack">
        <h2>{say('check')}</h2>
        <ul className="stack plain-list">
          {checks.map(({ key, good, text, to }) => (
            <li key={key}>
              <Tag tone={good ? 'good' : 'warn'}>{text}</Tag> {!good && <Link to={to}>{say('go')}</Link>}
            </li>
          ))}
        </ul>
      </section>
      <DoneList deeds={deeds} />
      <p className="small quiet">{say('printed', { at: moments.at(new Date().toISOString()) })}</p>
      <div className="row actions no-print">
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <Button look="main" onClick={() => signIn.leave()}>
          {say('leave')}
        </Button>
      </div>
    </Page>
  )
}

function DoneList({ deeds }: { readonly deeds: readonly LoggedDeed[] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const titles = useOperationTitles()
  const rows = [...Map.groupBy(deeds, ({ name }) => name)].map(([name, all]) => ({
    name: name.slice(name.indexOf('/') + 1),
    times: all.length,
    last: all.at(-1)?.at ?? '',
  }))
  const caption = say('list', { count: deeds.length })
  return (
    <section className="stack">
      <h2>{caption}</h2>
      {rows.length === 0 ? (
        <Empty text={say('none')} />
      ) : (
        <PlainTable
          caption={caption}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            { key: 'what', title: say('what'), cell: ({ name }) => said(titles.get(name) ?? { zh: name, en: name }) },
            { key: 'times', title: say('times'), cell: ({ times }) => times },
            { key: 'last', title: say('last'), cell: ({ last }) => moments.at(last) },
          ]}
        />
      )}
      <p className="small quiet">{say('about')}</p>
    </section>
  )
}
