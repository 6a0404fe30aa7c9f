import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { Notice } from '../ui/notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { type CardDeed, cardDeeds, type Desk, whyNot } from './card-deeds.ts'
import { deedLink } from './deed-links.ts'
import { deedWords } from './deed-words.ts'
import { readOf, type Visit } from './visit.ts'

const words = createWords('card-panel', {
  zh: {
    card: '第 {{place}} 张卡',
    receipt: '挂失回执',
    barred: '暂不能办理的事项及原因（{{count}}）',
    select: '快捷键用于此卡',
    selected: '快捷键现用于此卡',
    actions: '此卡可办理',
  },
  en: {
    card: 'Card {{place}}',
    receipt: 'Receipt of the loss report',
    barred: 'Not possible now, and why ({{count}})',
    select: 'Let the keys mean this card',
    selected: 'The keys mean this card',
    actions: 'What can be done with this card',
  },
})

interface CardPanelProps {
  readonly card: CardView
  readonly visit: Visit
  readonly desk: Desk
  /** Counted from one; the digit selects the card. */
  readonly place: number
  readonly selected: boolean
  readonly onSelect: (() => void) | undefined
}

export function CardPanel({ card, visit, desk, place, selected, onSelect }: CardPanelProps) {
  const say = useSay(words)
  const deed = useSay(deedWords)
  const said = useSaid()
  const { personId, cardId } = card
  const asked = useAsk('card/card-status', { ...readOf(visit), cardId })
  const lost = card.socialLossReceiptId !== null || card.financeLossReceiptId !== null
  const judged = (Object.keys(cardDeeds) as CardDeed[]).map((name) => ({ name, why: whyNot(name, card, desk) }))
  const offered = judged.filter(({ why }) => why === undefined)
  const barred = judged.filter(({ why }) => why !== undefined)
  return (
    <article className="panel card-panel" data-selected={selected} aria-label={say('card', { place })}>
      <CardFace card={card} />
      <Asked of={asked}>
        {({ headline, finance, pin }) => (
          <>
            <Notice title={said(headline)}>
              <p>{said(headline.next)}</p>
            </Notice>
            <p className="quiet">
              {said(finance)} · {said(pin)}
            </p>
          </>
        )}
      </Asked>
      {(offered.length > 0 || lost) && (
        <fieldset className="row">
          <legend className="unseen">{say('actions')}</legend>
          {offered.map(({ name }) => (
            <Link key={name} className="button" {...deedLink(name, card)}>
              {deed(name)}
            </Link>
          ))}
          {lost && (
            <Link className="button" to="/person/$personId/cards/$cardId/loss-receipt" params={{ personId, cardId }}>
              {say('receipt')}
            </Link>
          )}
        </fieldset>
      )}
      {selected ? (
        <p className="small">{say('selected')}</p>
      ) : (
        onSelect !== undefined && (
          <p>
            <Button look="plain" onClick={onSelect}>
              <kbd>{place}</kbd> {say('select')}
            </Button>
          </p>
        )
      )}
      {barred.length > 0 && (
        <details className="barred">
          <summary>{say('barred', { count: barred.length })}</summary>
          <dl className="facts small">
            {barred.map(({ name, why }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{deed(name)}</dt>
                <dd>{why === undefined ? '' : said(why)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  )
}
