import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf } from '../calendar/instant.ts'
import { pairTaps } from './pair-taps.ts'
import type { Tap } from './tap.ts'
import { hour, minute, rules, tap } from './test-travel.ts'

const start = Date.parse('2026-11-02T00:00:00Z')
const later = start + 72 * hour
const ends = (taps: readonly Tap[], now = later) =>
  pairTaps(taps, instantOf(now), rules).map(
    ({ end, entry, exit }) => `${end} ${entry?.place ?? '-'}>${exit?.place ?? '-'}`,
  )

test('M5.5: what one end, two entries, the same station and a long stay make of taps', () => {
  const at = (minutes: number) => start + minutes * minute
  assert.deepEqual(ends([tap('in', 'a', at(0)), tap('out', 'c', at(20))]), ['whole a>c'])
  assert.deepEqual(ends([tap('out', 'c', at(20))]), ['no-entry ->c'])
  assert.deepEqual(ends([tap('in', 'a', at(0))]), ['no-exit a>-'])
  assert.deepEqual(ends([tap('in', 'a', at(0))], start + 24 * hour), [], 'an exit can still come')
  assert.deepEqual(ends([tap('in', 'a', at(0)), tap('out', 'a', at(15))]), ['same-station a>a'])
  assert.deepEqual(ends([tap('in', 'a', at(0)), tap('out', 'a', at(16))]), ['whole a>a'])
  const again = [tap('in', 'a', at(0)), tap('in', 'a', at(1)), tap('out', 'b', at(20))]
  assert.deepEqual(ends(again), ['repeated-entry a>-', 'whole a>b'])
  const second = [tap('in', 'a', at(0)), tap('in', 'b', at(30)), tap('out', 'c', at(50))]
  assert.deepEqual(ends(second), ['no-exit a>-', 'whole b>c'])
  assert.deepEqual(ends([tap('in', 'a', at(0)), tap('out', 'c', at(24 * 60))]), ['whole a>c'])
  assert.deepEqual(ends([tap('in', 'a', at(0)), tap('out', 'c', at(24 * 60 + 1))]), ['no-exit a>-', 'no-entry ->c'])
})

test('M5.5: a gate of the airport line does not end a ride of the metro', () => {
  const taps = [tap('in', 'a', start), tap('out', 'air-2', start + hour)]
  assert.deepEqual(ends(taps), ['no-exit a>-', 'no-entry ->air-2'])
})

test('M13.2, M14.7: a tap that does not count is no part of a ride', () => {
  const lost = { counts: false, reason: 'card-lost', relation: 'after-loss' } as const
  assert.deepEqual(ends([tap('in', 'a', start), tap('out', 'c', start + hour, lost)]), ['no-exit a>-'])
})
