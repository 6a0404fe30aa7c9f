import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import type { Answer, Input } from '../../client/operations.ts'
import { CallFailed } from '../../client/problem.ts'
import { useAsk, useAskPages } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { downloadFile } from '../../ui/download-file.ts'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useCardEnding } from './card-ending.ts'
import './money.css'
import { useMonthName } from './month.ts'
import { MonthSteps } from './month-steps.tsx'
import { MonthsFigure } from './months-figure.tsx'

type Kind = Input<'ledger/my-statement'>['kind']
type Line = Answer<'ledger/my-statement'>['lines'][number]

const words = createWords('statement', {
  zh: {
    title: '账单：{{account}}，{{month}}',
    wait: '账单',
    opening: '月初',
    closing: '月末',
    account: '账户',
    lines: '逐笔明细',
    none: '这个月没有收支。',
    more: '读取更多',
    take: '带走账单',
    csv: '下载表格（CSV）',
    print: '打印',
    got: '已下载：{{name}}',
    cut: '文件只能装下前 5000 笔，其余请在页面上查看。',
    detailOf: '详情：{{what}}，{{sum}}',
    happened: '发生在 {{day}}，{{booked}} 入账',
    back: '冲回此前一笔',
    months: '最近十二个月',
    monthsSaid: '最近十二个月共收入 {{in}}，支出 {{out}}；现在是 {{closing}}。',
    in: '收入',
    out: '支出',
    held: '月末',
    accounts: '返回我的资金',
  },
  en: {
    title: 'Statement: {{account}}, {{month}}',
    wait: 'Statement',
    opening: 'At the beginning',
    closing: 'At the end',
    account: 'Account',
    lines: 'Line by line',
    none: 'Nothing came in or went out in this month.',
    more: 'Read more',
    take: 'Take it along',
    csv: 'Download as a table (CSV)',
    print: 'Print',
    got: 'Downloaded: {{name}}',
    cut: 'The file takes the first 5000 lines; the others are on this page.',
    detailOf: 'Details: {{what}}, {{sum}}',
    happened: 'happened on {{day}}, booked on {{booked}}',
    back: 'takes an earlier one back',
    months: 'The last twelve months',
    monthsSaid: 'In the last twelve months {{in}} came in and {{out}} went out; now it is {{closing}}.',
    in: 'Came in',
    out: 'Went out',
    held: 'At the end',
    accounts: 'Back to my money',
  },
})

const purpose = 'own-affairs'

/** M13.4: what came in and went out of one account in one month, to the fen. */
export function StatementPage() {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const monthName = useMonthName()
  const params = useParams({ strict: false }) as { personId: string; kind: Kind; owner: string; month: string }
  const { personId, kind, owner, month } = params
  const ending = useCardEnding(personId)
  const asked = useAskPages('ledger/my-statement', { personId, kind, owner, month, limit: 50, purpose })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = asked
  const first = data?.pages[0]
  const name = first === undefined ? undefined : said(first.name)
  const lines = data?.pages.flatMap((page) => page.lines) ?? []
  return (
    <Page
      title={name === undefined ? say('wait') : say('title', { account: name, month: monthName(month) })}
      key={`${owner} ${kind}`}
    >
      <MonthSteps to="/money/$personId/$kind/$owner/$month" params={{ personId, kind, owner }} month={month} />
      <Asked of={{ ...asked, data: first }}>
        {({ opening, closing }) => (
          <>
            <section className="panel">
              <Facts
                of={[
                  [say('account'), kind === 'purse' || kind === 'travel-debt' ? ending(owner) : name],
                  [say('opening'), yuan.of(opening)],
                  [say('closing'), <strong key="closing">{yuan.of(closing)}</strong>],
                ]}
              />
            </section>
            <section className="panel">
              <h2>{say('lines')}</h2>
              {lines.length === 0 ? (
                <Empty text={say('none')} />
              ) : (
                <ul className="lines">
                  {lines.map((line) => (
                    <LineOf key={`${line.transferId} ${line.purpose} ${line.amount}`} personId={personId} line={line} />
                  ))}
                </ul>
              )}
              {hasNextPage && (
                <p className="no-print">
                  <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                    {say('more')}
                  </Button>
                </p>
              )}
            </section>
          </>
        )}
      </Asked>
      <TakeAlong
        input={{ personId, kind, owner, month }}
        readAll={async () => {
          for (let more = hasNextPage; more; ) more = (await fetchNextPage()).hasNextPage
        }}
      />
      <Months personId={personId} kind={kind} owner={owner} />
      <p className="no-print">
        <Link to="/money">{say('accounts')}</Link>
      </p>
    </Page>
  )
}

function LineOf({ personId, line }: { readonly personId: string; readonly line: Line }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { transferId, kindName, purposeName, amount, at, bookedOn, businessDay, reverses } = line
  const sum = yuan.moved(amount)
  const what = said(kindName)
  const why = said(purposeName)
  return (
    <li>
      <span className="sum-row">
        <Link
          className="said"
          to="/money/$personId/transfers/$transferId"
          params={{ personId, transferId }}
          aria-label={say('detailOf', { what, sum })}
        >
          {what}
        </Link>
        <span className={amount > 0 ? 'in' : 'out'}>{sum}</span>
      </span>
      <span className="quiet small">
        {[
          moments.at(at),
          why === what ? '' : why,
          businessDay === bookedOn
            ? ''
            : say('happened', { day: moments.on(businessDay), booked: moments.on(bookedOn) }),
          reverses === null ? '' : say('back'),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </li>
  )
}

interface TakeAlongProps {
  readonly input: Omit<Input<'ledger/my-statement-file'>, 'language' | 'purpose'>
  /** Paper has no button that reads more. */
  readonly readAll: () => Promise<void>
}

function TakeAlong({ input, readAll }: TakeAlongProps) {
  const say = useSay(words)
  const language = useLanguage()
  const client = useClient()
  const [busy, setBusy] = useState<'csv' | 'print'>()
  const [told, setTold] = useState('')
  const [failed, setFailed] = useState<CallFailed>()
  async function take(): Promise<void> {
    setBusy('csv')
    setFailed(undefined)
    try {
      const file = await client.query('ledger/my-statement-file', { ...input, language, purpose })
      downloadFile(file.fileName, 'text/csv', file.text)
      setTold(`${say('got', { name: file.fileName })} ${file.complete ? '' : say('cut')}`)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      setBusy(undefined)
    }
  }
  async function print(): Promise<void> {
    setBusy('print')
    await readAll()
    setBusy(undefined)
    document.documentElement.dataset['paper'] = 'a4'
    window.print()
  }
  return (
    <section className="stack no-print">
      <h2>{say('take')}</h2>
      {failed !== undefined && <ProblemNotice error={failed} />}
      <p className="row actions">
        <Button busy={busy === 'csv'} onClick={() => void take()}>
          {say('csv')}
        </Button>
        <Button busy={busy === 'print'} onClick={() => void print()}>
          {say('print')}
        </Button>
      </p>
      <div role="status">{told !== '' && <Notice tone="good" title={told} />}</div>
    </section>
  )
}

function Months(account: { readonly personId: string; readonly kind: Kind; readonly owner: string }) {
  const say = useSay(words)
  const yuan = useYuan()
  return (
    <Asked of={useAsk('ledger/my-months', { ...account, purpose })}>
      {({ months }) => {
        const sum = (of: 'in' | 'out') => months.reduce((total, month) => total + month[of], 0)
        const closing = yuan.of(months.at(-1)?.closing ?? 0)
        return (
          <MonthsFigure
            title={say('months')}
            description={say('monthsSaid', { in: yuan.of(sum('in')), out: yuan.of(sum('out')), closing })}
            months={months.map(({ month }) => month)}
            series={[
              { name: say('in'), data: months.map((month) => month.in) },
              { name: say('out'), striped: true, data: months.map((month) => month.out) },
            ]}
            more={[
              {
                name: say('held'),
                cell: (month) => yuan.of(months.find((one) => one.month === month)?.closing ?? 0),
              },
            ]}
          />
        )
      }}
    </Asked>
  )
}
