import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { reportableFunctions } from '../ui/reportable-functions.ts'
import { createWords, useSay } from '../ui/words.ts'
import { type MoneyDoor, useMoneyDoors } from './money/money-doors.tsx'

const words = createWords('simple-doors', {
  zh: {
    title: '您要办什么？',
    lost: '卡丢了，马上挂失',
    eCard: '出示电子社保卡',
    progress: '我的卡办到哪一步了',
    benefits: '我的钱发了没有',
    travel: '公交地铁：余额和充值',
    medical: '看病花了多少',
    call: '打电话问：96066',
  },
  en: {
    title: 'What do you need?',
    lost: 'My card is lost: stop it',
    eCard: 'Show the e-card',
    progress: 'How far is my card',
    benefits: 'Has my money arrived',
    travel: 'Bus and metro: the purse',
    medical: 'What the doctor cost',
    call: 'Call 96066',
  },
})

const large = ['benefits', 'travel', 'medical'] as const
const isLarge = (door: MoneyDoor): door is (typeof large)[number] => (large as readonly string[]).includes(door)

/** M12.5: the few things that most people come for, as large as a thumb. */
export function SimpleDoors({ cards }: { readonly cards: readonly CardView[] }) {
  const say = useSay(words)
  const money = useMoneyDoors().flatMap(([to, door]) => (isLarge(door) ? [[to, door] as const] : []))
  const open = cards.find(
    (card) => card.actions.includes('report-loss') && reportableFunctions(card, 'reported').length > 0,
  )
  return (
    <section className="stack" aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <ul className="doors-large">
        {open !== undefined && (
          <li>
            <Link className="button button-grave" to="/cards/$personId/$cardId/report-loss" params={open}>
              {say('lost')}
            </Link>
          </li>
        )}
        {cards.some(({ social }) => social === 'enabled') && (
          <li>
            <Link className="button button-main" to="/e-card">
              {say('eCard')}
            </Link>
          </li>
        )}
        <li>
          <Link className="button button-main" to="/applications">
            {say('progress')}
          </Link>
        </li>
        {money.map(([to, door]) => (
          <li key={to}>
            <Link className="button button-main" to={to}>
              {say(door)}
            </Link>
          </li>
        ))}
        <li>
          <a className="button" href="tel:96066">
            {say('call')}
          </a>
        </li>
      </ul>
    </section>
  )
}
