import { Link } from '@tanstack/react-router'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useActing } from '../acting.ts'
import { useCardEnding } from './card-ending.ts'
import { MoneyDoors } from './money-doors.tsx'
import './money.css'
import { thisMonth } from './month.ts'

type Held = Answer<'ledger/my-money'>['accounts'][number]

const words = createWords('money', {
  zh: {
    title: '我的资金',
    titleOf: '{{name}}的资金',
    lead: '卡上和账户里有多少钱、欠了多少、还有什么在路上。每一分都可以查到来处和去处。',
    none: '还没有任何收支。第一次充值、看病结算或领取待遇后，这里会显示。',
    purse: '坐地铁、公交时从这里扣。',
    'travel-debt': '钱包余额不足时先记下的票款；下次充值会先还上。',
    'travel-debt0': '没有欠款。',
    'medical-account': '看病、买药时可以用它支付。',
    'own-money': '看病、缴费、充值时由您自己支付（负数），或退还给您的钱（正数）。不是余额。',
    'benefit-payable': '已经发放、正在转入您银行账户的待遇。',
    'benefit-payable0': '没有在路上的待遇。',
    paidByOneself: '您自己付的钱',
    pending: '另有 {{sum}} 正在处理。',
    statement: '查看账单：{{account}}',
    topUp: '给这张卡充值',
  },
  en: {
    title: 'My money',
    titleOf: 'Money of {{name}}',
    lead: 'What there is on cards and accounts, what is owed, and what is on its way. Every fen can be followed.',
    none: 'Nothing has come in or gone out. It shows here after the first top-up, medical bill or benefit.',
    purse: 'Metro and bus fares are taken from it.',
    'travel-debt': 'Fares that the purse did not cover; the next top-up pays them first.',
    'travel-debt0': 'Nothing is owed.',
    'medical-account': 'It can pay at the doctor and the pharmacy.',
    'own-money': 'Paid by yourself for bills, fees and top-ups (minus), or given back (plus). Not a balance.',
    'benefit-payable': 'Benefits that were paid and are on their way to your bank account.',
    'benefit-payable0': 'Nothing is on its way.',
    paidByOneself: 'Paid by yourself',
    pending: 'Another {{sum}} is under way.',
    statement: 'Statement: {{account}}',
    topUp: 'Top up this card',
  },
})

/** M9.2, M13.4: every account of the holder, what it holds and what that means. */
export function MoneyPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const asked = useAsk('ledger/my-money', { personId, purpose: 'own-affairs' })
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      key={personId}
    >
      <Asked of={asked}>
        {({ accounts }) =>
          accounts.length === 0 ? (
            <Empty text={say('none')} />
          ) : (
            <ul className="grid">
              {accounts.toSorted(inOrder).map((account) => (
                <AccountPanel key={`${account.kind}/${account.owner}`} personId={personId} account={account} />
              ))}
            </ul>
          )
        }
      </Asked>
      <MoneyDoors except="money" />
    </Page>
  )
}

const order = ['purse', 'travel-debt', 'medical-account', 'benefit-payable', 'own-money'] as const
const inOrder = (a: Held, b: Held) => order.indexOf(a.kind) - order.indexOf(b.kind)

function AccountPanel({ personId, account }: { readonly personId: string; readonly account: Held }) {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const ending = useCardEnding(personId)
  const { kind, owner, name, posted, pendingIn, pendingOut } = account
  const ofCard = kind === 'purse' || kind === 'travel-debt'
  const short = kind === 'own-money' ? say('paidByOneself') : said(name)
  const title = ofCard ? `${short} · ${ending(owner)}` : short
  const debt = kind === 'travel-debt' ? Math.max(0, -posted) : undefined
  const settled = (kind === 'travel-debt' || kind === 'benefit-payable') && posted === 0
  const about = settled ? (`${kind}0` as const) : kind
  return (
    <li className="panel">
      <h2 className="said">{title}</h2>
      <p className="sum">{kind === 'own-money' ? yuan.moved(posted) : yuan.of(debt ?? posted)}</p>
      <p className="quiet">
        {say(about)}
        {pendingIn + pendingOut > 0 && ` ${say('pending', { sum: yuan.of(Math.max(pendingIn, pendingOut)) })}`}
      </p>
      <p>
        <Link
          to="/money/$personId/$kind/$owner/$month"
          params={{ personId, kind, owner, month: thisMonth() }}
          aria-label={say('statement', { account: title })}
        >
          {say('statement', { account: short })}
        </Link>
      </p>
      {kind === 'purse' && (
        <p>
          <Link to="/travel/$personId/cards/$cardId/top-up" params={{ personId, cardId: owner }}>
            {say('topUp')}
          </Link>
        </p>
      )}
    </li>
  )
}
