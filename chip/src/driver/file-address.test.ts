import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseCardInfo } from './card-info.ts'
import { formatFileAddress, formatFileValues, parseFileAddress, parseFileValues } from './file-address.ts'
import { parseDebitLine, parseGeneralLine, parseReadLine, parseSecureLine } from './hsm-line.ts'
import { parsePayInfo } from './pay-info.ts'

test('M2.3: the published address names a file and its items', () => {
  const address = parseFileAddress('3F00EF06|08|09|4E|0A|0B|0C|0D|$')
  assert.deepEqual(address, [{ path: '3F00EF06', tags: [0x08, 0x09, 0x4e, 0x0a, 0x0b, 0x0c, 0x0d] }])
  assert.deepEqual(parseFileAddress('3F00EF08|$'), [{ path: '3F00EF08', tags: [] }])
  assert.equal(parseFileAddress('3F00EF05|07|$3F00DF01EF06|23|28|$')?.length, 2)
})

const malformed = [
  ...['', '$', '|$', '3F00EF06', '3F00EF06|08|', '3F00EF06|08$', '3F00EF06|8|$', '3F00EF06|08|$$', '3F00EF06|0a|$'],
  ...['EF06|08|$', '3F00EF06|08|$x', '3F00EF06|08|08|$', '3F00EF06|08|$3F00EF06|09|$', '3F00DF08EF05|01|$'],
  ...['3f00EF06|08|$', ' 3F00EF06|08|$', '3F00EF06||$', `3F00EF06|${'08|'.repeat(3000)}$`],
]

test('M2.3: an address that does not follow the grammar is none', () => {
  for (const text of malformed) assert.equal(parseFileAddress(text), undefined, text.slice(0, 40))
})

const tag = fc.integer({ min: 0, max: 255 })
const path = fc.constantFrom('3F00EF05', '3F00EF06', '3F00DF01EF05', '3F00DF04EF08', '3F00DF07EF1A')
const file = fc.record({ path, tags: fc.uniqueArray(tag, { maxLength: 20 }) }, { noNullPrototype: true })
const addresses = fc.uniqueArray(file, {
  selector: (one) => one.path,
  minLength: 1,
})

test('M2.3: what is written as an address is read as the same address, and values keep their places', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      assert.deepEqual(parseFileAddress(formatFileAddress(address)), address)
      const values = address.map((file) => ({ path: file.path, values: ['', ...file.tags.slice(1).map(String)] }))
      assert.deepEqual(parseFileValues(formatFileValues(values), address), values)
    }),
  )
})

test('M2.3: values for another file, or more or fewer of them, are refused', () => {
  const address = parseFileAddress('3F00EF06|0A|0B|$') ?? []
  assert.ok(parseFileValues('3F00EF06|1|02|$', address))
  for (const text of ['3F00EF06|1|$', '3F00EF06|1|02|3|$', '3F00EF05|1|02|$', '3F00EF06|1|02|$3F00EF05|1|$', '', '$'])
    assert.equal(parseFileValues(text, address), undefined, text)
})

test('No text makes a parser of the driver throw', () => {
  const piece = fc.constantFrom('|', '$', '3F00', 'EF06', 'DF01', '08', '01', '0096', '张三', '\0', '0'.repeat(16))
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (given) => {
      for (const parse of [parseFileAddress, parseCardInfo, parsePayInfo, parseReadLine, parseGeneralLine]) parse(given)
      parseSecureLine(given)
      parseDebitLine(given)
      parseFileValues(given, [{ path: '3F00EF06', tags: [8] }])
    }),
    { numRuns: 500 },
  )
})

test('M9.2: amounts are yuan with at most two decimals, the moment is one that exists', () => {
  assert.deepEqual(parsePayInfo('0.1|0.25|20151118185001|'), {
    ...{ accountAmountFen: 10, ownAmountFen: 25, at: '20151118185001' },
  })
  assert.equal(parsePayInfo('12|0|20240229000000|')?.accountAmountFen, 1200)
  const wrong = ['0.123|0|20151118185001|', '-1|0|20151118185001|', '1|1|20150229000000|', '1|1|20151118240000|']
  for (const text of [...wrong, '1|1|20151118186001|', '|1|20151118185001|', '1|1|', '1e3|0|20151118185001|'])
    assert.equal(parsePayInfo(text), undefined, text)
})

test('M9.2: what the caller says of a card is code and number, nothing else', () => {
  const code = '110000D1560000050000000111223344'
  assert.deepEqual(parseCardInfo(`${code}|A00000011|`), { identificationCode: code, cardNumber: 'A00000011' })
  for (const text of [`${code}|`, `${code}|A0000001|`, `${code.slice(1)}|A00000011|`, `${code}|A00000011|x|`])
    assert.equal(parseCardInfo(text), undefined, text)
})
