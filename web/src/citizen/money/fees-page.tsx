import { Link } from '@tanstack/react-router'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useActing } from '../acting.ts'
import { feeTones, feeWords } from './fee-words.ts'
import './money.css'
import { MoneyDoors } from './money-doors.tsx'

type Fee = Answer<'settlement/my-fees'>['fees'][number]

const words = createWords('fees', {
  zh: {
    title: '我的缴费',
    titleOf: '{{name}}的缴费',
    lead: '要缴的、缴过的和退回的。缴费以后随时可以再取收据。',
    none: '没有任何缴费单。',
    open: '待缴',
    openNone: '现在没有要缴的。',
    done: '已办结',
    due: '{{day}} 前缴',
    pay: '缴费',
    payOf: '缴费：{{what}}，{{sum}}',
    see: '查看',
    seeOf: '查看：{{what}}，{{sum}}',
    more: '更早的缴费',
  },
  en: {
    title: 'My fees',
    titleOf: 'Fees of {{name}}',
    lead: 'To pay, paid and refunded. A receipt can be read again at any time.',
    none: 'There are no bills.',
    open: 'To pay',
    openNone: 'Nothing is to be paid now.',
    done: 'Done',
    due: 'by {{day}}',
    pay: 'Pay',
    payOf: 'Pay: {{what}}, {{sum}}',
    see: 'See it',
    seeOf: 'See it: {{what}}, {{sum}}',
    more: 'Earlier ones',
  },
})

/** M9.2: bills of the holder, those to pay first. */
export function FeesPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const asked = useAskPages('settlement/my-fees', { personId, purpose: 'own-affairs' })
  const fees = asked.data?.pages.flatMap((page) => page.fees) ?? []
  const open = fees.filter(({ state }) => state === 'open')
  const done = fees.filter(({ state }) => state !== 'open')
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      key={personId}
    >
      <Asked of={asked}>
        {() =>
          fees.length === 0 ? (
            <Empty text={say('none')} />
          ) : (
            <>
              <FeeList title={say('open')} none={say('openNone')} personId={personId} fees={open} />
              {done.length > 0 && <FeeList title={say('done')} personId={personId} fees={done} />}
            </>
          )
        }
      </Asked>
      {asked.hasNextPage && (
        <p>
          <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {say('more')}
          </Button>
        </p>
      )}
      <MoneyDoors except="fees" />
    </Page>
  )
}

interface FeeListProps {
  readonly title: string
  readonly none?: string
  readonly personId: string
  readonly fees: readonly Fee[]
}

function FeeList({ title, none, personId, fees }: FeeListProps) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {fees.length === 0 && <p>{none}</p>}
      <ul className="lines">
        {fees.map((fee) => (
          <FeeLine key={fee.feeId} personId={personId} fee={fee} />
        ))}
      </ul>
    </section>
  )
}

function FeeLine({ personId, fee }: { readonly personId: string; readonly fee: Fee }) {
  const say = useSay(words)
  const sayState = useSay(feeWords)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { feeId, title, institution, institutionId, amount, state, dueOn, paidAt } = fee
  const what = said(title)
  const sum = yuan.of(amount)
  const when = state === 'open' ? say('due', { day: moments.on(dueOn) }) : paidAt === null ? '' : moments.at(paidAt)
  return (
    <li>
      <span className="sum-row">
        <strong className="said">{what}</strong>
        <span className="out">{sum}</span>
      </span>
      <span className="row">
        <Tag tone={feeTones[state]}>{sayState(state)}</Tag>
        <span className="quiet small">
          {[institution === null ? institutionId : said(institution), when].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      <Link
        to="/fees/$personId/$feeId"
        params={{ personId, feeId }}
        aria-label={say(state === 'open' ? 'payOf' : 'seeOf', { what, sum })}
      >
        {say(state === 'open' ? 'pay' : 'see')}
      </Link>
    </li>
  )
}
