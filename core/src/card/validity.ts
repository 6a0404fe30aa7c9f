import { addDays, addYears, type Day } from '../calendar/instant.ts'
import type { PolicyReader } from '../decision/decision.ts'

/** Article 2: the last day on which a card issued on `issuedOn` is valid. */
export function expiryOf(issuedOn: Day, policy: PolicyReader): Day {
  const sameDay = addYears(issuedOn, policy.number('card.validity', issuedOn))
  return policy.text('card.expiry-day-inclusive') === 'day-before' ? addDays(sameDay, -1) : sameDay
}

/** Whether the card may still be used on that day. */
export function isValidOn(card: { readonly expiresOn: Day | null }, day: Day): boolean {
  return card.expiresOn === null || day <= card.expiresOn
}
