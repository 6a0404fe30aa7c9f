import { epochMs, type Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import type { PairingRules } from './pair-taps.ts'
import { compareTaps, type Tap } from './tap.ts'

/** One card, shown with its chip in two places between which nobody travels so fast. A card that was lent looks the same: nothing is stopped. */
export interface TravelSignal {
  readonly personId: string
  readonly signalId: string
  readonly cardId: string
  readonly firstTapId: string
  readonly secondTapId: string
  readonly from: string
  readonly to: string
  readonly metres: number
  readonly seconds: number
  readonly at: Instant
  readonly notedAt: Instant
}

export interface SignalEvent {
  readonly stream: 'travel-signal'
  readonly id: string
  readonly personId: string
  readonly name: 'travel-impossible'
  readonly data: Omit<TravelSignal, 'personId' | 'signalId' | 'notedAt'>
}

export function evolveSignal(state: TravelSignal | undefined, event: SignalEvent, at: Instant): TravelSignal {
  if (state !== undefined) throw new Error(`signal ${event.id} was noted already`)
  return { personId: event.personId, signalId: event.id, ...event.data, notedAt: at }
}

/** Article 14: neighbouring taps of a chip that lie further apart than the time between them allows; those with a new tap among them. */
export function impossibleTravel(
  taps: readonly Tap[],
  fresh: ReadonlySet<string>,
  { networkAt }: Pick<PairingRules, 'networkAt'>,
  { policy, newId }: Pick<DecisionContext, 'policy' | 'newId'>,
): readonly SignalEvent[] {
  const metresOver = policy.number('travel.impossible.distance') * 1000
  const withinMs = policy.number('travel.impossible.within') * 60_000
  const byChip = taps.filter(({ carrier }) => carrier !== 'e-card').toSorted(compareTaps)
  return byChip.flatMap((second, position) => {
    const first = byChip[position - 1]
    if (first === undefined || !(fresh.has(first.tapId) || fresh.has(second.tapId))) return []
    const betweenMs = epochMs(second.at) - epochMs(first.at)
    const metres = networkAt(second.at).apart(first.place, second.place) ?? 0
    if (betweenMs > withinMs || metres <= metresOver) return []
    const data = {
      ...{ cardId: second.cardId, firstTapId: first.tapId, secondTapId: second.tapId, at: second.at },
      ...{ from: first.place, to: second.place, metres: Math.round(metres), seconds: Math.floor(betweenMs / 1000) },
    }
    return [{ stream: 'travel-signal', id: newId(), personId: second.personId, name: 'travel-impossible', data }]
  })
}
