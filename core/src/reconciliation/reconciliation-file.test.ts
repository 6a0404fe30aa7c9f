import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../calendar/instant.ts'
import {
  fileColumns,
  parseReconciliationFile,
  type ReconciliationFile,
  writeReconciliationFile,
} from './reconciliation-file.ts'

const day = '2026-11-23' as Day
const file: ReconciliationFile = {
  source: 'hospital-1',
  day,
  lines: [
    { partner: 'hospital-1', reference: 'H-1', amount: 700 },
    { partner: 'hospital-1', reference: 'H-2', amount: -300 },
  ],
}
const text = writeReconciliationFile(file)

function refused(changed: string) {
  const answer = parseReconciliationFile(changed)
  return 'lines' in answer ? 'taken' : [answer.code, answer.detail?.['line'] ?? null]
}

suite('M13.4: the file of a day', () => {
  test('M13.4: a file reads as it was written', () => {
    assert.equal(
      text,
      `<对账方>hospital-1<账务日>2026-11-23<笔数>2<合计分>1000\r\n${fileColumns}\r\n1,hospital-1,H-1,贷,700\r\n2,hospital-1,H-2,借,300\r\n<结束>2\r\n`,
    )
    assert.deepEqual(parseReconciliationFile(text), file)
    assert.deepEqual(parseReconciliationFile(`\uFEFF${text}`), file)
    const empty = { ...file, lines: [] }
    assert.deepEqual(parseReconciliationFile(writeReconciliationFile(empty)), empty)
  })

  test('M13.4: what is wrong is refused with its line, and nothing of the file is taken', () => {
    assert.deepEqual(refused(text.replace('分>1000', '分>1001')), ['reconciliation-file-total', null])
    assert.deepEqual(refused(text.replace('笔数>2', '笔数>3')), ['reconciliation-file-count', null])
    assert.deepEqual(refused(text.replace('<结束>2\r\n', '')), ['reconciliation-file-count', null])
    assert.deepEqual(refused(text.replace('<结束>2', '<结束>3')), ['reconciliation-file-line', 5])
    assert.deepEqual(refused(text.replace('H-2', 'H-1')), ['reconciliation-file-duplicate', 4])
    for (const amount of ['-300', '0', '300.5', '3e2', '030', '+300', '', '9999999999999', ' 300', '640000000001'])
      assert.ok(
        ['reconciliation-file-amount,4'].includes(String(refused(text.replace(',300', `,${amount}`)))),
        `${amount}: ${refused(text.replace(',300', `,${amount}`))}`,
      )
    for (const reference of ['', '=1+1', '@x', '+1', '-1', 'a b', 'a"b', 'a<b', 'x'.repeat(81), '卡'])
      assert.deepEqual(refused(text.replace('H-2', reference)), ['reconciliation-file-line', 4], reference)
    assert.deepEqual(refused(text.replace(',借,', ',?,')), ['reconciliation-file-line', 4])
    assert.deepEqual(refused(text.replace('2,hospital-1', '3,hospital-1')), ['reconciliation-file-line', 4])
    assert.deepEqual(refused(text.replace(',300', ',300,')), ['reconciliation-file-line', 4])
    assert.deepEqual(refused(text.replace('11-23', '11-31')), ['reconciliation-file-line', 1])
    assert.deepEqual(refused(text.replaceAll('\r\n', '\n')), ['reconciliation-file-line', 1])
    assert.deepEqual(refused(text.replace('笔数>2', '笔数>999999')), ['reconciliation-file-too-long', null])
    assert.deepEqual(refused(''), ['reconciliation-file-line', 1])
  })

  test('M13.4: any list of movements comes through unchanged, and one changed digit never does', () => {
    const line = fc.record(
      {
        partner: fc.constantFrom('hospital-1', 'metro', 'bank-1'),
        reference: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9:._/-]{0,30}$/),
        amount: fc.integer({ min: 1, max: 10_000_000_000 }).chain((fen) => fc.constantFrom(fen, -fen)),
      },
      { noNullPrototype: true },
    )
    const lines = fc.uniqueArray(line, {
      maxLength: 30,
      selector: ({ partner, reference }) => `${partner} ${reference}`,
    })
    fc.assert(
      fc.property(lines, (drawn) => {
        const whole = { source: 'bank-1', day, lines: drawn }
        assert.deepEqual(parseReconciliationFile(writeReconciliationFile(whole)), whole)
        if (drawn.length === 0) return
        const wrong = drawn.map((one, position) =>
          position === 0 ? { ...one, amount: one.amount + Math.sign(one.amount) } : one,
        )
        const [head] = writeReconciliationFile(whole).split('\r\n')
        const [, ...rest] = writeReconciliationFile({ ...whole, lines: wrong }).split('\r\n')
        assert.ok(!('lines' in parseReconciliationFile([head, ...rest].join('\r\n'))))
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
