import type { Card, CardEventName } from './card.ts'
import { allowed } from './transitions.ts'

/** What a person can ask for, by the operation that does it, and the event that it would record. */
const actions = {
  'enable-social': ['social-enabled'],
  'activate-finance': ['finance-activated'],
  'report-loss': ['social-loss-reported', 'social-loss-confirmed', 'finance-loss-reported', 'finance-loss-confirmed'],
  'release-loss': ['social-loss-released', 'finance-loss-released'],
  'lock-card': ['social-locked'],
  'request-unlock': ['unlock-requested'],
  'unlock-card': ['social-unlocked'],
  'cancel-card': ['social-cancelled'],
  'change-pin': ['pin-changed'],
  'start-pin-reset': ['pin-reset-started'],
  'unblock-pin': ['pin-unblocked'],
} as const satisfies Record<string, readonly CardEventName[]>

export type CardAction = keyof typeof actions

/** Which buttons a screen shows: read from the same table that the decisions obey. */
export function availableActions(card: Card): readonly CardAction[] {
  return (Object.keys(actions) as CardAction[]).filter((action) => {
    // What the table cannot say: nothing is done with a card that its holder does not have yet, and some steps look at two axes.
    if (card.social === 'none') return action === 'cancel-card'
    if (action === 'unlock-card' && card.unlockRequestedBy === null) return false
    const pin = action === 'change-pin' || action === 'start-pin-reset' || action === 'unblock-pin'
    if (pin && card.social === 'cancelled') return false
    if (action === 'activate-finance' && card.social !== 'pending-enable' && card.social !== 'enabled') return false
    return actions[action].some((event) => allowed(card, event))
  })
}
