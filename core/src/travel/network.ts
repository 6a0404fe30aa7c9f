import type { Day, Instant } from '../calendar/instant.ts'

export interface Station {
  /** As the operator names it; the place of a gate. */
  readonly stationId: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Metres east and north of the middle of the city: how far two uses lie apart. */
  readonly east: number
  readonly north: number
}

/** A line in the order of its stations. A line to the airport has gates of its own: its stations are on no other line. */
export interface Line {
  readonly lineId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly mode: 'metro' | 'airport'
  readonly stations: readonly string[]
  /** Metres of track from each station to the next; one more when the line is a ring. */
  readonly metres: readonly number[]
}

/** The network as it is from a day on; the fare is a matter of the shortest way through it, not of the way that was taken. */
export interface Network {
  readonly networkId: string
  readonly from: Day
  /** Where it comes from; a synthetic network says so. */
  readonly source: string
  readonly stations: readonly Station[]
  readonly lines: readonly Line[]
  readonly publishedBy: string
  readonly publishedAt: Instant
}

export interface NetworkEvent {
  readonly stream: 'travel-network'
  readonly id: string
  readonly personId: null
  readonly name: 'network-published'
  readonly data: Omit<Network, 'networkId' | 'publishedAt'>
}

export function evolveNetwork(state: Network | undefined, event: NetworkEvent, at: Instant): Network {
  if (state !== undefined) throw new Error(`network ${event.id} was published already`)
  return { networkId: event.id, ...event.data, publishedAt: at }
}

/** The network of the day: the one that began last. */
export function networkOn<N extends Pick<Network, 'from'>>(networks: readonly N[], on: Day): N | undefined {
  let latest: N | undefined
  for (const network of networks)
    if (network.from <= on && (latest === undefined || network.from > latest.from)) latest = network
  return latest
}
