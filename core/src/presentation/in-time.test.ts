import assert from 'node:assert/strict'
import test from 'node:test'
import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { type Told, timeOfUse } from './in-time.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const policy = {
  number: (key: string) => ({ 'use.clock-skew': 60, 'use.late-days': 30 })[key] as number,
  text: () => '',
  flag: () => false,
}
const at = (offSeconds: number): Instant => addMilliseconds(now, offSeconds * 1000)
const told = (offSeconds: number, how: Told, clockOffMs: number | null = null) => {
  const time = timeOfUse({ at: at(offSeconds), told: how, clockOffMs }, { now, policy })
  return time.accepted ? time.usedAt : time.code
}
const day = 86_400

test('M9.2: on line a use happens now; a clock that is off by more than the rules allow must be set first', () => {
  assert.equal(told(-60, 'online'), now, 'a slow clock does not reach back before a loss')
  assert.equal(told(60, 'online'), now)
  assert.equal(told(-61, 'online'), 'clock-off')
  assert.equal(told(61, 'online'), 'clock-off')
  assert.equal(told(-3 * day, 'online'), 'clock-off')
})

test('M14.7: what is told late happened when it happened, never in the future and not for ever', () => {
  assert.equal(told(-5 * day, 'late'), at(-5 * day))
  assert.equal(told(-30 * day, 'late'), at(-30 * day))
  assert.equal(told(-30 * day - 1, 'late'), 'use-too-late')
  assert.equal(told(30, 'late'), now, 'within the skew it is now at the latest')
  assert.equal(told(2 * day, 'late'), 'clock-off')
  assert.equal(told(-2 * day, 'late', -2 * day * 1000), now, 'a clock that is known to be two days behind')
  assert.equal(told(2 * day - 100, 'late', 2 * day * 1000), at(-100), 'a clock that is known to be two days ahead')
})
