import type { Line, Network, Station } from './network.ts'

/** What a fare needs of a network, computed once for each version of it. */
export interface Distances {
  /** Metres of the shortest way; undefined when there is none inside the gates. */
  between(from: string, to: string): number | undefined
  modeOf(stationId: string): Line['mode'] | undefined
  /** Metres as the crow flies; undefined for a place that is no station. */
  apart(one: string, other: string): number | undefined
}

/** Shortest ways between all stations (Floyd and Warshall): a few hundred stations take a few hundred milliseconds, once. */
export function distancesOf({ stations, lines }: Pick<Network, 'stations' | 'lines'>): Distances {
  const position = new Map(stations.map(({ stationId }, at) => [stationId, at]))
  const size = stations.length
  const way = new Float64Array(size * size).fill(Number.POSITIVE_INFINITY)
  for (let at = 0; at < size; at += 1) way[at * size + at] = 0
  for (const { from, to, metres } of lines.flatMap(sectionsOf)) {
    const [a = 0, b = 0] = [position.get(from), position.get(to)]
    const shorter = Math.min(metres, way[a * size + b] ?? metres)
    way[a * size + b] = shorter
    way[b * size + a] = shorter
  }
  for (let over = 0; over < size; over += 1) {
    for (let from = 0; from < size; from += 1) {
      const first = way[from * size + over] as number
      if (first === Number.POSITIVE_INFINITY) continue
      for (let to = 0; to < size; to += 1) {
        const whole = first + (way[over * size + to] as number)
        if (whole < (way[from * size + to] as number)) way[from * size + to] = whole
      }
    }
  }
  const modes = new Map(lines.flatMap(({ mode, stations: along }) => along.map((stationId) => [stationId, mode])))
  const station = (stationId: string): Station | undefined => stations[position.get(stationId) ?? -1]
  return {
    between(from, to) {
      const [a, b] = [position.get(from), position.get(to)]
      const metres = a === undefined || b === undefined ? undefined : way[a * size + b]
      return metres === Number.POSITIVE_INFINITY ? undefined : metres
    },
    modeOf: (stationId) => modes.get(stationId),
    apart(one, other) {
      const [a, b] = [station(one), station(other)]
      return a === undefined || b === undefined ? undefined : Math.hypot(a.east - b.east, a.north - b.north)
    },
  }
}

/** Each piece of track of a line; the last one of a ring leads back to the first station. */
function sectionsOf({ stations, metres }: Pick<Line, 'stations' | 'metres'>) {
  return metres.map((length, at) => ({
    from: stations[at] as string,
    to: stations[(at + 1) % stations.length] as string,
    metres: length,
  }))
}
