import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useCards } from '../use-cards.ts'
import { useCardEnding } from './card-ending.ts'
import { thisMonth } from './month.ts'
import { WayBar } from './way-bar.tsx'

type Travelled = Answer<'travel/my-travel'>

const words = createWords('purse-of-card', {
  zh: {
    title: '公交钱包 · {{card}}',
    pending: '另有 {{sum}} 正在写入卡片。',
    debt: '欠票款 {{sum}}，刷卡乘车可能已停用。充值时先还上，就可以继续乘车。',
    paid: '这个月坐地铁付了 {{sum}}。',
    full: '下一次地铁付票价的全价。',
    percent: '下一次地铁只付票价的 {{percent}}%：票价 {{fare}} 的一程付 {{costs}}。',
    next: '再付 {{left}}，以后的每一程付 {{percent}}%。',
    back: '再付 {{left}}，恢复全价。',
    provisional: '暂定票价，未经官方文件核实',
    topUp: '充值',
    topUpOf: '充值：{{card}}',
    statement: '钱包账单',
    case: '把余额转到新卡或退回',
    open: '余额结转已受理。为等待迟到的刷卡记录，{{day}} 起办理。',
    proposed: '余额结转 {{sum}} 正在复核。',
    done: '余额 {{sum}} 已转到新卡。',
    refunded: '余额 {{sum}} 已退回您的银行账户。',
    over: '此卡已不能使用。',
  },
  en: {
    title: 'Transit purse · {{card}}',
    pending: 'Another {{sum}} is being written to the card.',
    debt: '{{sum}} is owed for rides, and rides may be stopped. A top-up pays it first, and then you ride again.',
    paid: 'You paid {{sum}} for the metro this month.',
    full: 'The next metro ride costs the whole price.',
    percent: 'The next metro ride costs {{percent}} % of its price: one of {{fare}} costs {{costs}}.',
    next: 'After another {{left}} each ride costs {{percent}} %.',
    back: 'After another {{left}} the whole price is back.',
    provisional: 'provisional fares, no official text was read',
    topUp: 'Top up',
    topUpOf: 'Top up: {{card}}',
    statement: 'Statement of the purse',
    case: 'Move the rest to the new card, or get it back',
    open: 'The transfer of the rest is taken up. Taps may still come late; it is done from {{day}} on.',
    proposed: 'The transfer of {{sum}} is being checked.',
    done: '{{sum}} went to the new card.',
    refunded: '{{sum}} went back to your bank account.',
    over: 'This card cannot be used any more.',
  },
})

interface PurseOfCardProps {
  readonly personId: string
  readonly cardId: string
  readonly travelled: Travelled
}

/** An example of a fare, so that a percentage is money. */
const exampleFen = 500

/** Article 5: what one card holds for rides, what it owes, and what the next metro ride costs. A card that ended is shown while money is on it. */
export function PurseOfCard({ personId, cardId, travelled }: PurseOfCardProps) {
  const say = useSay(words)
  const yuan = useYuan()
  const may = useMay()
  const ending = useCardEnding(personId)
  const card = useCards(personId).data?.cards.find((one) => one.cardId === cardId)
  const held = travelled.cards.find((one) => one.cardId === cardId)
  const latest = travelled.cases.findLast((one) => one.cardId === cardId)
  if (card === undefined || held === undefined) return null
  const { balance, pendingTopUps, debt } = held
  const ended = hasEnded(card)
  if ((ended || card.social === 'none') && balance === 0 && debt === 0 && latest === undefined) return null
  const name = ending(cardId)
  const params = { personId, cardId }
  return (
    <section className="panel">
      <h2>{say('title', { card: name })}</h2>
      <p className="sum">{yuan.of(balance)}</p>
      {pendingTopUps > 0 && <p className="quiet">{say('pending', { sum: yuan.of(pendingTopUps) })}</p>}
      {debt > 0 && <Notice tone="warn" title={say('debt', { sum: yuan.of(debt) })} />}
      {ended ? <p>{say('over')}</p> : <MonthlyDiscount held={held} travelled={travelled} />}
      {latest !== undefined && <CaseOf of={latest} />}
      <p className="row actions">
        {card.social === 'enabled' && may('travel/top-up-purse') && (
          <Link
            className="button button-main"
            to="/travel/$personId/cards/$cardId/top-up"
            params={params}
            aria-label={say('topUpOf', { card: name })}
          >
            {say('topUp')}
          </Link>
        )}
        {ended && balance > 0 && (latest === undefined || latest.status === 'done') && (
          <Link className="button button-main" to="/travel/$personId/cards/$cardId/transfer" params={params}>
            {say('case')}
          </Link>
        )}
        <Link
          className="button"
          to="/money/$personId/$kind/$owner/$month"
          params={{ personId, kind: 'purse', owner: cardId, month: thisMonth() }}
        >
          {say('statement')}
        </Link>
      </p>
    </section>
  )
}

/** As core sees it: ended, or formally reported lost. */
function hasEnded({ social }: Pick<CardView, 'social'>): boolean {
  return social === 'cancelled' || social === 'suspended-formal'
}

interface MonthlyDiscountProps {
  readonly held: Travelled['cards'][number]
  readonly travelled: Travelled
}

function MonthlyDiscount({ held: { paid, percent }, travelled: { steps, verified } }: MonthlyDiscountProps) {
  const say = useSay(words)
  const yuan = useYuan()
  const next = steps.find(({ fromFen }) => fromFen > paid)
  const costs = yuan.of(Math.floor((exampleFen * percent + 50) / 100))
  const left = next === undefined ? '' : yuan.of(next.fromFen - paid)
  return (
    <>
      <p>{say('paid', { sum: yuan.of(paid) })}</p>
      <p>{percent === 100 ? say('full') : say('percent', { percent, costs, fare: yuan.of(exampleFen) })}</p>
      {next !== undefined && (
        <>
          <WayBar done={paid} all={next.fromFen} />
          <p>{next.percent === 100 ? say('back', { left }) : say('next', { left, percent: next.percent })}</p>
        </>
      )}
      {!verified && (
        <p>
          <Tag tone="warn">{say('provisional')}</Tag>
        </p>
      )}
    </>
  )
}

function CaseOf({ of: { status, settleOn, way, amount } }: { readonly of: Travelled['cases'][number] }) {
  const say = useSay(words)
  const moments = useMoments()
  const yuan = useYuan()
  const sum = yuan.of(amount ?? 0)
  const key = status === 'done' && way === 'refund' ? 'refunded' : status
  return (
    <Notice
      {...(status === 'done' ? { tone: 'good' } : {})}
      title={say(key, key === 'open' ? { day: moments.on(settleOn) } : { sum })}
    />
  )
}
