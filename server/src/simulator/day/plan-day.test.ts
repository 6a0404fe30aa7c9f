import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '@yika/core/calendar/instant.ts'
import { sampleCity } from '../../sample/sample-city.ts'
import { planPersonDay } from './plan-day.ts'

const places = {
  stations: ['a', 'b', 'c'],
  busStops: ['x', 'y'],
  hospitals: ['h'],
  pharmacies: ['p'],
  parks: ['k'],
  libraries: ['l'],
}
const people = [...sampleCity({ people: 3000, seed: 1 }).persons()]
const day = '2026-11-20' as Day
const plan = (seed: number, on = day) => people.map((person) => planPersonDay(person, on, seed, places))

test('a day of the city is the same again for the same seed and day, and another one for others', () => {
  assert.deepEqual(plan(7), plan(7))
  assert.notDeepEqual(plan(7), plan(8))
  assert.notDeepEqual(plan(7), plan(7, '2026-11-21' as Day))
})

test('everything happens within the day, in order of time, and each kind happens', () => {
  const seen = new Set<string>()
  for (const { doings } of plan(7)) {
    for (const [place, doing] of doings.entries()) {
      seen.add(doing.does)
      assert.ok(doing.minute >= 0 && doing.minute < 24 * 60)
      assert.ok(place === 0 || (doings[place - 1]?.minute ?? 0) <= doing.minute)
      if (doing.does === 'metro') assert.notEqual(doing.from, doing.out?.at)
    }
  }
  for (const kind of ['metro', 'bus', 'clinic', 'pharmacy', 'park', 'library', 'top-up'])
    assert.ok(seen.has(kind), kind)
})
