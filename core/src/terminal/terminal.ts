import type { PublicKey } from '../access/system-client.ts'
import type { Day, Instant } from '../calendar/instant.ts'

export const terminalKinds = ['hospital', 'pharmacy', 'gate', 'bus', 'park', 'library', 'counter', 'kiosk'] as const
export type TerminalKind = (typeof terminalKinds)[number]

/** A device at which cards are used. It signs in with its own key as a system client of the same name (role `terminal`). */
export interface Terminal {
  readonly terminalId: string
  readonly institutionId: string
  readonly kind: TerminalKind
  /** Services of the catalogue that it offers; each needs an agreement of its institution. */
  readonly services: readonly string[]
  /** Station, line or desk, as the institution names it. */
  readonly place: string
  readonly district: string
  readonly keys: readonly PublicKey[]
  /** May work without the network, on its status list. */
  readonly offline: boolean
  readonly status: 'active' | 'suspended' | 'retired'
  readonly registeredOn: Day
  /** Its last report. */
  readonly seenAt: Instant | null
  readonly health: 'ok' | 'degraded' | 'failing' | null
  readonly software: string | null
  /** Taps and decisions that it still holds; they come when the network does. */
  readonly waiting: number
  /** Clock of the terminal minus ours at its last report, in milliseconds. */
  readonly clockOffMs: number | null
}
