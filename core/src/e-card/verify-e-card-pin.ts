import type { PinCustody } from '../card/pin.ts'
import { accept, type Decision, type DecisionContext } from '../decision/decision.ts'
import type { ECardEvent } from './e-card.ts'
import { type ECardPinAnswer, tryECardPin } from './e-card-pin.ts'
import type { HeldECard } from './held-e-card.ts'
import { eCardBarred } from './mirrored-card.ts'

/** Article 9: the PIN shows that it is the holder who shows the e-card. */
export function verifyECardPin(
  { person, cards, eCard }: Pick<HeldECard, 'person' | 'cards' | 'eCard'>,
  pin: string,
  custody: PinCustody,
  context: DecisionContext,
): Decision<ECardEvent, ECardPinAnswer> {
  const barred = eCardBarred(person, cards, context.now)
  if (barred !== undefined) return barred
  const attempt = tryECardPin(eCard, pin, custody, context)
  return 'accepted' in attempt ? attempt : accept(attempt.events, attempt.answer)
}
