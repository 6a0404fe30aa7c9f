import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { type PinCustody, pinUsable, tryPin, unsuitablePin } from './pin.ts'
import { socialRefusal } from './refusals-of-state.ts'
import { type PinAnswer, wrong } from './verify-pin.ts'

export interface ChangePin {
  readonly pin: string
  readonly newPin: string
}

/** Article 7: the holder changes the PIN with the present one; an initial PIN is good for this once, until it expires. */
export function changePin(
  card: Card | undefined,
  command: ChangePin,
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, PinAnswer> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  if (card.social === 'none') return socialRefusal(card)
  if (card.pinState === 'none') return refuse('pin-not-set')
  if (card.pinState === 'locked') return refuse('pin-locked')
  if (card.pinExpiresAt !== null && card.pinExpiresAt <= context.now) return refuse('pin-initial-expired')
  const unsuitable = unsuitablePin(command.newPin, context.policy.number('pin.length'))
  if (unsuitable !== undefined) return unsuitable
  if (command.newPin === command.pin) return refuse('pin-unchanged')
  const attempt = tryPin(card, command.pin, custody, context)
  if (!attempt.right) return accept([attempt.event], wrong(attempt.triesLeft))
  const tries = context.policy.number('pin.server-tries')
  const verifier = custody.verifier(card.cardId, command.newPin)
  return accept([cardEvent(card, 'pin-changed', { verifier, tries })], {
    outcome: 'right',
    triesLeft: tries,
  })
}
