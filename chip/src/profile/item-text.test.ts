import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { itemText, itemValue } from './item-text.ts'

const hex = (value: Uint8Array | undefined) => value?.toHex().toUpperCase()

test('M2.2: cn is BCD filled with F, an is GBK filled with 00, b is as it is', () => {
  assert.equal(hex(itemValue({ type: 'cn', length: 4 }, '20260105')), '20260105')
  assert.equal(hex(itemValue({ type: 'cn', length: 3 }, '123')), '123FFF')
  assert.equal(hex(itemValue({ type: 'an', length: 6 }, '张三')), 'D5C5C8FD0000')
  assert.equal(hex(itemValue({ type: 'b', length: 2 }, '0aff')), '0AFF')
  for (const [type, text] of [
    ['cn', '1234567'],
    ['cn', '12A'],
    ['an', '王王'],
    ['an', '𬭎'],
    ['b', '0A'],
    ['b', '0A0B0C0'],
  ] as const)
    assert.equal(itemValue({ type, length: 3 }, text), undefined, `${type} ${text}`)
})

test('M2.2: what was written is read, whatever the bytes are nothing throws', () => {
  const type = fc.constantFrom('cn', 'an', 'b')
  fc.assert(
    fc.property(type, fc.uint8Array({ maxLength: 12 }), (kind, value) => {
      const item = { type: kind, length: value.length }
      const text = itemText(item, value)
      if (text !== undefined && !/[^\x20-\x7e]/.test(text)) assert.deepEqual(itemValue(item, text), value)
      assert.equal(itemText({ type: kind, length: value.length + 1 }, value), undefined)
    }),
    { seed: 20221001 },
  )
  assert.equal(itemText({ type: 'an', length: 3 }, Uint8Array.of(0x41, 0, 0x42)), undefined, 'filling in the middle')
  assert.equal(itemText({ type: 'cn', length: 1 }, Uint8Array.of(0xf1)), undefined, 'filling on the left')
})
