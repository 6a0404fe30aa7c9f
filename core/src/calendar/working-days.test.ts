import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, isDay } from './instant.ts'
import { workingDayCalendar } from './working-day-calendar.ts'
import { workingDayData } from './working-day-data.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts'

const calendar = workingDayCalendar(JSON.stringify(workingDayData))

test('M12.3: four working days step over weekends, holidays and onto make-up workdays', () => {
  const cases: [string, number, string][] = [
    ['2026-03-02', 4, '2026-03-06'],
    ['2026-03-05', 4, '2026-03-11'],
    // Saturday 14 and 28 February are worked, 15 to 23 are off.
    ['2026-02-12', 4, '2026-02-25'],
    ['2026-02-26', 2, '2026-02-28'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2025-09-27', 1, '2025-09-28'],
    ['2026-02-17', 0, '2026-02-17'],
  ]
  for (const [from, count, expected] of cases) assert.equal(addWorkingDays(from as Day, count, calendar), expected)
})

test('M12.3: a promise that crosses into a year without an arrangement is not guessed', () => {
  assert.deepEqual(addWorkingDays('2026-12-28' as Day, 4, calendar), { year: 2027 })
  assert.equal(addWorkingDays('2026-12-28' as Day, 3, calendar), '2026-12-31')
  assert.deepEqual(isWorkingDay('2024-12-31' as Day, calendar), { year: 2024 })
  assert.deepEqual(workingDaysBetween('2026-12-30' as Day, '2027-01-04' as Day, calendar), { year: 2027 })
})

test('M12.3: the promised day is a working day, and counting back gives the promise', () => {
  const days = fc.integer({ min: 0, max: 640 }).map((offset) => addDays('2025-01-01' as Day, offset))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const by = addWorkingDays(from, count, calendar)
      assert.ok(typeof by === 'string' && isDay(by))
      assert.equal(isWorkingDay(by, calendar), true)
      assert.equal(workingDaysBetween(from, by, calendar), count)
    }),
  )
})

test('M17.1: a calendar that contradicts itself is not accepted', () => {
  const year = { source: 'notice', holidays: ['2027-01-01/2027-01-03'], workdays: [] as string[] }
  const faulty: [unknown, RegExp][] = [
    [[], /years/],
    [{}, /no year/],
    [{ 27: year }, /not a year/],
    [{ 2027: { ...year, source: '' } }, /no source/],
    [{ 2027: { ...year, holidays: [] } }, /no holidays/],
    [{ 2027: { ...year, holidays: ['2026-12-31/2027-01-03'] } }, /not a span/],
    [{ 2027: { ...year, holidays: ['2027-02-30'] } }, /not a span/],
    [{ 2027: { ...year, workdays: ['2027-01-02'] } }, /both/],
    [{ 2027: { ...year, workdays: ['2027-01-04'] } }, /ordinary/],
    [{ 2027: null }, /no source/],
  ]
  for (const [value, message] of faulty) {
    assert.throws(() => workingDayCalendar(JSON.stringify(value)), message)
  }
  assert.throws(() => workingDayCalendar('{'), /not JSON/)
})
