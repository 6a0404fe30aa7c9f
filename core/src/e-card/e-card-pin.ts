import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import type { PinCustody } from '../card/pin.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { type ECard, type ECardEvent, eCardEvent } from './e-card.ts'

const msPerHour = 3_600_000

/** Whose PIN it is for the custodian: never the same name as a card, so that equal PINs have unequal verifiers. */
export function pinOwner(personId: string): string {
  return `e-card/${personId}`
}

/** A lock ends by itself; a lower limit that has come into force meanwhile binds at once. */
export function eCardTriesLeft({ pinTriesLeft, pinLockedUntil }: ECard, now: Instant, most: number): number {
  if (pinLockedUntil === null) return Math.min(pinTriesLeft, most)
  return pinLockedUntil > now ? 0 : most
}

export interface ECardPinAnswer {
  readonly outcome: 'right' | 'wrong' | 'locked'
  readonly triesLeft: number
}

export type ECardPinTry = { readonly answer: ECardPinAnswer; readonly events: readonly ECardEvent[] } | Refused

/**
 * Article 9: one try of the PIN of the e-card. A wrong one is an event, so that it is counted and committed before anybody hears the
 * answer.
 */
export function tryECardPin(
  eCard: ECard | undefined,
  pin: string,
  custody: PinCustody,
  { now, policy }: Pick<DecisionContext, 'now' | 'policy'>,
): ECardPinTry {
  if (eCard === undefined || eCard.pinVerifier === null) return refuse('e-card-pin-not-set')
  const { personId, pinVerifier } = eCard
  const most = policy.number('e-card.pin-tries')
  const left = eCardTriesLeft(eCard, now, most)
  if (left === 0) return refuse('e-card-pin-locked', { until: eCard.pinLockedUntil ?? now })
  if (custody.matches(pinOwner(personId), pin, pinVerifier)) {
    const untouched = eCard.pinTriesLeft === most && eCard.pinLockedUntil === null
    const events = untouched ? [] : [eCardEvent(personId, 'e-card-pin-right', { tries: most })]
    return { answer: { outcome: 'right', triesLeft: most }, events }
  }
  const triesLeft = left - 1
  const until = addMilliseconds(now, policy.number('e-card.pin-lock') * msPerHour)
  return triesLeft > 0
    ? { answer: { outcome: 'wrong', triesLeft }, events: [eCardEvent(personId, 'e-card-pin-wrong', { triesLeft })] }
    : { answer: { outcome: 'locked', triesLeft }, events: [eCardEvent(personId, 'e-card-pin-locked', { until })] }
}

/** The event that gives the e-card a PIN. */
export function eCardPinSet(
  personId: string,
  pin: string,
  by: 'first' | 'change' | 'reset',
  custody: PinCustody,
  { policy }: Pick<DecisionContext, 'policy'>,
): ECardEvent {
  const verifier = custody.verifier(pinOwner(personId), pin)
  return eCardEvent(personId, 'e-card-pin-set', { verifier, tries: policy.number('e-card.pin-tries'), by })
}
