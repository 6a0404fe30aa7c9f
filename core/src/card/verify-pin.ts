import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { type PinCustody, pinUsable, tryPin } from './pin.ts'
import { socialRefusal } from './refusals-of-state.ts'

export interface PinAnswer {
  readonly outcome: 'right' | 'wrong' | 'locked'
  readonly triesLeft: number
}

/** Article 9: the PIN shows that the holder uses the card; an initial PIN shows nothing yet. */
export function verifyPin(
  card: Card | undefined,
  pin: string,
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, PinAnswer> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  if (card.social !== 'enabled') return socialRefusal(card)
  if (card.pinState === 'none') return refuse('pin-not-set')
  if (card.pinState === 'initial') return refuse('pin-initial')
  if (card.pinState === 'locked') return refuse('pin-locked')
  const attempt = tryPin(card, pin, custody, context)
  if (!attempt.right) return accept([attempt.event], wrong(attempt.triesLeft))
  const tries = context.policy.number('pin.server-tries')
  return accept([cardEvent(card, 'pin-verified', { tries })], { outcome: 'right', triesLeft: tries })
}

export function wrong(triesLeft: number): PinAnswer {
  return { outcome: triesLeft > 0 ? 'wrong' : 'locked', triesLeft }
}
