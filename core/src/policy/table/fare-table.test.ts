import assert from 'node:assert/strict'
import { test } from 'node:test'
import { travelFigures } from '../figure/travel.ts'
import { fareTable } from './fare-table.ts'

const { value } = travelFigures['travel.fare-table'].first[0]
const table = JSON.parse(value) as Record<string, unknown>
const changed = (change: object) => JSON.stringify({ ...table, ...change })

test('M5.5: the table of fares is read as it was written', () => {
  assert.deepEqual(fareTable(value), table)
})

test('M5.5: a table of fares that cannot be right is refused with the place of the mistake', () => {
  for (const [text, message] of [
    ['{', /not JSON/],
    [changed({ airport: { fen: 12.5 } }), /airport, fen/],
    [changed({ airport: { fen: -1 } }), /airport, fen/],
    [changed({ surprise: 1 }), /surprise/],
    [changed({ monthly: [{ fromFen: 100, percent: 80 }] }), /begin at 0/],
    [changed({ monthly: [0, 5, 5].map((fromFen) => ({ fromFen, percent: 100 })) }), /must rise/],
    [changed({ monthly: [{ fromFen: 0, percent: 101 }] }), /0–100/],
    [changed({ riders: [{ rider: 'senior', mode: 'boat', percent: 0, condition: {} }] }), /no way to travel/],
    [changed({ riders: [{ rider: 'senior', mode: 'bus', percent: 0, condition: { old: 60 } }] }), /not understood/],
    [changed({ riders: [{ rider: 'senior', mode: 'bus', percent: 0, condition: {} }] }), /one word/],
  ] as const)
    assert.throws(() => fareTable(text), { name: 'RangeError', message })
})
