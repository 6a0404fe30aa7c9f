import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hoursOfDay, hoursText } from './hours.ts'

test('M12.5: hours are read as one writes them, and what is no hours is not taken', () => {
  assert.deepEqual(hoursOfDay(1, '9:00-12:00，13:00–17:30'), [
    { weekday: 1, from: '09:00', to: '12:00' },
    { weekday: 1, from: '13:00', to: '17:30' },
  ])
  assert.deepEqual(hoursOfDay(7, ' '), [])
  for (const wrong of ['17:00-9:00', '9-12', '25:00-26:00', 'morning']) assert.equal(hoursOfDay(1, wrong), undefined)
  assert.deepEqual(hoursText(hoursOfDay(2, '13:00-17:00, 09:00-12:00') ?? [])[1], '09:00-12:00, 13:00-17:00')
})
