import { addYears, type Day } from '../calendar/instant.ts'
import type { PolicyReader } from '../decision/decision.ts'

/** Article 7: the card is valid for so many years from the day of issue, the day of expiry included. */
export function expiryOf(issuedOn: Day, policy: PolicyReader): Day {
  return addYears(issuedOn, policy.number('card.validity', issuedOn))
}

/** Whether the card may still be used on that day. */
export function isValidOn(card: { readonly expiresOn: Day | null }, day: Day): boolean {
  return card.expiresOn === null || day <= card.expiresOn
}
