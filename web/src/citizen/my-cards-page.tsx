import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { Empty } from '../ui/empty.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { reportableFunctions } from '../ui/reportable-functions.ts'
import { useSimple } from '../ui/simple-mode.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'
import { CardDoors } from './card-doors.tsx'
import { MoneyDoors } from './money/money-doors.tsx'
import { SimpleDoors } from './simple-doors.tsx'
import { TimeLeft } from './time-left.tsx'
import { useCards } from './use-cards.ts'

const words = createWords('my-cards', {
  zh: {
    title: '我的社会保障卡',
    titleOf: '{{name}}的社会保障卡',
    none: '名下还没有社会保障卡。',
    guide: '查看如何申领',
    apply: '现在申领',
    loss: '挂失',
    more: '查看和办理',
    receipt: '查看挂失回执',
    until: '临时挂失将于 {{at}} 到期',
  },
  en: {
    title: 'My social security cards',
    titleOf: 'Social security cards of {{name}}',
    none: 'There is no card in this name yet.',
    guide: 'How to apply',
    apply: 'Apply now',
    loss: 'Report a loss',
    more: 'See the card and what can be done',
    receipt: 'Receipt of the loss report',
    until: 'The provisional report lapses on {{at}}',
  },
})

const purpose = 'own-affairs'

/** M7.8: every card with the state of both functions in plain words, and what its holder can do now. */
export function MyCardsPage() {
  const say = useSay(words)
  const simple = useSimple()
  const { personId, helped } = useActing()
  const title = helped === undefined ? say('title') : say('titleOf', { name: helped.name })
  return (
    <Page title={title} key={personId}>
      <Asked of={useCards(personId)}>
        {({ cards }) => (
          <>
            {simple && <SimpleDoors cards={cards} />}
            {cards.length === 0 ? (
              <Empty text={say('none')}>
                <Link className="button button-main" to="/apply">
                  {say('apply')}
                </Link>
                <a href="/guide">{say('guide')}</a>
              </Empty>
            ) : (
              <div className="cards">
                {cards.map((card) => (
                  <CardPanel key={card.cardId} card={card} simple={simple} />
                ))}
              </div>
            )}
          </>
        )}
      </Asked>
      {!simple && <CardDoors />}
      {!simple && <MoneyDoors />}
    </Page>
  )
}

function CardPanel({ card, simple }: { readonly card: CardView; readonly simple: boolean }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const { personId, cardId } = card
  // A formal report needs a counter: here only what can still be stopped for a while.
  const isReportable =
    may('card/report-loss') && card.actions.includes('report-loss') && reportableFunctions(card, 'reported').length > 0
  const lost = card.socialLossReceiptId !== null || card.financeLossReceiptId !== null
  return (
    <section className="panel">
      <CardFace card={card} />
      <Asked of={useAsk('card/card-status', { personId, cardId, purpose })}>
        {({ headline, finance, socialUntil }) => (
          <>
            <h2>{said(headline)}</h2>
            <p>{said(headline.next)}</p>
            {socialUntil !== null && (
              <Notice tone="warn" title={say('until', { at: moments.at(socialUntil) })}>
                <p>
                  <TimeLeft until={socialUntil} />
                </p>
              </Notice>
            )}
            <p className="quiet">{said(finance)}</p>
          </>
        )}
      </Asked>
      <p className="row actions">
        {isReportable && !simple && (
          <Link className="button button-grave" to="/cards/$personId/$cardId/report-loss" params={{ personId, cardId }}>
            {say('loss')}
          </Link>
        )}
        {lost && (
          <Link className="button" to="/cards/$personId/$cardId/loss-receipt" params={{ personId, cardId }}>
            {say('receipt')}
          </Link>
        )}
        <Link className="button" to="/cards/$personId/$cardId" params={{ personId, cardId }}>
          {say('more')}
        </Link>
      </p>
    </section>
  )
}
