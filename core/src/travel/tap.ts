import type { Instant } from '../calendar/instant.ts'
import type { RelationToLoss } from '../card/relation-to-loss.ts'
import type { Carrier } from '../service/card-service.ts'
import type { UseReason } from '../service/judge-use.ts'

/** `bus` is a whole ride: the terminal of a bus joins boarding and alighting itself and tells the distance. */
export const tapKinds = ['in', 'out', 'bus'] as const
export type TapKind = (typeof tapKinds)[number]

/** One touch of a card at a gate or in a bus, as it was told; never changed afterwards. */
export interface Tap {
  readonly personId: string
  readonly tapId: string
  readonly cardId: string
  readonly operatorId: string
  readonly terminalId: string
  /** Counted by the terminal; names the tap together with it. */
  readonly sequence: number
  readonly kind: TapKind
  /** Station, or stop of a bus line. */
  readonly place: string
  /** Of a bus. */
  readonly metres: number | null
  readonly carrier: Carrier
  readonly proofKey: string
  readonly proofDigest: string
  /** When the card was there; by the terminal's clock, put right when that was known to be off. */
  readonly at: Instant
  /** What was added to the terminal's clock, in milliseconds. */
  readonly clockCorrectedMs: number
  /** Whom the table of fares saw in the holder at that moment. */
  readonly rider: string | null
  /** False: the holder is not charged, because the card was reported lost, ended, or its holder had died (M13.2, M14.7). */
  readonly counts: boolean
  readonly reason: UseReason | null
  readonly relation: RelationToLoss
  readonly toldAt: Instant
}

export interface TapEvent {
  readonly stream: 'travel-tap'
  readonly id: string
  readonly personId: string
  readonly name: 'tap-recorded'
  readonly data: Omit<Tap, 'personId' | 'tapId' | 'toldAt'>
}

export function tapEvent({ personId, tapId, toldAt: _, ...data }: Tap): TapEvent {
  return { stream: 'travel-tap', id: tapId, personId, name: 'tap-recorded', data }
}

export function evolveTap(state: Tap | undefined, event: TapEvent, at: Instant): Tap {
  if (state !== undefined) throw new Error(`tap ${event.id} was recorded already`)
  return { personId: event.personId, tapId: event.id, ...event.data, toldAt: at }
}

/** What orders the taps of a card, whenever and in which order they are told. */
type Place = Pick<Tap, 'at' | 'terminalId' | 'sequence'>

export function compareTaps(one: Place, other: Place): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1
  if (one.terminalId !== other.terminalId) return one.terminalId < other.terminalId ? -1 : 1
  return one.sequence - other.sequence
}
