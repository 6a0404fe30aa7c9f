import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayOf, epochMs, type Instant, instantOf } from '../calendar/instant.ts'
import { reachOf, retellRides } from './retell-rides.ts'
import { evolveRide, type Ride } from './ride.ts'
import { compareTaps, type Tap } from './tap.ts'
import { cardId, hour, minute, personId, rules, tap } from './test-travel.ts'

const sequences = 2_000
const ordersOfEach = 50
const start = Date.parse('2026-11-27T00:00:00Z')
const end = instantOf(start + 20 * 24 * hour)

/** Money that the month already holds: the steps lie within reach of a few rides. */
const november = fc.constantFrom(0, 9_500, 14_500, 39_600)
const someTap = fc.record({
  kind: fc.constantFrom('in', 'in', 'out', 'out', 'bus'),
  place: fc.constantFrom('a', 'b', 'c', 'd', 'd', 'air-1', 'air-2'),
  afterMs: fc.oneof(
    fc.integer({ max: 20, min: 0 }),
    fc.integer({ max: 300, min: 0 }),
    fc.integer({ max: 1_500, min: 0 }),
  ),
})
const somebody = fc.record({ taps: fc.array(someTap, { minLength: 1, maxLength: 14 }), paid: november, seed: fc.nat() })

/** Everything in order, told at once, in the plainest way: what the books must come to in whatever order taps arrive. */
function plainModel(taps: readonly Tap[], paidInNovember: number) {
  const rides: { name: string; at: Instant; metro: boolean; price: number; overtime: number }[] = []
  const oneEnd = (one: Tap) =>
    rides.push({
      name: one.tapId,
      at: one.at,
      ...(one.place.startsWith('air') ? { metro: false, price: 2_500 } : { metro: true, price: 300 }),
      overtime: 0,
    })
  const kilometres: Record<string, number> = { a: 0, b: 6, c: 12.001, d: 41.001 }
  let open: Tap | null = null
  for (const one of [...taps].sort(compareTaps)) {
    if (one.kind === 'bus') {
      rides.push({ name: one.tapId, at: one.at, metro: false, price: 100, overtime: 0 })
      continue
    }
    const minutes: number = open === null ? 0 : (epochMs(one.at) - epochMs(open.at)) / minute
    if (one.kind === 'in') {
      if (open !== null && open.place === one.place && minutes <= 15)
        rides.push({ name: open.tapId, at: open.at, metro: false, price: 0, overtime: 0 })
      else if (open !== null) oneEnd(open)
      open = one
      continue
    }
    const air = one.place.startsWith('air')
    const fits: boolean = open !== null && minutes <= 24 * 60 && open.place.startsWith('air') === air
    if (open === null || !fits) {
      if (open !== null) oneEnd(open)
      oneEnd(one)
    } else if (open.place === one.place && minutes <= 15) {
      rides.push({ name: one.tapId, at: one.at, metro: false, price: 0, overtime: 0 })
    } else {
      const far = Math.abs((kilometres[one.place] ?? 0) - (kilometres[open.place] ?? 0))
      const byDistance = far <= 6 ? 300 : far <= 12 ? 400 : far <= 22 ? 500 : far <= 32 ? 600 : 700
      rides.push({
        name: one.tapId,
        at: one.at,
        metro: !air,
        price: air ? 2_500 : byDistance,
        overtime: minutes > 240 ? 300 : 0,
      })
    }
    open = null
  }
  if (open !== null) oneEnd(open)
  const paid: Record<string, number> = { '2026-11': paidInNovember }
  const byName = new Map(taps.map((one) => [one.tapId, one]))
  const fares = new Map<string, number>()
  for (const { name, at, metro, price, overtime } of rides.sort((x, y) =>
    compareTaps(byName.get(x.name) as Tap, byName.get(y.name) as Tap),
  )) {
    const month = dayOf(at).slice(0, 7)
    const before = paid[month] ?? 0
    const percent = before < 10_000 ? 100 : before < 15_000 ? 80 : before < 40_000 ? 50 : 100
    const fare = metro ? Math.round((price * percent) / 100) + overtime : price + overtime
    if (metro) paid[month] = before + fare
    fares.set(name, fare)
  }
  return fares
}

const moments = (taps: readonly Tap[]) => taps.map(({ at }) => at).sort()

/** Tells taps in portions, as uploads do: each time only what the reach of the earliest new tap allows. */
function tellInPortions(portions: readonly (readonly Tap[])[], paidInNovember: number) {
  const told: Tap[] = []
  const books = new Map<string, Ride>()
  let balance = 0
  const tell = (from: Instant, now: Instant) => {
    const { ridesFrom, tapsFrom } = reachOf(from, rules.longestMs)
    const paidBefore = new Map([['2026-11', paidInNovember]])
    for (const { mode, month, fare, countedAt } of books.values())
      if (mode === 'metro' && countedAt < ridesFrom) paidBefore.set(month, (paidBefore.get(month) ?? 0) + fare)
    const changes = retellRides(
      {
        ...{ personId, cardId, ridesFrom, paidBefore },
        taps: told.filter(({ at }) => at >= tapsFrom),
        rides: [...books.values()].filter(({ countedAt }) => countedAt >= ridesFrom),
      },
      now,
      rules,
    )
    for (const { event, difference } of changes) {
      books.set(event.id, evolveRide(books.get(event.id), event, now))
      balance += difference
    }
  }
  for (const portion of portions) {
    told.push(...portion)
    const latest = moments(told).at(-1) as Instant
    tell(moments(portion)[0] as Instant, latest)
  }
  // The sweep: only around entries that belong to no ride yet; what was told wrong before would stay wrong.
  for (const { tapId, kind, at } of told) {
    const known = [...books.values()].some((ride) => ride.entryTapId === tapId && ride.end !== 'gone')
    if (kind === 'in' && !known) tell(at, end)
  }
  return { books, balance }
}

/** Small, seeded, good enough to shuffle with. */
function shuffler(seed: number) {
  let state = seed | 1
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return (taps: readonly Tap[]): Tap[][] => {
    const portions: Tap[][] = [[]]
    const rest = [...taps]
    while (rest.length > 0) {
      if (next(3) === 0) portions.push([])
      portions.at(-1)?.push(...rest.splice(next(rest.length), 1))
    }
    return portions.filter((portion) => portion.length > 0)
  }
}

test(`M5.5, M13.4: taps told late and in any order make the same rides and the same sum: ${sequences * ordersOfEach} orders`, () => {
  fc.assert(
    fc.property(somebody, ({ taps: drawn, paid, seed }) => {
      let at = start
      const taps = drawn.map(({ kind, place, afterMs }) => {
        at += afterMs * minute
        return tap(kind, place, at)
      })
      const expected = plainModel(taps, paid)
      const sum = [...expected.values()].reduce((total, fare) => total + fare, 0)
      const shuffle = shuffler(seed)
      for (let order = 0; order < ordersOfEach; order += 1) {
        const { books, balance } = tellInPortions(shuffle(taps), paid)
        const standing = [...books.values()].filter((ride) => ride.end !== 'gone')
        assert.deepEqual(new Map(standing.map(({ rideId, fare }) => [rideId, fare])), expected)
        assert.equal(balance, sum)
        for (const { lines, fare } of standing)
          assert.equal(
            lines.reduce((total, { fen }) => total + fen, 0),
            fare,
            'every fen is explained',
          )
      }
    }),
    { numRuns: sequences, seed: 5 },
  )
})
