import { Link, useParams } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import type { ReactNode } from 'react'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { currentVisit, type Visit } from './visit.ts'

const words = createWords('visit-case', {
  zh: { gone: '没有正在进行的接待', again: '请重新核验到访人的证件。', back: '开始接待', none: '没有这张卡。' },
  en: {
    gone: 'Nobody is being received',
    again: 'Check the document of the visitor again.',
    back: 'Begin a visit',
    none: 'There is no such card.',
  },
})

/** Pages about one card of the visitor: nothing is shown without the visit. */
export function VisitCase({
  title,
  children,
}: {
  readonly title: string
  readonly children: (card: CardView, visit: Visit) => ReactNode
}) {
  const { personId, cardId } = useParams({ strict: false }) as { personId: string; cardId: string }
  const say = useSay(words)
  const visit = currentVisit(personId)
  const cards = useAsk('card/cards-of-person', visit && { personId, purpose: 'counter-service', caseId: visit.visitId })
  if (visit === undefined) return <NobodyHere />
  const card = cards.data?.cards.find((one) => one.cardId === cardId)
  if (card !== undefined) return children(card, visit)
  return (
    <Page title={title} narrow>
      <Asked of={cards}>{() => <Empty text={say('none')} />}</Asked>
    </Page>
  )
}

export function NobodyHere() {
  const say = useSay(words)
  return (
    <Page title={say('gone')} lead={say('again')} narrow>
      <p>
        <Link className="button button-main" to="/">
          {say('back')}
        </Link>
      </p>
    </Page>
  )
}
