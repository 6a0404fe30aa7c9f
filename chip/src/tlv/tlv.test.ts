import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { berValue } from './ber-value.ts'
import { filled, unfilled } from './filled.ts'
import { encodeNestedValue, parseNestedValue, parseRecords } from './nested-value.ts'
import { encodeRecord, parseRecord } from './record.ts'

const hex = (text: string) => Uint8Array.fromHex(text)
const layout = [
  { tag: 0x57, length: 3 },
  { tag: 0x58, length: 1 },
]
const bytes = fc.uint8Array({ maxLength: 300 })

test('M2.2: a record is tag, length and value, and nothing behind it', () => {
  assert.deepEqual(encodeRecord(0x03, hex('332E3030')), hex('0304332E3030'))
  assert.deepEqual(parseRecord(hex('0304332E3030')), { tag: 3, value: hex('332E3030') })
  for (const broken of ['', '03', '0304332E30', '0304332E303000']) assert.equal(parseRecord(hex(broken)), undefined)
  assert.throws(() => encodeRecord(1, new Uint8Array(256)), RangeError)
})

test('M2.2: a B-TLV value has exactly the items of its layout', () => {
  const value = hex('5703414243580107')
  assert.deepEqual(encodeNestedValue([hex('414243'), hex('07')], layout), value)
  assert.deepEqual(parseNestedValue(value, layout), [hex('414243'), hex('07')])
  const broken = {
    'cut short': '57034142435801',
    'goes on': '570341424358010700',
    'an item is missing': '5703414243',
    'an item comes twice': '57034142435703414243',
    'another order': '5801075703414243',
    'another length': '570241425801075801',
    'an item within the item': '57034142435803580107',
  }
  for (const [fault, text] of Object.entries(broken))
    assert.equal(parseNestedValue(hex(text), layout), undefined, fault)
  assert.equal(encodeNestedValue([hex('4142'), hex('07')], layout), undefined)
  assert.equal(encodeNestedValue([hex('414243')], layout), undefined)
})

test('M2.2: any bytes are read without a throw, and what is read is what would be written', () => {
  fc.assert(
    fc.property(bytes, (input) => {
      const record = parseRecord(input)
      if (record !== undefined) assert.deepEqual(encodeRecord(record.tag, record.value), input)
      const records = parseRecords(input)
      const written = records?.flatMap(({ tag, value }) => [...encodeRecord(tag, value)])
      if (written !== undefined) assert.deepEqual(Uint8Array.from(written), input)
      const nested = parseNestedValue(input, layout)
      if (nested !== undefined) assert.deepEqual(encodeNestedValue(nested, layout), input)
    }),
    { seed: 20221001 },
  )
})

test('M2.2: text is filled with 00 on the right', () => {
  assert.deepEqual(filled(hex('4142'), 4), hex('41420000'))
  assert.deepEqual(unfilled(hex('41420000')), hex('4142'))
  assert.equal(filled(hex('4142'), 1), undefined)
  assert.deepEqual(unfilled(hex('0000')), hex(''))
})

test('M2.8: the bank’s answers are BER-TLV, of which one tag is looked for, whatever the bytes are', () => {
  assert.deepEqual(berValue(hex('700C5A0A6217000000000000004F'), 0x70), hex('5A0A6217000000000000004F'))
  assert.deepEqual(berValue(hex('9F3602000A5A0162'), 0x5a), hex('62'), 'behind a tag of two bytes')
  assert.deepEqual(berValue(hex(`708180${'00'.repeat(128)}`), 0x70)?.length, 128, 'a length of two bytes')
  for (const broken of ['', '5A', '5A02FF', '5A81', '5A8203E8', '9F', '500162'])
    assert.equal(berValue(hex(broken), 0x5a), undefined, broken)
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 0xff }), (input, tag) => {
      const value = berValue(input, tag)
      if (value !== undefined) assert.ok(value.length < input.length)
    }),
    { seed: 20221001 },
  )
})
