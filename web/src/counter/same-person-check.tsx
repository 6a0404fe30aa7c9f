import type { CardView } from '@yika/core/card/card-view.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { cardStateWords } from './card-state-words.ts'
import { PhotoView } from './photo-view.tsx'
import { reasonWords } from './reason-words.ts'
import { readOf, type Visit } from './visit.ts'

const words = createWords('same-person', {
  zh: {
    title: '重复申领核对',
    lead: '左右对照：本次照片、上次制卡照片，以及此人名下已有的卡和申领。',
    now: '本次照片',
    before: '上次制卡照片',
    cards: '名下的卡',
    applications: '名下的申领',
    none: '没有',
    numbered: '卡号 {{number}}：{{state}}',
    unnumbered: '制卡中：{{state}}',
    same: '照片、到访人和证件是同一人，且不是重复申领',
  },
  en: {
    title: 'Is it the same person, and not a second time?',
    lead: 'Side by side: the photo now, the photo of the card before, and what the person has already.',
    now: 'Photo now',
    before: 'Photo of the card before',
    cards: 'Cards',
    applications: 'Applications',
    none: 'none',
    numbered: 'Number {{number}}: {{state}}',
    unnumbered: 'Being made: {{state}}',
    same: 'Photo, visitor and document are one person, and this is not applied for twice',
  },
})

interface SamePersonCheckProps {
  readonly visit: Visit
  readonly photoId: string | null
  readonly same: boolean
  readonly onSame: (same: boolean) => void
}

/** M9.2, M8.5: face beside face, and everything that is in the name of the person already. */
export function SamePersonCheck({ visit, photoId, same, onSame }: SamePersonCheckProps) {
  const say = useSay(words)
  const reason = useSay(reasonWords)
  const said = useSaid()
  const cards = useAsk('card/cards-of-person', readOf(visit))
  const applications = useAsk('application/applications-of-person', readOf(visit))
  const before = applications.data?.applications.find((one) => one.photoId !== null && one.photoId !== photoId)
  const line = (card: CardView) => {
    const state = said(cardStateWords(card))
    return card.cardNumber === null ? say('unnumbered', { state }) : say('numbered', { number: card.cardNumber, state })
  }
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="small quiet">{say('lead')}</p>
      <div className="compare">
        <PhotoView visit={visit} photoId={photoId} caption={say('now')} />
        <PhotoView visit={visit} photoId={before?.photoId ?? null} caption={say('before')} />
        <div className="stack">
          <h3>{say('cards')}</h3>
          <Asked of={cards}>
            {(answer) => (
              <ul>
                {answer.cards.length === 0 && <li>{say('none')}</li>}
                {answer.cards.map((card) => (
                  <li key={card.cardId}>{line(card)}</li>
                ))}
              </ul>
            )}
          </Asked>
          <h3>{say('applications')}</h3>
          <Asked of={applications}>
            {(answer) => (
              <ul>
                {answer.applications.length === 0 && <li>{say('none')}</li>}
                {answer.applications.map((one) => (
                  <li key={one.applicationId}>
                    {reason(one.reason)} · {said(one.timeline.status)}
                  </li>
                ))}
              </ul>
            )}
          </Asked>
        </div>
      </div>
      <label className="check">
        <input type="checkbox" checked={same} onChange={({ target }) => onSame(target.checked)} />
        {say('same')}
      </label>
    </section>
  )
}
