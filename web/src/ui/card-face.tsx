import type { CardView } from '@yika/core/card/card-view.ts'
import { useMoments } from './moment.ts'
import { createWords, useSay } from './words.ts'

const words = createWords('card-face', {
  zh: { card: '社会保障卡', generation: '第 {{generation}} 代', number: '卡号', none: '制卡后编号', until: '有效期至' },
  en: {
    card: 'Social security card',
    generation: 'generation {{generation}}',
    number: 'Number',
    none: 'numbered when made',
    until: 'Valid until',
  },
})

/** A card as its holder knows it. */
export function CardFace({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const moments = useMoments()
  return (
    <div className="card-face" data-ended={card.social === 'cancelled'}>
      <p>
        {say('card')} · {say('generation', { generation: card.generation })}
      </p>
      <p>
        <span className="unseen">{say('number')} </span>
        <span className="number">{card.cardNumber ?? say('none')}</span>
      </p>
      {card.expiresOn !== null && (
        <p className="small">
          {say('until')} {moments.on(card.expiresOn)}
        </p>
      )}
    </div>
  )
}
