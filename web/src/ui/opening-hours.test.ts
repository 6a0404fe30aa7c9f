import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openingLines } from './opening-hours.ts'

const morning = (weekday: number) => ({ weekday, from: '09:00', to: '12:00' })

test('M12.5: days in a row with the same hours are one line, a closed day none', () => {
  const spans = [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, from: '13:00', to: '17:00' }, morning(weekday)])
  assert.deepEqual(openingLines([...spans, morning(7)], 'zh'), [
    '周一–周五 09:00–12:00、13:00–17:00',
    '周日 09:00–12:00',
  ])
  assert.deepEqual(openingLines([morning(1), morning(3)], 'en'), ['Mon 09:00–12:00', 'Wed 09:00–12:00'])
  assert.deepEqual(openingLines([], 'en'), [])
})
