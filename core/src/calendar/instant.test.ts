import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addDaysToInstant,
  addYears,
  ageOn,
  type Day,
  dayOf,
  type Instant,
  isDay,
  startOfDay,
} from './instant.ts'

const day = (text: string): Day => text as Day

test('M18.3: the day of the city turns at 16:00 UTC', () => {
  assert.equal(dayOf('2022-09-30T15:59:59.999Z' as Instant), '2022-09-30')
  assert.equal(dayOf('2022-09-30T16:00:00.000Z' as Instant), '2022-10-01')
  assert.equal(startOfDay(day('2022-10-01')), '2022-09-30T16:00:00.000Z')
})

test('29 February: ten years later in a common year is 28 February; ages on 1 March', () => {
  assert.equal(addYears(day('2024-02-29'), 10), '2034-02-28')
  assert.equal(addYears(day('2024-02-29'), 8), '2032-02-29')
  assert.equal(ageOn(day('2008-02-29'), day('2026-02-28')), 17)
  assert.equal(ageOn(day('2008-02-29'), day('2026-03-01')), 18)
})

test('days that do not exist are not days', () => {
  for (const text of ['2023-02-29', '1900-02-29', '2026-13-01', '2026-04-31', '20260401', '２０２６-01-01'])
    assert.equal(isDay(text), false, text)
  for (const text of ['2024-02-29', '2000-02-29', '2026-12-31']) assert.equal(isDay(text), true, text)
})

test('days and instants move over month and year ends', () => {
  assert.equal(addDays(day('2026-12-31'), 1), '2027-01-01')
  assert.equal(addDays(day('2024-03-01'), -1), '2024-02-29')
  assert.equal(addDaysToInstant('2026-11-23T02:30:00.000Z' as Instant, 10), '2026-12-03T02:30:00.000Z')
})
