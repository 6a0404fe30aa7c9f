import { createWords, useSay } from '../../ui/words.ts'
import { useCards } from '../use-cards.ts'

const words = createWords('card-ending', {
  zh: { ending: '尾号 {{last}} 的卡', unknown: '另一张卡' },
  en: { ending: 'card ending {{last}}', unknown: 'another card' },
})

const lastLetters = 4

/** A card in a few words, for whoever has two. */
export function useCardEnding(personId: string): (cardId: string) => string {
  const say = useSay(words)
  const cards = useCards(personId).data?.cards ?? []
  return (cardId) => {
    const number = cards.find((card) => card.cardId === cardId)?.cardNumber
    return number == null ? say('unknown') : say('ending', { last: number.slice(-lastLetters) })
  }
}
