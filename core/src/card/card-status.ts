import type { Day } from '../calendar/instant.ts'
import type { Card } from './card.ts'

/**
 * What a terminal learns about a card from a status list, two bits (IETF Token Status List: 0 valid, 1 invalid, 2 suspended, 3 left to
 * the application): `3` is a card that was never enabled. Provisional loss and lock can end, so they are `suspended`.
 */
export const cardStatuses = { valid: 0, invalid: 1, suspended: 2, 'not-enabled': 3 } as const
export type CardStatus = keyof typeof cardStatuses

/** Article 9: the state of the social function as outside parties need it. Expiry is told by the date on the card, not by the list. */
export function cardStatusOf({ social }: Pick<Card, 'social'>): CardStatus {
  switch (social) {
    case 'enabled':
      return 'valid'
    case 'suspended-provisional':
    case 'locked':
      return 'suspended'
    case 'none':
    case 'pending-enable':
      return 'not-enabled'
    case 'suspended-formal':
    case 'cancelled':
      return 'invalid'
  }
}

/** The last day of validity counts whole. */
export function cardExpired({ expiresOn }: Pick<Card, 'expiresOn'>, on: Day): boolean {
  return expiresOn !== null && on > expiresOn
}
