import { useParams } from '@tanstack/react-router'
import type { UseReason } from '@yika/core/service/judge-use.ts'
import { useReasonWords } from '@yika/core/service/use-reason-words.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useActing } from '../acting.ts'
import './money.css'
import { MoneyDoors } from './money-doors.tsx'
import { thisMonth, useMonthName } from './month.ts'
import { MonthSteps } from './month-steps.tsx'
import { PurseOfCard } from './purse-of-card.tsx'
import { RideLine } from './ride-line.tsx'

type Travelled = Answer<'travel/my-travel'>

const words = createWords('travel', {
  zh: {
    title: '出行，{{month}}',
    titleOf: '{{name}}的出行，{{month}}',
    rides: '乘车记录',
    sum: '这个月乘车 {{count}} 次，共 {{fares}}。',
    none: '这个月没有乘车记录。',
    noneAbout: '刚刷过的卡，终端联网后几分钟到一天内会显示。',
    uncharged: '不由您付的刷卡',
    unchargedAbout: '挂失以后、卡片作废以后的刷卡，不向您收费。',
    at: '{{at}}，{{place}}',
  },
  en: {
    title: 'Travel, {{month}}',
    titleOf: 'Travel of {{name}}, {{month}}',
    rides: 'Rides',
    sum: '{{count}} rides in this month, {{fares}} in all.',
    none: 'No rides in this month.',
    noneAbout: 'A tap that you have just made shows when its terminal is on line, within minutes or a day.',
    uncharged: 'Taps that you do not pay',
    unchargedAbout: 'What is tapped after a loss report, or after the card has ended, is not charged to you.',
    at: '{{at}}, {{place}}',
  },
})

/** Article 5: the purse, the discount of the month and every ride with the reasons of its fare. */
export function TravelPage() {
  const say = useSay(words)
  const monthName = useMonthName()
  const { personId, helped } = useActing()
  const { month = thisMonth() } = useParams({ strict: false }) as { month?: string }
  const asked = useAsk('travel/my-travel', { personId, month, purpose: 'own-affairs' })
  const named = { month: monthName(month) }
  return (
    <Page
      title={helped === undefined ? say('title', named) : say('titleOf', { ...named, name: helped.name })}
      key={`${personId} ${month}`}
    >
      <MonthSteps to="/travel/$personId/$month" params={{ personId }} month={month} />
      <Asked of={asked}>
        {(travelled) => (
          <>
            {month === thisMonth() && (
              <div className="split">
                {travelled.cards.map(({ cardId }) => (
                  <PurseOfCard key={cardId} personId={personId} cardId={cardId} travelled={travelled} />
                ))}
              </div>
            )}
            <Rides travelled={travelled} />
            <Uncharged of={travelled.uncharged} />
          </>
        )}
      </Asked>
      <MoneyDoors except="travel" />
    </Page>
  )
}

function Rides({ travelled: { rides } }: { readonly travelled: Travelled }) {
  const say = useSay(words)
  const yuan = useYuan()
  const fares = yuan.of(rides.reduce((sum, { fare }) => sum + fare, 0))
  if (rides.length === 0) {
    return (
      <Empty text={say('none')}>
        <p>{say('noneAbout')}</p>
      </Empty>
    )
  }
  return (
    <section className="panel">
      <h2>{say('rides')}</h2>
      <p>{say('sum', { count: rides.length, fares })}</p>
      <ul className="lines">
        {rides.map((ride) => (
          <RideLine key={ride.rideId} ride={ride} />
        ))}
      </ul>
    </section>
  )
}

function Uncharged({ of }: { readonly of: Travelled['uncharged'] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  if (of.length === 0) return null
  return (
    <section className="panel">
      <h2>{say('uncharged')}</h2>
      <p>{say('unchargedAbout')}</p>
      <ul className="lines">
        {of.map(({ at, place, reason }) => (
          <li key={`${at} ${place}`}>
            <span>{say('at', { at: moments.at(at), place })}</span>
            {isReason(reason) && <span className="quiet small">{said(useReasonWords[reason])}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

const isReason = (reason: string): reason is UseReason => Object.hasOwn(useReasonWords, reason)
