import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cardKeys } from '../key/card-key.ts'
import { countedData } from '../key/counted-data.ts'
import { memoryOver, PowerCut } from '../memory/memory.ts'
import { tearingMemory } from '../memory/tearing-memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import { specificationVersions } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import { keySlotBytes, layoutOf } from './card-layout.ts'
import { readMemoryHeader } from './memory-header.ts'
import {
  atTheTable,
  blankCard,
  historicalBytes,
  issuedKey,
  personalisedCard,
  type Table,
} from './personalised-card.fixture.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const [challenge, data] = ['1122334455667788', '0102030405060708']
const ask = (table: Table, header = '00880000', front = '') => table.send(header, bytes(front + challenge + data))

/** What only the key of the card makes of the question; with a counter, of the counted one. */
function expected(table: Table, counter?: number): string {
  const asked = counter === undefined ? bytes(data) : countedData(bytes(data), counter)
  return table.suite.cryptogram(issuedKey('SSSE/IRK'), bytes(challenge), asked).toHex().toUpperCase()
}

/** The counter that the counted form tells, after its proof was checked. */
function counterOf(table: Table): number {
  const answer = ask(table, '00880100').data
  const counter = Number.parseInt(answer.slice(0, 8), 16)
  assert.equal(answer.slice(8), expected(table, counter))
  return counter
}

for (const version of specificationVersions) {
  const profile = profileOf(version)
  const image = personalisedCard(version, chipParts)
  const inserted = (copy: Uint8Array) => atTheTable(memoryOver(copy), version, chipParts)

  test(`M14.1: ${version}: the genuine chip answers with its own key, plain, with key version, and counted`, () => {
    const table = inserted(image.slice())
    assert.equal(ask(table).data, expected(table))
    assert.equal(ask(table, '00880000', '01').data, expected(table))
    assert.equal(ask(table, '00880000', '02').status, 0x6a88, 'a key of another version')
    assert.equal(ask(table, '00880200').status, 0x6a86)
    assert.equal(table.send('00880000', bytes(challenge)).status, 0x6700)
    assert.equal(ask(table, '00880077').status, 0x6a88)
    assert.equal(counterOf(table), 3, 'every answer was counted')
  })

  test(`M14.1: ${version}: no other key answers, because its answer would open files`, () => {
    const table = inserted(image.slice())
    for (const { directory, id, use } of cardKeys) {
      if (use === 'internal') continue
      table.select(directory)
      assert.equal(ask(table, `008800${id.toString(16).padStart(2, '0')}`).status, 0x6985)
    }
  })

  test(`M14.1: ${version}: a copy of all that can be read, with the same reset information, is found out`, () => {
    const copy = image.slice()
    for (const offset of layoutOf(profile).keys) copy.set(chipParts.random(keySlotBytes - 2), offset + 2)
    const table = inserted(copy)
    assert.deepEqual(table.card.powerOn(), inserted(image).card.powerOn())
    assert.equal(table.send('00B2012C', undefined, 18).data, inserted(image).send('00B2012C', undefined, 18).data)
    assert.notEqual(ask(table).data, expected(table))
    assert.equal(ask(table).status, 0x9000)
  })

  test(`M14.2: ${version}: a copy with the keys is genuine, but both tell the same counter`, () => {
    const original = inserted(image.slice())
    for (let use = 1; use <= 4; use += 1) assert.equal(counterOf(original), use)
    const memory = image.slice()
    inserted(memory).card.transmit(bytes(`0088000010${challenge}${data}`))
    const [one, other] = [inserted(memory.slice()), inserted(memory.slice())]
    assert.equal(counterOf(one), 2)
    assert.equal(counterOf(other), 2)
    assert.equal(counterOf(one), 3)
    const told = ask(one, '00880100').data
    assert.notEqual(told.slice(8), expected(one, 5), 'the counter is part of the proof')
  })

  test(`M14.2: ${version}: however often the power goes, no counter is told twice`, () => {
    fc.assert(
      fc.property(fc.array(fc.nat(80), { maxLength: 30 }), (cuts) => {
        const memory = image.slice()
        let last = 0
        for (const cut of cuts) {
          try {
            const counter = counterOf(atTheTable(tearingMemory(memoryOver(memory), cut), version, chipParts))
            assert.ok(counter > last)
            last = counter
          } catch (error) {
            if (!(error instanceof PowerCut)) throw error
          }
        }
        assert.ok(counterOf(inserted(memory)) > last)
      }),
      { seed: 20221001, numRuns: 20 },
    )
  })

  test(`M2.2: ${version}: a memory image tells its version and reset information without any key`, () => {
    const header = { version, historicalBytes, protocol: 'T=0' as const }
    assert.deepEqual(readMemoryHeader(image), header)
    assert.deepEqual(readMemoryHeader(blankCard(version, 'T=1')), { ...header, protocol: 'T=1' })
    for (let index = 0; index < 32; index += 1) {
      const spoiled = image.slice()
      spoiled[index] = (spoiled[index] as number) ^ 0x01
      assert.equal(readMemoryHeader(spoiled), undefined)
    }
    assert.equal(readMemoryHeader(image.subarray(0, 31)), undefined)
  })
}

test('M14.2: a counter at its end proves nothing more', () => {
  const image = personalisedCard('3.00', chipParts)
  image.set([0xff, 0xff, 0xff, 0xfe], layoutOf(profileOf('3.00')).counter)
  const table = atTheTable(memoryOver(image), '3.00', chipParts)
  assert.equal(counterOf(table), 0xffffffff)
  assert.equal(ask(table).status, 0x6985)
})
