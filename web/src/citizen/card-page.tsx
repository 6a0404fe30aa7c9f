import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { Page } from '../ui/page.tsx'
import { reportableFunctions } from '../ui/reportable-functions.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { CardHere } from './card-here.tsx'
import { LossReports } from './loss-reports.tsx'

const words = createWords('card-page', {
  zh: {
    title: '卡片信息和办理',
    state: '现在的状态',
    do: '可以办理',
    loss: '挂失',
    pin: '社会保障密码',
    enable: '启用社会保障功能',
    back: '返回我的卡',
  },
  en: {
    title: 'The card and what can be done',
    state: 'As it stands now',
    do: 'What can be done',
    loss: 'Report a loss',
    pin: 'PIN',
    enable: 'Enable the social-security function',
    back: 'Back to my cards',
  },
})

/** M7.8: all about one card: its states in plain words with the next step, what was stopped, what can be done. */
export function CardPage() {
  const say = useSay(words)
  return <CardHere title={say('title')}>{(card) => <About card={card} />}</CardHere>
}

function About({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { personId, cardId } = card
  const params = { personId, cardId }
  const status = useAsk('card/card-status', { personId, cardId, purpose: 'own-affairs' })
  const isReportable = card.actions.includes('report-loss') && reportableFunctions(card, 'reported').length > 0
  const hasPin = card.social !== 'none' && card.social !== 'cancelled'
  return (
    <Page title={say('title')} narrow>
      <CardFace card={card} />
      <LossReports card={card} />
      <section className="panel">
        <h2>{say('state')}</h2>
        <Asked of={status}>
          {({ physical, social, finance, pin }) => (
            <ul className="data-list">
              {[physical, social, finance, pin].map((state) => (
                <li key={state.zh}>
                  <strong>{said(state)}</strong>
                  <span className="small">{said(state.next)}</span>
                </li>
              ))}
            </ul>
          )}
        </Asked>
      </section>
      <section className="stack" aria-label={say('do')}>
        <h2>{say('do')}</h2>
        <p className="row actions">
          {isReportable && may('card/report-loss') && (
            <Link className="button button-grave" to="/cards/$personId/$cardId/report-loss" params={params}>
              {say('loss')}
            </Link>
          )}
          {card.actions.includes('enable-social') && may('card/enable-social') && (
            <Link className="button button-main" to="/cards/$personId/$cardId/enable" params={params}>
              {say('enable')}
            </Link>
          )}
          {hasPin && may('card/pin-status') && (
            <Link className="button" to="/cards/$personId/$cardId/pin" params={params}>
              {say('pin')}
            </Link>
          )}
        </p>
        <p>
          <Link to="/">{say('back')}</Link>
        </p>
      </section>
    </Page>
  )
}
