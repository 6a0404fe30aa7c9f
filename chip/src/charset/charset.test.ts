import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { charactersOutsideGbk, decodeGbk, encodeGbk } from './gbk.ts'
import { nameItems } from './name-items.ts'

const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex')

test('Known bytes: the name of the environment is GBK "sx1.sh.社会保障"', () => {
  assert.equal(hex(encodeGbk('sx1.sh.社会保障')), '7378312e73682ec9e7bbe1b1a3d5cf')
  assert.equal(hex(encodeGbk('张三')), 'd5c5c8fd')
  assert.equal(hex(encodeGbk('阿·')), 'b0a2a1a4')
})

test('M4.3: what was written is read back, character for character', () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  fc.assert(
    fc.property(fc.array(fc.oneof(han, fc.constantFrom('·', 'A', 'z', ' ', '-')), { maxLength: 25 }), (characters) => {
      const text = characters.join('')
      const bytes = encodeGbk(text)
      assert.ok(bytes)
      assert.equal(decodeGbk(bytes), text)
    }),
    { seed: 20221001 },
  )
})

test('M4.3: characters the chip cannot hold are named, not replaced', () => {
  assert.equal(encodeGbk('王𬭎'), undefined)
  assert.deepEqual(charactersOutsideGbk('王𬭎𬭎'), ['𬭎'])
  assert.deepEqual(charactersOutsideGbk('张三'), [])
  assert.deepEqual(charactersOutsideGbk('é'), [])
  assert.deepEqual(charactersOutsideGbk('ñ'), ['ñ'])
  assert.equal(encodeGbk('王\u{e000}'), undefined, 'a private sign means something else to every reader')
  assert.equal(encodeGbk('王\n'), undefined, 'control characters are no part of a name')
})

test('M4.3: thirty bytes in the name item, twenty more in the extension, no character cut in two', () => {
  const lengths = (text: string) => {
    const items = nameItems(text)
    return items && [items.name.length, items.extension.length]
  }
  assert.deepEqual(lengths('王'.repeat(15)), [30, 0])
  assert.deepEqual(lengths('王'.repeat(16)), [30, 2])
  assert.deepEqual(lengths('王'.repeat(25)), [30, 20])
  assert.equal(nameItems('王'.repeat(26)), undefined)
  assert.deepEqual(lengths(`A${'王'.repeat(15)}`), [29, 2])
  assert.equal(nameItems(`A${'王'.repeat(25)}`), undefined, '29 + 22 bytes')
  assert.equal(nameItems(''), undefined)
})
