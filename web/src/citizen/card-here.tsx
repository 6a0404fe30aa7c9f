import type { CardView } from '@yika/core/card/card-view.ts'
import type { ReactNode } from 'react'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { useCardHere } from './use-cards.ts'

const words = createWords('card-here', {
  zh: { none: '没有找到这张卡。' },
  en: { none: 'There is no such card.' },
})

interface CardHereProps {
  /** While the card is read, and where there is none. */
  readonly title: string
  readonly children: (card: CardView) => ReactNode
}

/** A page about the card of its address. */
export function CardHere({ title, children }: CardHereProps) {
  const say = useSay(words)
  const { asked, card } = useCardHere()
  if (card !== undefined) return children(card)
  return (
    <Page title={title} narrow>
      <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
    </Page>
  )
}
