import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../calendar/instant.ts'
import {
  parseReturnFile,
  type ReturnedCard,
  type ReturnFile,
  returnFileColumns,
  writeReturnFile,
} from './return-file.ts'

/** In tests every character beyond ASCII counts two bytes, as the common ideographs do in GB18030. */
const bytes = (value: string): number => [...value].reduce((sum, c) => sum + (c < '\u0080' ? 1 : 2), 0)

const good: ReturnedCard = {
  sequence: 1,
  cardNumber: 'A00000011',
  ssn: '110101199003070011',
  name: '张三',
  issuedOn: '2026-11-23' as Day,
  validUntil: '2036-11-23' as Day,
  identificationCode: '110000D15600000500BF7C7A48FB4966',
  resetInformation: '00814E43238697159900BF7C7A',
  bank: '313',
  bankCardNumber: '6217000000000000012',
  personalAccount: '',
  boxPosition: '1-2',
  failedStage: '',
  failedReason: '',
}
const failed: ReturnedCard = {
  ...good,
  sequence: 2,
  cardNumber: 'A0000002X',
  issuedOn: null,
  validUntil: null,
  identificationCode: '',
  resetInformation: '',
  bankCardNumber: '',
  boxPosition: '',
  failedStage: '银行',
  failedReason: '姓名与证件不符',
}
const file: ReturnFile = { batchNumber: '20261123110105AB2CD', cards: [good, failed] }
const text = writeReturnFile(file, bytes)
const lines = text.split('\r\n')
const withLine = (index: number, change: (line: string) => string): string =>
  lines.map((line, at) => (at === index ? change(line) : line)).join('\r\n')

test('M3.1: the return file has the documented form: number and count, fourteen columns, CR LF', () => {
  assert.equal(lines[0], '20261123110105AB2CD,2')
  assert.equal(
    lines[1],
    '序号,社保卡号,社会保障号码,姓名,发卡日期,卡有效期,卡识别码,卡复位码,服务银行,银行卡号,个人帐户,装箱位置,失败环节(银行/制卡),失败原因(50字节内)',
  )
  assert.equal(
    lines[2],
    '1,A00000011,110101199003070011,张三,20261123,20361123,110000D15600000500BF7C7A48FB4966,00814E43238697159900BF7C7A,313,6217000000000000012,,1-2,,',
  )
  assert.ok(text.endsWith('\r\n'))
  assert.equal(returnFileColumns.length, 14)
})

test('M3.1: what is written is read back as it was', () => {
  const word = fc.stringMatching(/^[A-Z0-9]{1,9}$/)
  const card = fc.record({
    sequence: fc.integer({ min: 1, max: 999_999 }),
    cardNumber: fc.stringMatching(/^[0-9A-Z]{9}$/),
    ssn: fc.stringMatching(/^\d{17}[\dX]$/),
    name: fc.stringMatching(/^[一-龥]{2,20}$/),
    issuedOn: fc.constantFrom<Day | null>(null, '2026-02-28' as Day, '2024-02-29' as Day),
    validUntil: fc.constantFrom<Day | null>(null, '2034-02-28' as Day),
    identificationCode: fc.constantFrom('', good.identificationCode),
    resetInformation: fc.constantFrom('', good.resetInformation),
    bank: word,
    bankCardNumber: fc.stringMatching(/^\d{0,19}$/),
    personalAccount: fc.stringMatching(/^\d{0,20}$/),
    boxPosition: fc.stringMatching(/^[0-9A-Z-]{0,9}$/).filter((value) => !value.startsWith('-')),
  })
  const outcome = fc.constantFrom(
    { failedStage: '' as const, failedReason: '' },
    { failedStage: '制卡' as const, failedReason: '芯片无应答' },
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(card, outcome), { maxLength: 20 }), (pairs) => {
      const cards = pairs.map(([some, how]) => ({ ...some, ...how }))
      const written = writeReturnFile({ batchNumber: 'B1', cards }, bytes)
      assert.deepEqual(parseReturnFile(written, bytes), { ok: true, file: { batchNumber: 'B1', cards } })
    }),
    { seed: 6, numRuns: 100 },
  )
})

const refusals: readonly [string, string, string, number, number][] = [
  ['a count that is too high', withLine(0, () => '20261123110105AB2CD,3'), 'file-count-wrong', 1, 2],
  ['a count that is too low', withLine(0, () => '20261123110105AB2CD,1'), 'file-count-wrong', 1, 2],
  ['a file that was cut off between lines', `${lines.slice(0, 3).join('\r\n')}\r\n`, 'file-count-wrong', 1, 2],
  ['a file that was cut off in a line', text.slice(0, -20), 'file-line-ending', 4, 0],
  ['a bare line feed', text.replace('\r\n', '\n'), 'file-line-ending', 1, 0],
  ['an empty file', '', 'file-first-line', 1, 0],
  ['a batch number with a space', withLine(0, () => '2026 1123,2'), 'file-first-line', 1, 1],
  ['an unknown column', withLine(1, (line) => line.replace('装箱位置', '箱号')), 'file-header-wrong', 2, 12],
  ['a missing column', withLine(1, (line) => line.split(',').slice(0, 13).join(',')), 'file-header-wrong', 2, 14],
  ['a column too many in a line', withLine(3, (line) => `${line},x`), 'file-column-count', 4, 0],
  ['a name of 52 bytes', withLine(2, (line) => line.replace('张三', '张'.repeat(26))), 'file-value-too-long', 3, 4],
  [
    'a reason of 52 bytes',
    withLine(3, (line) => line.replace('姓名与证件不符', '长'.repeat(26))),
    'file-value-too-long',
    4,
    14,
  ],
  [
    'a character outside GB18030',
    withLine(2, (line) => line.replace('三', '\uFFFD')),
    'file-character-not-allowed',
    3,
    4,
  ],
  ['a control character', withLine(2, (line) => line.replace('三', '\u0000')), 'file-character-not-allowed', 3, 4],
  ['a formula', withLine(2, (line) => line.replace('张三', '=1+1')), 'file-formula-prefix', 3, 4],
  [
    'a formula in a reason',
    withLine(3, (line) => line.replace('姓名与证件不符', '@SUM(A1)')),
    'file-formula-prefix',
    4,
    14,
  ],
  ['a day that does not exist', withLine(2, (line) => line.replace('20261123', '20260230')), 'file-value-wrong', 3, 5],
  [
    'a stage of failure that is not known',
    withLine(3, (line) => line.replace(',银行,', ',邮寄,')),
    'file-value-wrong',
    4,
    13,
  ],
  ['a failure without a reason', withLine(3, (line) => line.replace('姓名与证件不符', '')), 'file-value-wrong', 4, 14],
]

for (const [what, wrong, code, line, column] of refusals)
  test(`M3.1: ${what} refuses the whole return file and names line ${line}, column ${column}`, () => {
    const parsed = parseReturnFile(wrong, bytes)
    assert.equal(parsed.ok, false)
    if (parsed.ok) return
    const { code: found, line: foundLine, column: foundColumn } = parsed.fault
    assert.deepEqual([found, foundLine, foundColumn], [code, line, column])
  })
