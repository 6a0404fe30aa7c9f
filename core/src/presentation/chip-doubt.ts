import type { ChipDoubt } from '../card/card.ts'
import type { Task } from '../decision/decision.ts'
import type { Presented } from './presentation.ts'

/** What a doubted chip leaves behind; the system notes it on the card (note-chip-doubt). */
export interface ChipDoubted {
  readonly personId: string
  readonly cardId: string
  readonly reason: Exclude<ChipDoubt, 'chip-differs'>
  readonly counter: number
  /** The terminal or institution that was shown the chip. */
  readonly reportedBy: string
}

export const chipDoubtQueue = 'note-chip-doubt'

/** Article 14: a refusal changes nothing, so the doubt is written down by a command of its own. */
export function chipDoubtTask(presented: Presented, reason: ChipDoubted['reason'], reportedBy: string): Task {
  const { personId, cardId, counter } = presented
  const data: ChipDoubted = { personId, cardId, reason, counter: counter ?? 0, reportedBy }
  return { queue: chipDoubtQueue, data }
}
