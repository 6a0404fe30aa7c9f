import type { Day, Instant } from '../calendar/instant.ts'

/** State of one service on one card, beside the state of the card (M5.3). `expired` follows from `until` and is set by the sweep. */
export const cardApplicationStates = ['loaded', 'active', 'suspended', 'expired', 'removed'] as const
export type CardApplicationState = (typeof cardApplicationStates)[number]

export const suspensionReasons = ['sanction', 'debt', 'holder-request', 'institution-request', 'misuse'] as const
export type SuspensionReason = (typeof suspensionReasons)[number]

/** A row exists once something was said about the service on this card; an implicit service without a row is active. */
export interface CardApplication {
  readonly personId: string
  readonly cardId: string
  readonly serviceId: string
  readonly state: CardApplicationState
  readonly stateSince: Instant
  readonly from: Day
  readonly until: Day | null
  /** Where it was loaded: an institution, an outlet, a migration batch. */
  readonly loadedBy: string | null
  readonly suspension: {
    readonly reason: SuspensionReason
    /** The decision or case on which it rests. */
    readonly reference: string
    readonly until: Day | null
  } | null
}
