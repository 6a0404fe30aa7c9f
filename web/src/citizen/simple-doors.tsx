import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { reportableFunctions } from '../ui/reportable-functions.ts'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('simple-doors', {
  zh: { title: '您要办什么？', lost: '卡丢了，马上挂失', progress: '我的卡办到哪一步了', call: '打电话问：96066' },
  en: {
    title: 'What do you need?',
    lost: 'My card is lost: stop it',
    progress: 'How far is my card',
    call: 'Call 96066',
  },
})

/** M12.5: the three things that most people come for, as large as a thumb. */
export function SimpleDoors({ cards }: { readonly cards: readonly CardView[] }) {
  const say = useSay(words)
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
        <li>
          <Link className="button button-main" to="/applications">
            {say('progress')}
          </Link>
        </li>
        <li>
          <a className="button" href="tel:96066">
            {say('call')}
          </a>
        </li>
      </ul>
    </section>
  )
}
