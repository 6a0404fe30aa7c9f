import { holderMayAct } from '../card/holder-may-act.ts'
import { type PinCustody, unsuitablePin } from '../card/pin.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { ECardEvent } from './e-card.ts'
import { type ECardPinAnswer, eCardPinSet, tryECardPin } from './e-card-pin.ts'
import type { HeldECard } from './held-e-card.ts'

/** Article 9: the holder changes the PIN of the e-card with the present one; the PIN of the card is another and stays. */
export function changeECardPin(
  { person, eCard }: Pick<HeldECard, 'person' | 'eCard'>,
  command: { readonly pin: string; readonly newPin: string },
  custody: PinCustody,
  context: DecisionContext,
): Decision<ECardEvent, ECardPinAnswer> {
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  const unsuitable = unsuitablePin(command.newPin, context.policy.number('e-card.pin-length'))
  if (unsuitable !== undefined) return unsuitable
  if (command.newPin === command.pin) return refuse('pin-unchanged')
  const attempt = tryECardPin(eCard, command.pin, custody, context)
  if ('accepted' in attempt) return attempt
  if (attempt.answer.outcome !== 'right') return accept(attempt.events, attempt.answer)
  return accept([eCardPinSet(person.personId, command.newPin, 'change', custody, context)], attempt.answer)
}
