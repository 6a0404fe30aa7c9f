import type { Day } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'

/** What the custodian does with a PIN or a code; `owner` is the card or the code it belongs to. No PIN comes back out. */
export interface PinCustody {
  verifier(owner: string, pin: string): string
  matches(owner: string, pin: string, verifier: string): boolean
}

/** Published initial PINs of Chinese cities; nobody may get or choose one. */
const wellKnown = ['123456', '888888', '666666', '000000', '654321']

/** Article 9: a PIN that anybody would try first protects nobody. Undefined when the PIN will do. */
export function unsuitablePin(pin: string, digits: number): Refused | undefined {
  if (pin.length !== digits || !/^\d+$/.test(pin)) return refuse('pin-malformed', { digits })
  const steps = new Set([...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place])))
  const step = [...steps][0] ?? 0
  const monotonous = steps.size === 1 && Math.abs(step) <= 1
  return monotonous || wellKnown.includes(pin) ? refuse('pin-guessable') : undefined
}

/** What stands in the way of using a PIN on this card at all. */
export function pinUsable(card: Card): Refused | undefined {
  return foreign(card) ?? (card.social === 'cancelled' ? socialRefusal(card) : undefined)
}

export type PinTry =
  | { readonly right: true }
  | { readonly right: false; readonly event: CardEvent; readonly triesLeft: number }

/**
 * One try. A wrong one is an event, so that it is counted and committed before anybody hears the answer; the last one of
 * the day locks. The caller has refused a locked PIN before.
 */
export function tryPin(card: Card, pin: string, custody: PinCustody, context: DecisionContext): PinTry {
  const right = isPresentPin(card, pin, custody)
  if (right) return { right }
  const triesLeft = triesLeftOn(card, context.today, context.policy.number('pin.server-tries')) - 1
  const on = context.today
  const event = triesLeft > 0 ? cardEvent(card, 'pin-wrong', { triesLeft, on }) : cardEvent(card, 'pin-locked', { on })
  return { right, event, triesLeft: Math.max(0, triesLeft) }
}

/** Whether the PIN is the one that the card has now. */
export function isPresentPin(card: Card, pin: string, custody: PinCustody): boolean {
  return card.pinVerifier !== null && custody.matches(card.cardId, pin, card.pinVerifier)
}

/** The tries are counted per day; a lower limit that has come into force meanwhile binds at once. */
export function triesLeftOn(card: Card, day: Day, triesMax: number): number {
  return card.pinTriesOn === day ? Math.min(card.pinTriesLeft, triesMax) : triesMax
}
