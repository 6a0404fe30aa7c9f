import assert from 'node:assert/strict'
import { test } from 'node:test'
import { medicalFigures } from '../figure/medical.ts'
import { medicalRow, medicalTable } from './medical-table.ts'

const { value } = medicalFigures['medical.employee.inpatient'].first[0]
const [row] = medicalTable(value).rows
const changed = (change: object) => JSON.stringify({ rows: [{ ...row, ...change }] })
const segment = { from: 0, to: 100, perMille: 500 }

test('M2.5: a table of the medical insurance is read as it was written, a row for each kind of person and institution', () => {
  assert.deepEqual(medicalTable(value), JSON.parse(value))
  const found = medicalRow(medicalTable(value), 'retired-70', 'grade-2')
  assert.deepEqual(
    found?.segments.map(({ to, perMille }) => [to, perMille]),
    [
      [3_000_000, 922],
      [4_000_000, 952],
      [10_000_000, 982],
    ],
  )
  assert.equal(medicalRow(medicalTable(value), 'adult', 'grade-2'), undefined)
})

test('M2.5: a table that cannot be right is refused with the place of the mistake', () => {
  for (const [text, message] of [
    ['{', /not JSON/],
    ['{"rows":{}}', /not a list/],
    [JSON.stringify({ rows: [row, row] }), /stands in two rows/],
    [changed({ surprise: 1 }), /surprise/],
    [changed({ who: ['king'] }), /king is not known/],
    [changed({ at: [] }), /nobody/],
    [changed({ deductible: { first: 1.5, following: 0 } }), /1\.5 is not a whole number/],
    [changed({ deductible: { first: -1, following: 0 } }), /first deductible/],
    [changed({ segments: [] }), /no segments/],
    [changed({ segments: [{ ...segment, perMille: 1001 }] }), /0 to 1000/],
    [changed({ segments: [{ ...segment, to: 0 }] }), /ends before it begins/],
    [changed({ segments: [segment, { ...segment, from: 99, to: null }] }), /begins before/],
    [changed({ ceiling: 'much' }), /ceiling/],
    [changed({ needsReferral: 'no' }), /yes or no/],
  ] as const)
    assert.throws(() => medicalTable(text), { name: 'RangeError', message })
})

test('M2.5: every first value of the medical insurance says that it was not read in an official text', () => {
  for (const figure of Object.values(medicalFigures))
    for (const { verified } of figure.first) assert.equal(verified, false)
})
