import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { pinUsable, tryPin } from './pin.ts'
import { type PinAnswer, wrong } from './verify-pin.ts'

export interface ChangePin {
  /** Whether the present PIN that was typed is the right one; asked only when a try may be made. */
  matches(): boolean
  readonly newIsOld: boolean
  readonly verifier: string
}

/** Article 7: the holder changes the PIN with the present one; an initial PIN is good for this once, until it expires. */
export function changePin(
  card: Card | undefined,
  command: ChangePin,
  context: DecisionContext,
): Decision<CardEvent, PinAnswer> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  if (card.pinState === 'none') return refuse('pin-not-set')
  if (card.pinState === 'locked') return refuse('pin-locked')
  if (card.pinExpiresAt !== null && card.pinExpiresAt <= context.now) return refuse('pin-initial-expired')
  if (command.newIsOld) return refuse('pin-unchanged')
  const attempt = tryPin(card, command.matches(), context)
  if (!attempt.right) return accept([attempt.event], wrong(attempt.triesLeft))
  const tries = context.policy.number('pin.server-tries')
  return accept([cardEvent(card, 'pin-changed', { verifier: command.verifier, tries })], {
    outcome: 'right',
    triesLeft: tries,
  })
}
