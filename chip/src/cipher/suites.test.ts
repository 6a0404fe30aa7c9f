import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardFactor, cityFactor, provinceFactor } from '../key/factor.ts'
import { chipParts } from '../node/chip-parts.ts'
import type { ChipSuiteId } from './chip-suite.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const historical = bytes('0081544C978684110000000001')

/** Synthetic vectors: the master key 00…0F, area 110000. */
const vectors = {
  des: {
    province: '945893576478F4A9B132790C32179BC6',
    city: '605C591C66FADD62FD4BDECFFF6CC26A',
    card: '4BD1D193E37466807133A0CDAE6C5B81',
    cryptogram: '69B572AF415D5BB9',
  },
  sm: {
    province: '82EFF46A678132F02E8B1788AEB27E09',
    city: 'D947CF3BD48645F5C5613DFF614895B5',
    card: 'E11512EEC34A44224CA9D8A3822F4ABB',
    cryptogram: 'BCE80C3BF5146A8029042007B7DE48FA',
  },
} as const

for (const id of ['des', 'sm'] as const satisfies readonly ChipSuiteId[])
  test(`M14.1: ${id}: root, province, city, card and cryptogram agree with the vectors`, () => {
    const suite = chipParts.suites[id]
    const hex = (value: Uint8Array) => value.toHex().toUpperCase()
    const province = suite.diversify(bytes('000102030405060708090A0B0C0D0E0F'), provinceFactor('110000'))
    assert.equal(hex(province), vectors[id].province)
    const city = suite.diversify(province, cityFactor('110000'))
    assert.equal(hex(city), vectors[id].city)
    const card = suite.diversify(city, cardFactor(historical))
    assert.equal(hex(card), vectors[id].card)
    const [challenge, data] = [bytes('1122334455667788'), bytes('0102030405060708')]
    assert.equal(hex(suite.cryptogram(card, challenge, data)), vectors[id].cryptogram)
    const external = suite.externalData(card, challenge, data)
    assert.equal(external.length, 16)
    assert.ok(suite.acceptsExternal(card, challenge, external))
    assert.ok(!suite.acceptsExternal(card, bytes('1122334455667789'), external))
    assert.ok(!suite.acceptsExternal(city, challenge, external))
    assert.deepEqual(new Uint8Array(suite.decipher(card, suite.encipher(card, data)) ?? []), data)
  })
