import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applicationStatuses, openStatuses } from '../application/application.ts'
import type { Day } from '../calendar/instant.ts'
import { funnelStep, funnelSteps } from './funnel.ts'
import { maskIdentifier } from './mask-identifier.ts'
import { percentilesOf } from './percentiles.ts'
import { told, toldParts } from './small-cells.ts'
import { auditDaysMost, windowOf } from './window.ts'

test('M1.2: a small number is held back, none and many are told', () => {
  assert.deepEqual(
    [0, 1, 9, 10, 11].map((count) => told(count, 10)),
    [0, null, null, 10, 11],
  )
  assert.deepEqual(
    [0, 1, 9].map((count) => told(count, null)),
    [0, 1, 9],
  )
})

test('M1.2: no part of a told sum follows from the others', () => {
  assert.deepEqual(toldParts([3, 40, 20, 0], 10), [null, 40, null, 0])
  assert.deepEqual(toldParts([3, 4, 40], 10), [null, null, 40])
  // The only part is the sum itself: who tells the sum decides.
  assert.deepEqual(toldParts([3, 0], 10), [null, 0])
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (counts) => {
      const parts = toldParts(counts, 10)
      for (const [position, count] of counts.entries()) {
        const part = parts[position]
        assert.ok(part === null || (part === count && (count === 0 || count >= 10)))
      }
      const hidden = parts.filter((part) => part === null).length
      assert.ok(hidden !== 1 || counts.filter((count) => count > 0).length === 1)
    }),
  )
})

test('M1.2: percentiles by nearest rank, and none of nothing', () => {
  assert.equal(percentilesOf([]), null)
  assert.deepEqual(percentilesOf([{ value: 7, count: 1 }]), { p50: 7, p90: 7, p99: 7 })
  const hundred = Array.from({ length: 100 }, (_, rank) => ({ value: 100 - rank, count: 1 }))
  assert.deepEqual(percentilesOf(hundred), { p50: 50, p90: 90, p99: 99 })
  fc.assert(
    fc.property(
      fc.array(fc.record({ value: fc.nat(30), count: fc.integer({ min: 1, max: 9 }) }), { minLength: 1 }),
      (values) => {
        const each = values.flatMap(({ value, count }) => Array.from({ length: count }, () => ({ value, count: 1 })))
        assert.deepEqual(percentilesOf(values), percentilesOf(each))
      },
    ),
  )
})

test('M1.2: an open application stands in a step, whatever the place of its card', () => {
  for (const status of openStatuses) assert.ok(funnelSteps.includes(funnelStep(status, null)), status)
  assert.equal(funnelStep('in-production', 'batched'), 'bank')
  assert.equal(funnelStep('in-production', 'spoiled'), 'trouble')
  assert.equal(funnelStep('ready', 'at-outlet'), 'collection')
  assert.equal(applicationStatuses.length - openStatuses.length, 5)
})

test('M1.2, M11.7: a window holds both its days and has an end', () => {
  const day = (text: string) => text as Day
  assert.deepEqual(windowOf(day('2026-11-23'), day('2026-11-23'), 1), {
    since: '2026-11-22T16:00:00.000Z',
    until: '2026-11-23T16:00:00.000Z',
  })
  const code = (from: string, to: string, most: number) => {
    const window = windowOf(day(from), day(to), most)
    return 'accepted' in window ? window.code : 'fits'
  }
  assert.equal(code('2026-11-23', '2026-11-22', 31), 'window-reversed')
  assert.equal(code('2026-11-01', '2026-12-01', 31), 'fits')
  assert.equal(code('2026-11-01', '2026-12-02', 31), 'window-too-long')
  // Days that no calendar of the card knows hold nothing, and are no fault of ours.
  const empty = { since: '2008-12-31T16:00:00.000Z', until: '2008-12-31T16:00:00.000Z' }
  assert.deepEqual(windowOf(day('0000-01-01'), day('0000-01-02'), 31), empty)
  assert.equal(code('9999-12-31', '9999-12-31', 31), 'fits')
  assert.deepEqual(
    [auditDaysMost({}), auditDaysMost({ actorId: 'a' }), auditDaysMost({ personId: 'p' })],
    [31, 366, 366],
  )
})

test('M11.3: the end of an identifier tells rows apart and names nobody', () => {
  assert.equal(maskIdentifier('018f0000-0000-7000-8000-0000000000aa'), '****00aa')
})
