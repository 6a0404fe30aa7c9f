import { addMilliseconds, dayOf, epochMs, type Instant } from '../calendar/instant.ts'
import type { Distances } from './distances.ts'
import { compareTaps, type Tap } from './tap.ts'

/**
 * - `whole`           in and out
 * - `same-station`    out where one went in, soon: nothing to pay
 * - `repeated-entry`  in again at the same station, soon: the later one counts
 * - `no-exit`, `no-entry`  only one end is known
 */
export const journeyEnds = ['whole', 'same-station', 'repeated-entry', 'no-exit', 'no-entry'] as const
export type JourneyEnd = (typeof journeyEnds)[number]

/** A ride before its price. It has the name of the tap that ended it, or of the entry that had no exit, and counts at that moment. */
export interface Journey {
  readonly rideId: string
  readonly mode: 'metro' | 'airport' | 'bus'
  readonly end: JourneyEnd
  readonly entry: Tap | null
  readonly exit: Tap | null
  readonly metres: number | null
  readonly countedAt: Instant
}

export interface PairingRules {
  readonly longestMs: number
  readonly graceMs: number
  /** The network of the day on which the card went in. */
  networkAt(at: Instant): Distances
}

/**
 * Article 5: the rides that lie in the taps of one card. A tap is judged by its two neighbours alone, so whatever the order in which taps
 * are told, the rides are the same. An entry without an exit waits until no exit can belong to it any more.
 */
export function pairTaps(taps: readonly Tap[], now: Instant, rules: PairingRules): readonly Journey[] {
  const inOrder = taps.filter(({ counts }) => counts).toSorted(compareTaps)
  const gates = inOrder.filter(({ kind }) => kind !== 'bus')
  const journeys = inOrder.filter(({ kind }) => kind === 'bus').map(busJourney)
  for (const [at, tap] of gates.entries()) {
    const journey =
      tap.kind === 'out' ? journeyTo(tap, gates[at - 1], rules) : journeyOf(tap, gates[at + 1], now, rules)
    if (journey !== undefined) journeys.push(journey)
  }
  return journeys
}

function busJourney(tap: Tap): Journey {
  const { tapId: rideId, metres, at: countedAt } = tap
  return { rideId, mode: 'bus', end: 'whole', entry: null, exit: tap, metres, countedAt }
}

function journeyTo(exit: Tap, before: Tap | undefined, rules: PairingRules): Journey {
  const { tapId: rideId, at: countedAt } = exit
  const mode = rules.networkAt(exit.at).modeOf(exit.place) ?? 'metro'
  const way = before === undefined ? undefined : wayBetween(before, exit, rules)
  if (before === undefined || way === undefined)
    return { rideId, mode, end: 'no-entry', entry: null, exit, metres: null, countedAt }
  const soon = before.place === exit.place && epochMs(exit.at) - epochMs(before.at) <= rules.graceMs
  return { rideId, mode, end: soon ? 'same-station' : 'whole', entry: before, exit, metres: way, countedAt }
}

/** What becomes of an entry that no exit ended; undefined when one did, or still can. */
function journeyOf(entry: Tap, after: Tap | undefined, now: Instant, rules: PairingRules): Journey | undefined {
  const lost = (end: JourneyEnd): Journey => {
    const { tapId: rideId, at: countedAt } = entry
    const mode = rules.networkAt(entry.at).modeOf(entry.place) ?? 'metro'
    return { rideId, mode, end, entry, exit: null, metres: null, countedAt }
  }
  if (after === undefined) return now > addMilliseconds(entry.at, rules.longestMs) ? lost('no-exit') : undefined
  if (after.kind === 'out') return wayBetween(entry, after, rules) === undefined ? lost('no-exit') : undefined
  const soon = after.place === entry.place && epochMs(after.at) - epochMs(entry.at) <= rules.graceMs
  return lost(soon ? 'repeated-entry' : 'no-exit')
}

/** Metres from an entry to the exit that belongs to it; undefined when it does not. */
function wayBetween(entry: Tap, exit: Tap, { longestMs, networkAt }: PairingRules): number | undefined {
  if (entry.kind !== 'in' || epochMs(exit.at) - epochMs(entry.at) > longestMs) return undefined
  return networkAt(entry.at).between(entry.place, exit.place)
}

/** The month of the city to which a ride belongs. */
export function monthOf({ entry, exit, countedAt }: Journey, boundary: 'exit' | 'entry'): string {
  const at = boundary === 'entry' ? (entry ?? exit)?.at : countedAt
  return dayOf(at ?? countedAt).slice(0, 7)
}
