import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { holderMayAct } from '../card/holder-may-act.ts'
import { type PinCustody, unsuitablePin } from '../card/pin.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ECard, type ECardEvent, eCardEvent } from './e-card.ts'
import { eCardPinSet, pinOwner } from './e-card-pin.ts'
import type { HeldECard } from './held-e-card.ts'

const msPerMinute = 60_000

/** Article 9: who has forgotten the PIN gets a code on the registered telephone, and nowhere else. */
export function sendECardCode(
  { person, eCard }: Pick<HeldECard, 'person' | 'eCard'>,
  command: { readonly codeId: string; readonly verifier: string; readonly sealedCode: string },
  context: DecisionContext,
): Decision<ECardEvent, { readonly until: Instant; readonly tries: number }> {
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  if (eCard === undefined || eCard.pinVerifier === null) return refuse('e-card-pin-not-set')
  const minutes = context.policy.number('one-time-code.lifetime')
  const until = addMilliseconds(context.now, minutes * msPerMinute)
  const triesMax = context.policy.number('one-time-code.tries')
  const running = eCard.codeUntil !== null && eCard.codeUntil > context.now
  // A new code brings no new tries while the one before it runs: otherwise asking again would buy guesses without end.
  const tries = running ? Math.min(eCard.codeTriesLeft, triesMax) : triesMax
  if (tries === 0) return refuse('one-time-code-rests', { minutes })
  const { codeId, verifier, sealedCode } = command
  const { personId } = person
  return accept([eCardEvent(personId, 'e-card-code-sent', { codeId, verifier, until, tries })], { until, tries }, [
    { queue: 'send-one-time-code', data: { personId, codeId, sealedCode, use: 'reset-e-card-pin', until } },
  ])
}

/** Article 9: an operator who has identified the holder opens a reset; what the PIN will be, nobody at the counter learns. */
export function openECardReset(
  { person, eCard }: Pick<HeldECard, 'person' | 'eCard'>,
  context: DecisionContext,
): Decision<ECardEvent, { readonly resetId: string; readonly until: Instant }> {
  const { visit } = context.standing
  if (visit === undefined) return refuse('visit-required')
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  if (eCard === undefined || eCard.pinVerifier === null) return refuse('e-card-pin-not-set')
  const until = addMilliseconds(context.now, context.policy.number('pin.reset-window') * msPerMinute)
  const resetId = context.newId()
  const opened = eCardEvent(person.personId, 'e-card-reset-opened', { resetId, until, visitId: visit.visitId })
  return accept([opened], { resetId, until })
}

export interface ResetECardPin {
  readonly newPin: string
  /** The code from the registered telephone, or the reset that a counter has opened. */
  readonly code?: string
  readonly resetId?: string
}

export interface ResetECardPinAnswer {
  readonly outcome: 'set' | 'code-wrong'
  readonly triesLeft: number
}

/** Article 9: the holder, signed in, chooses a new PIN; a code or a counter stands for what a sign-in alone does not prove. */
export function resetECardPin(
  { person, eCard }: Pick<HeldECard, 'person' | 'eCard'>,
  command: ResetECardPin,
  custody: PinCustody,
  context: DecisionContext,
): Decision<ECardEvent, ResetECardPinAnswer> {
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  if (eCard === undefined || eCard.pinVerifier === null) return refuse('e-card-pin-not-set')
  const unsuitable = unsuitablePin(command.newPin, context.policy.number('e-card.pin-length'))
  if (unsuitable !== undefined) return unsuitable
  const unproven = resetProven(eCard, command, custody, context)
  if (unproven !== undefined) return unproven
  if (custody.matches(pinOwner(person.personId), command.newPin, eCard.pinVerifier)) return refuse('pin-unchanged')
  const triesLeft = context.policy.number('e-card.pin-tries')
  return accept([eCardPinSet(person.personId, command.newPin, 'reset', custody, context)], {
    outcome: 'set',
    triesLeft,
  })
}

/** A wrong code counts, so it is recorded. */
function resetProven(
  eCard: ECard,
  { code, resetId }: ResetECardPin,
  custody: PinCustody,
  { now }: DecisionContext,
): Decision<ECardEvent, ResetECardPinAnswer> | undefined {
  if (resetId !== undefined) {
    const open = eCard.resetId === resetId && eCard.resetUntil !== null && eCard.resetUntil > now
    return open ? undefined : refuse('pin-reset-closed')
  }
  if (code === undefined) return refuse('e-card-reset-unproven')
  const { codeId, codeVerifier, codeUntil, codeTriesLeft } = eCard
  if (codeId === null || codeVerifier === null || codeUntil === null) return refuse('one-time-code-expired')
  if (codeUntil <= now || codeTriesLeft === 0) return refuse('one-time-code-expired')
  if (custody.matches(codeId, code, codeVerifier)) return undefined
  const triesLeft = codeTriesLeft - 1
  return accept([eCardEvent(eCard.personId, 'e-card-code-wrong', { triesLeft })], { outcome: 'code-wrong', triesLeft })
}
