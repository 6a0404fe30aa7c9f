import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CsvFile } from '../csv-file.ts'
import { readMigrationFile } from './migration-file.ts'

function file(heading: readonly string[], ...rows: readonly (readonly string[])[]): CsvFile {
  return { name: 'old.csv', digest: '', heading, rows: rows.map((cells, at) => ({ line: at + 2, cells })) }
}

const chinese = ['证件号码', '旧卡号', '权益起始日期', '权益截止日期', '余额（元）']

test('M16.3: a file of old cards is read in yuan and days, each line at its place', () => {
  const read = readMigrationFile(
    file(
      chinese,
      ['11010519491231002X', 'A 1', '2026/1/1', '', '1,012.50'],
      ['110105194912310038', 'A2', '20260101', '2027年1月1日', ''],
    ),
  )
  assert.deepEqual(read.lines, [
    {
      ...{ position: 1, identityNumber: '11010519491231002X', oldCardNumber: 'A 1' },
      ...{ from: '2026-01-01', until: null, balanceFen: 101_250 },
    },
    {
      ...{ position: 2, identityNumber: '110105194912310038', oldCardNumber: 'A2' },
      ...{ from: '2026-01-01', until: '2027-01-01', balanceFen: 0 },
    },
  ])
  assert.equal(read.balanceFen, 101_250)
})

test('M16.3: a line with a fault keeps the positions of the others, and no number stands in its fault', () => {
  const read = readMigrationFile(
    file(chinese, ['11010519491231002X', 'A1', 'soon', '', ''], ['110105194912310038', 'A2', '2026-01-01', '', '']),
  )
  assert.deepEqual(
    read.faults.map(({ line, column, code }) => [line, column, code]),
    [[2, '权益起始日期', 'date-malformed']],
  )
  assert.deepEqual(
    read.lines.map(({ position }) => position),
    [2],
  )
  assert.ok(!JSON.stringify(read.faults).includes('110105'))
})

test('M16.3: positions of the file itself are kept, the same one twice is a fault', () => {
  const heading = ['position', 'identity number', 'old card number', 'from', 'note']
  const read = readMigrationFile(
    file(
      heading,
      ['7', '11010519491231002X', 'A1', '2026-01-01', 'x'],
      ['7', '110105194912310038', 'A2', '2026-01-01', ''],
    ),
  )
  assert.deepEqual(
    read.lines.map(({ position }) => position),
    [7],
  )
  assert.deepEqual(
    read.faults.map(({ code, detail }) => [code, detail['line']]),
    [['twice-in-file', 2]],
  )
})

test('M16.3: without the headings that have to be there nothing is read', () => {
  const { lines, missing } = readMigrationFile(file(['姓名', '旧卡号'], ['张', 'A1']))
  assert.deepEqual(lines, [])
  assert.deepEqual(
    missing.map(({ name }) => name),
    ['identityNumber', 'from'],
  )
})
