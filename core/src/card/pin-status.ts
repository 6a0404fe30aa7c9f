import { dayOf, type Instant } from '../calendar/instant.ts'
import type { PolicyReader } from '../decision/decision.ts'
import type { Card, PinState } from './card.ts'
import { triesLeftOn } from './pin.ts'

export interface PinStatus {
  readonly state: PinState
  /** How long a PIN is. */
  readonly digits: number
  /** Wrong entries that are left today. */
  readonly triesLeft: number
  readonly initialUntil: Instant | null
  /** The reset that an operator has opened and that is still open: the holder chooses the PIN in it. */
  readonly reset: { readonly resetId: string; readonly until: Instant } | null
}

/** Articles 7 and 9: what holders have to know of their PIN; nothing of the PIN itself. */
export function pinStatusOf(card: Card, now: Instant, policy: PolicyReader): PinStatus {
  const { pinState: state, pinResetId, pinResetUntil } = card
  const open = pinResetId !== null && pinResetUntil !== null && pinResetUntil > now
  return {
    state,
    digits: policy.number('pin.length'),
    triesLeft: state === 'locked' ? 0 : triesLeftOn(card, dayOf(now), policy.number('pin.server-tries')),
    initialUntil: state === 'initial' ? card.pinExpiresAt : null,
    reset: open ? { resetId: pinResetId, until: pinResetUntil } : null,
  }
}
