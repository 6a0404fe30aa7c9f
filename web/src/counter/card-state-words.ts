import type { Physical, Social } from '@yika/core/card/card.ts'
import type { CardView } from '@yika/core/card/card-view.ts'
import { physicalWords, socialWords } from '@yika/core/card/status-words.ts'
import type { Bilingual } from '../client/problem.ts'

/** The state of a card in one line: where it is before it is in a hand, and then what it does. */
export function cardStateWords({ physical, social }: CardView): Bilingual {
  return social === 'none' ? physicalWords[physical as Physical] : socialWords[social as Social]
}
