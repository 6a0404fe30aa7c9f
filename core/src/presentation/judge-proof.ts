import { type Refused, refuse } from '../decision/decision.ts'
import { chipDoubtTask } from './chip-doubt.ts'
import type { Presented } from './presentation.ts'

/** What is kept of a proof that counted, for a card under a name. */
export interface EarlierProof {
  readonly cardId: string
  readonly proofKey: string
  readonly proofDigest: string
}

/**
 * Article 14: a proof counts once. Wrong, it is a signal and stops nothing, since anybody can type rubbish. Right and seen before it is a
 * replay. Right with a counter that another right proof of the same card has used, it comes from a second chip with the same key: the
 * card is held (M14.2). Counters may come in any order, because terminals without a network tell theirs later.
 */
export function judgeProof(
  presented: Presented,
  earlier: EarlierProof | undefined,
  askerId: string,
): Refused | undefined {
  const { genuine, proofDigest, counter } = presented
  if (!genuine) return refuse('proof-wrong', {}, [chipDoubtTask(presented, 'cryptogram-wrong', askerId)])
  if (earlier === undefined) return undefined
  if (counter === null || earlier.proofDigest === proofDigest) return refuse('proof-used')
  return refuse('chip-copied', {}, [chipDoubtTask(presented, 'counter-repeated', askerId)])
}
