import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { holderMayAct } from './holder-may-act.ts'
import { isPresentPin, type PinCustody, pinUsable, unsuitablePin } from './pin.ts'
import { socialRefusal } from './refusals-of-state.ts'

const msPerMinute = 60_000

/** Article 7: an operator who has identified the holder opens a reset; what the PIN will be, nobody at the counter learns. */
export function startPinReset(
  person: Person,
  card: Card | undefined,
  context: DecisionContext,
): Decision<CardEvent, { readonly resetId: string; readonly until: Instant }> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  if (card.social === 'none') return socialRefusal(card)
  const { visit } = context.standing
  if (visit === undefined) return refuse('visit-required')
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  const until = addMilliseconds(context.now, context.policy.number('pin.reset-window') * msPerMinute)
  const resetId = context.newId()
  return accept([cardEvent(card, 'pin-reset-started', { resetId, until, visitId: visit.visitId })], { resetId, until })
}

export interface SetPin {
  readonly resetId: string
  readonly newPin: string
}

/** Article 7: the holder, signed in for themselves, chooses the PIN in the reset that was opened for them. */
export function setPin(
  person: Person,
  card: Card | undefined,
  command: SetPin,
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, { readonly pin: 'set' }> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  const open = card.pinResetId === command.resetId && card.pinResetUntil !== null && card.pinResetUntil > context.now
  if (!open) return refuse('pin-reset-closed')
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  const unsuitable = unsuitablePin(command.newPin, context.policy.number('pin.length'))
  if (unsuitable !== undefined) return unsuitable
  if (isPresentPin(card, command.newPin, custody)) return refuse('pin-unchanged')
  const tries = context.policy.number('pin.server-tries')
  const verifier = custody.verifier(card.cardId, command.newPin)
  return accept([cardEvent(card, 'pin-set', { verifier, tries })], { pin: 'set' })
}
