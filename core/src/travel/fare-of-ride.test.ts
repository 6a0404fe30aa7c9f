import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instantOf } from '../calendar/instant.ts'
import { fareOfRide, priceOf, totalOf } from './fare-of-ride.ts'
import { type Journey, monthOf, pairTaps } from './pair-taps.ts'
import { retellRides } from './retell-rides.ts'
import { cardId, firstTable, hour, minute, personId, rules, tap } from './test-travel.ts'

const start = Date.parse('2026-11-02T00:00:00Z')

function journeyOf(from: string, to: string, minutes: number, rider: string | null = null): Journey {
  const taps = [tap('in', from, start, { rider }), tap('out', to, start + minutes * minute)]
  return pairTaps(taps, instantOf(start + 48 * hour), rules)[0] as Journey
}

test('M5.5: metro and bus fares by distance; a distance on a limit belongs to the cheaper step', () => {
  const { metro, bus } = firstTable
  const metroFares = [0, 6_000, 6_001, 12_000, 12_001, 22_000, 32_000, 32_001, 52_000, 52_001, 92_001]
  assert.deepEqual(
    metroFares.map((metres) => priceOf(metro, metres)),
    [300, 300, 400, 400, 500, 500, 600, 700, 700, 800, 1_000],
  )
  assert.deepEqual(
    [10_000, 10_001, 15_000, 15_001].map((metres) => priceOf(bus, metres)),
    [200, 300, 300, 400],
  )
})

test('M5.5: the monthly discount looks at what was paid before: 99.99, 100.00, 149.99, 150.00, 399.99, 400.00', () => {
  const ride = journeyOf('a', 'c', 30)
  const fares = [0, 9_999, 10_000, 14_999, 15_000, 39_999, 40_000].map((paid) =>
    totalOf(fareOfRide(ride, firstTable, paid)),
  )
  assert.deepEqual(fares, [500, 500, 400, 400, 250, 250, 500])
  assert.deepEqual(fareOfRide(ride, firstTable, 10_000), [
    { reason: 'distance', fen: 500, of: 12_001 },
    { reason: 'month', fen: -100, of: 80 },
  ])
})

test('M5.5: a ride belongs to the month of its exit in the city, or of its entry where the rules say so', () => {
  const midnight = Date.parse('2026-11-30T16:00:00Z')
  const across = pairTaps(
    [tap('in', 'a', midnight - 10 * minute), tap('out', 'c', midnight)],
    instantOf(midnight + hour),
    rules,
  )[0] as Journey
  assert.deepEqual([monthOf(across, 'exit'), monthOf(across, 'entry')], ['2026-12', '2026-11'])
  const before = pairTaps(
    [tap('in', 'a', midnight - 10 * minute), tap('out', 'c', midnight - 1)],
    instantOf(midnight + hour),
    rules,
  )[0] as Journey
  assert.equal(monthOf(before, 'exit'), '2026-11')
})

test('M5.5: the steps begin anew with the month', () => {
  const taps = [
    ...[tap('in', 'a', '2026-11-30T15:00:00.000Z' as Instant), tap('out', 'c', '2026-11-30T15:59:59.999Z' as Instant)],
    ...[tap('in', 'a', '2026-11-30T16:10:00.000Z' as Instant), tap('out', 'c', '2026-11-30T16:40:00.000Z' as Instant)],
  ]
  const card = { personId, cardId, taps, rides: [], ridesFrom: '2026-11-30T00:00:00.000Z' as Instant }
  const told = retellRides(
    { ...card, paidBefore: new Map([['2026-11', 15_000]]) },
    '2026-12-02T00:00:00.000Z' as Instant,
    rules,
  )
  assert.deepEqual(
    told.map(({ event }) => [event.data.month, event.data.fare]),
    [
      ['2026-11', 250],
      ['2026-12', 500],
    ],
  )
})

test('M5.5: longer than four hours costs the lowest fare more, four hours do not', () => {
  assert.equal(totalOf(fareOfRide(journeyOf('a', 'b', 240), firstTable, 0)), 300)
  assert.deepEqual(fareOfRide(journeyOf('a', 'b', 241), firstTable, 0), [
    { reason: 'distance', fen: 300, of: 6_000 },
    { reason: 'overtime', fen: 300, of: 241 },
  ])
})

test('M5.5: the airport line costs the same over any distance and moves no step', () => {
  const ride = journeyOf('air-1', 'air-2', 30)
  assert.deepEqual([ride.mode, totalOf(fareOfRide(ride, firstTable, 20_000))], ['airport', 2_500])
})

test('M5.5: who rides free pays nothing, and no overtime; a bus costs a student a quarter, others the half', () => {
  assert.equal(totalOf(fareOfRide(journeyOf('a', 'd', 300, 'free'), firstTable, 0)), 0)
  const bus = (rider: string | null) => {
    const journey = pairTaps([tap('bus', 'stop', start, { rider, metres: 12_000 })], instantOf(start), rules)[0]
    return totalOf(fareOfRide(journey as Journey, firstTable, 50_000))
  }
  assert.deepEqual(['senior', 'student', 'ordinary', null].map(bus), [0, 75, 150, 300])
})
