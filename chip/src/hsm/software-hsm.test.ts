import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCommand } from '../apdu/command-apdu.ts'
import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { sm2 } from '../cipher/sm2.ts'
import { cardKey, cardKeys, directories } from '../key/card-key.ts'
import { cityFactor, provinceFactor } from '../key/factor.ts'
import { encodeWriteKey, openWrite, parseNewKey } from '../key/write-key.ts'
import { chipParts } from '../node/chip-parts.ts'
import { type Challenge, HsmError, type HsmFault } from './chip-hsm.ts'
import { diversifyCards } from './diversify-cards.ts'
import { memoryKeyStore } from './master-key-store.ts'
import { masterKeys } from './master-keys.ts'
import { softwareHsm } from './software-hsm.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const roots = { 0: bytes('000102030405060708090A0B0C0D0E0F'), 1: bytes('101112131415161718191A1B1C1D1E1F') }
const [challenge, data] = [bytes('1122334455667788'), bytes('0102030405060708')]

function machine(suite: ChipSuiteId) {
  const store = memoryKeyStore()
  store.create(suite, 0, roots[0])
  store.create(suite, 1, roots[1])
  return { store, hsm: softwareHsm({ suites: chipParts.suites, store, random: chipParts.random }) }
}

const factors = Array.from({ length: 40 }, (_, serial) => Uint8Array.of(0x86, 0x84, 0x11, 0, 0, 0, 0, serial))
const refused = (fault: HsmFault) => (error: unknown) => error instanceof HsmError && error.fault === fault

for (const id of ['des', 'sm'] as const) {
  const suite = chipParts.suites[id]
  const steps = (key: Uint8Array, ...path: readonly Uint8Array[]) =>
    path.reduce((upper, factor) => suite.diversify(upper, factor), key)
  const cardKeyOf = (name: string, version: 0 | 1, area: string, factor: Uint8Array) => {
    if (version === 0) return steps(roots[0], factor)
    const label = Uint8Array.of(
      directories.indexOf(cardKey(name).directory),
      cardKey(name).id,
      ...Buffer.from('master'),
    )
    return steps(roots[1], label, provinceFactor(area), cityFactor(area), factor)
  }
  const requests = factors.map((factor, index): Challenge => {
    const key = index % 3 === 0 ? 'SSSE/IRK' : 'DF03/UK8'
    const area = index % 5 === 0 ? '310000' : '110000'
    return { suite: id, version: index % 2, key, area, factor, challenge, data }
  })

  test(`M14.1: ${id}: a mixed batch is answered as each card by itself would be`, async () => {
    const { hsm } = machine(id)
    const keyOf = ({ key, version, area, factor }: Challenge) => cardKeyOf(key, version as 0 | 1, area, factor)
    const cryptograms = await hsm.internalAuthentication(requests)
    const externals = await hsm.externalAuthentication(requests)
    requests.forEach((request, index) => {
      const key = keyOf(request)
      assert.deepEqual(hex(cryptograms[index]), hex(suite.cryptogram(key, challenge, data)))
      assert.ok(suite.acceptsExternal(key, challenge, externals[index] as Uint8Array))
    })
    const header = bytes('8424000004')
    const messages = requests.map((request, index) => ({
      ...request,
      header,
      plaintext: data,
      encipher: index % 2 === 0,
    }))
    const secured = await hsm.secureMessage(messages)
    messages.forEach((message, index) => {
      const { data: sent, mac } = secured[index] as (typeof secured)[number]
      const key = keyOf(message)
      assert.deepEqual(hex(message.encipher ? suite.decipher(key, sent) : sent), hex(data))
      assert.deepEqual(hex(mac), hex(suite.mac(key, challenge, Uint8Array.of(...header, ...sent))))
    })
  })

  test(`M14.8: ${id}: the commands that replace all keys of a batch are those of each key by itself`, async () => {
    const { hsm } = machine(id)
    const scripts = await hsm.replaceKeys(
      factors.map((factor, index) => {
        const area = index % 5 === 0 ? '310000' : '110000'
        return { suite: id, version: 1, present: 0, area, factor }
      }),
    )
    scripts.forEach((script, index) => {
      const factor = factors[index] as Uint8Array
      const area = index % 5 === 0 ? '310000' : '110000'
      const present = cardKeyOf('SSSE/MK', 0, area, factor)
      assert.equal(script.length, cardKeys.length)
      cardKeys.forEach((key, place) => {
        const fresh = cardKeyOf(key.name, 1, area, factor)
        assert.equal(hex(script[place]), hex(encodeWriteKey(suite, present, factor, key, 1, fresh)))
      })
      const last = parseCommand(script.at(-1) as Uint8Array)
      const opened = openWrite(suite, present, factor, 0x01, last?.data ?? new Uint8Array())
      assert.ok(opened.ok)
      assert.equal(parseNewKey(opened.plaintext)?.id, cardKey('SSSE/MK').id)
      const wrongCard = openWrite(
        suite,
        present,
        factors[(index + 1) % 40] as Uint8Array,
        0x01,
        last?.data as Uint8Array,
      )
      assert.deepEqual(wrongCard, { ok: false, fault: 'mac' })
    })
  })

  test(`M14.8: ${id}: every card and every name has a key of its own`, () => {
    const keys = diversifyCards(suite, roots[1], '110000', Uint8Array.from(factors.flatMap((factor) => [...factor])))
    const all = keys.flatMap((key) => factors.map((_, index) => hex(key.subarray(index * 16, index * 16 + 16))))
    assert.equal(new Set(all).size, cardKeys.length * factors.length)
    assert.equal(new Set(masterKeys(suite, roots[1]).map(hex)).size, cardKeys.length)
    const irk = cardKeys.indexOf(cardKey('SSSE/IRK'))
    assert.equal(hex(keys[irk]?.subarray(16, 32)), hex(cardKeyOf('SSSE/IRK', 1, '110000', factors[1] as Uint8Array)))
  })

  test(`M14.8: ${id}: master keys are born and destroyed inside; only what custodians compare and the maker's copy come out`, async () => {
    const { store, hsm } = machine(id)
    await hsm.generate(id, 2)
    const [born] = [store.root(id, 2)]
    await hsm.generate(id, 2)
    assert.deepEqual(store.root(id, 2), born, 'a second call changes nothing')
    const values = await hsm.checkValues(id, 1)
    assert.deepEqual(
      Object.keys(values),
      cardKeys.map(({ name }) => name),
    )
    const zero = suite.encipher(masterKeys(suite, roots[1])[0] as Uint8Array, new Uint8Array(suite.blockBytes))
    assert.equal(values[(cardKeys[0] as { name: string }).name], hex(zero.subarray(0, 3)).toUpperCase())
    const maker = sm2.keyPair(chipParts.random)
    const enciphered = await hsm.transportKeyFor(id, maker.publicKey)
    assert.equal(hex(sm2.decrypt(maker.privateKey, enciphered)), hex(roots[0]))
    await assert.rejects(hsm.transportKeyFor(id, maker.publicKey.with(64, 1)), refused('request-malformed'))
    await hsm.destroy(id, 1)
    await assert.rejects(hsm.internalAuthentication(requests), refused('version-unknown'))
    await assert.rejects(hsm.checkValues(id, 1), refused('version-unknown'))
  })

  test(`M14.8: ${id}: a malformed request is refused before a key is touched`, async () => {
    const { hsm } = machine(id)
    const good = requests[0] as Challenge
    const bad = (change: Partial<Challenge>) => hsm.externalAuthentication([good, { ...good, ...change }])
    await assert.rejects(bad({ key: 'SSSE/NONE' }), refused('key-unknown'))
    await assert.rejects(bad({ area: '11000' }), refused('request-malformed'))
    await assert.rejects(bad({ factor: new Uint8Array(7) }), refused('request-malformed'))
    await assert.rejects(bad({ challenge: new Uint8Array(9) }), refused('request-malformed'))
    await assert.rejects(bad({ data: new Uint8Array() }), refused('request-malformed'))
    const replacement = { suite: id, area: '110000', factor: good.factor }
    for (const [present, version] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [0, 256],
      [0, 1.5],
    ] as const)
      await assert.rejects(hsm.replaceKeys([{ ...replacement, present, version }]), refused('request-malformed'))
  })
}

function hex(value: Uint8Array | undefined): string {
  return value === undefined ? 'nothing' : Uint8Array.from(value).toHex()
}
