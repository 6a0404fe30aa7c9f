import { type Day, type Instant, instantOf } from '../calendar/instant.ts'
import { travelFigures } from '../policy/figure/travel.ts'
import { fareTable } from '../policy/table/fare-table.ts'
import { distancesOf } from './distances.ts'
import type { Line, Station } from './network.ts'
import type { TravelRules } from './retell-rides.ts'
import type { Tap } from './tap.ts'

/** What the tests of this chapter stand on: a line of four stations, one to the airport, and taps that count. */
export const personId = '018f0000-0000-7000-8000-00000000a001'
export const cardId = '018f0000-0000-7000-8000-00000000c001'

const station = (stationId: string, east: number): Station => ({
  stationId,
  name: { zh: stationId, en: stationId },
  east,
  north: 0,
})
const line = (lineId: string, mode: Line['mode'], stations: string[], metres: number[]): Line => ({
  ...{ lineId, mode, stations, metres },
  name: { zh: lineId, en: lineId },
})

export const smallNetwork = {
  from: '2020-01-01' as Day,
  source: 'synthetic',
  stations: [
    ...[station('a', 0), station('b', 6_000), station('c', 12_001), station('d', 41_000)],
    ...[station('air-1', 0), station('air-2', 20_000)],
  ],
  lines: [
    line('m', 'metro', ['a', 'b', 'c', 'd'], [6_000, 6_001, 29_000]),
    line('air', 'airport', ['air-1', 'air-2'], [20_000]),
  ],
}

const distances = distancesOf(smallNetwork)
export const firstTable = fareTable(travelFigures['travel.fare-table'].first[0].value)
export const minute = 60_000
export const hour = 60 * minute

export const rules: TravelRules = {
  longestMs: 24 * hour,
  graceMs: 15 * minute,
  boundary: 'exit',
  networkAt: () => distances,
  tableAt: () => firstTable,
}

let taps = 0

export function tap(kind: Tap['kind'], place: string, at: Instant | number, change: Partial<Tap> = {}): Tap {
  taps += 1
  const moment = typeof at === 'number' ? instantOf(at) : at
  return {
    ...{ personId, cardId, kind, place },
    tapId: `018f0000-0000-7000-8000-${String(taps).padStart(12, '0')}`,
    operatorId: 'metro-operator',
    terminalId: 'gate-1',
    sequence: taps,
    metres: kind === 'bus' ? 5_000 : null,
    carrier: 'contactless-chip',
    proofKey: `chip/${taps}`,
    proofDigest: '',
    at: moment,
    clockCorrectedMs: 0,
    rider: kind === 'bus' ? 'ordinary' : null,
    counts: true,
    reason: null,
    relation: 'no-loss',
    toldAt: moment,
    ...change,
  }
}
