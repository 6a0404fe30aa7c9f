import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeCommand } from '../apdu/command-apdu.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { memoryKeyStore } from '../hsm/master-key-store.ts'
import { psamKeys } from '../hsm/psam-keys.ts'
import { softwareHsm } from '../hsm/software-hsm.ts'
import { cardKey, cardKeys } from '../key/card-key.ts'
import { cityFactor, provinceFactor } from '../key/factor.ts'
import { memoryOver } from '../memory/memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import { cardInMemory } from '../terminal/card-in-memory.ts'
import { exchange } from '../terminal/exchange.ts'
import { openPsam } from './open-psam.ts'
import type { PsamKey } from './psam-key.ts'
import { manufacturePsam } from './psam-memory.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const root = bytes('101112131415161718191A1B1C1D1E1F')
const [factor, challenge, data] = [bytes('8684110000000001'), bytes('1122334455667788'), bytes('0102030405060708')]
const area = '110000'
const algorithm = { des: 'DF01', sm: 'DF03' } as const

const keysOf = (suite: ChipSuiteId, version = 1) => psamKeys(chipParts.suites[suite], root, version, area)
const memoryOf = (keys: readonly PsamKey[]) =>
  manufacturePsam({ serial: '1'.repeat(20), terminal: '110000000001', keys })

async function powered(keys: readonly PsamKey[]) {
  const terminal = cardInMemory(openPsam(memoryOver(memoryOf(keys)), chipParts))
  const reset = await terminal.powerOn()
  const send = async (
    cla: number,
    ins: number,
    p1: number,
    p2: number,
    body: Parameters<typeof encodeCommand>[4] = {},
  ) => {
    const { data: answered, status } = await exchange(terminal, encodeCommand(cla, ins, p1, p2, body))
    return { hex: Uint8Array.from(answered).toHex(), status }
  }
  const select = (fid: string) => send(0x00, 0xa4, 0x00, 0x00, { data: bytes(fid) })
  const initialise = (name: string, ...before: readonly number[]) => {
    const { usage, index } = cardKey(name).psam as { usage: number; index: number }
    const levels = usage >> 4 === 6 ? [cityFactor(area), provinceFactor(area)] : [cityFactor(area)]
    return send(0xbf, 0xde, usage, index, { data: concat(Uint8Array.from(before), factor, ...levels, challenge) })
  }
  return { terminal, reset, send, select, initialise }
}

async function machine(suite: ChipSuiteId) {
  const store = memoryKeyStore()
  store.create(suite, 1, root)
  return softwareHsm({ suites: chipParts.suites, store, random: chipParts.random })
}

for (const id of ['des', 'sm'] as const)
  test(`M14.1: ${id}: for every published key a PSAM proves to a card what the key machine proves`, async () => {
    const hsm = await machine(id)
    const { send, select, initialise } = await powered(keysOf(id))
    assert.equal((await select(algorithm[id])).status, 0x9000)
    let maintained = 0
    for (const { name, use, psam } of cardKeys) {
      if (psam === null) continue
      const request = { suite: id, version: 1, key: name, area, factor, challenge }
      assert.equal((await initialise(name)).status, 0x9000, name)
      if (use !== 'maintain') {
        const [expected] = await hsm.externalAuthentication([{ ...request, data }])
        const { hex, status } = await send(0x80, 0xfa, 0x00, 0x00, { data })
        assert.equal(status, 0x9000)
        assert.equal(id === 'des' ? hex + data.toHex() : hex, expected?.toHex(), name)
        assert.equal((await send(0x80, 0xfa, 0x05, 0x00, { data })).status, 0x9406)
        continue
      }
      maintained += 1
      const [header, plaintext] = [bytes('842400010C'), bytes('03123456')]
      const [expected] = await hsm.secureMessage([{ ...request, header, plaintext, encipher: true }])
      const enciphered = await send(0x80, 0xfa, 0x00, 0x01, { data: plaintext })
      assert.equal(enciphered.hex, expected?.data.toHex())
      const mac = await send(0x80, 0xfa, 0x05, 0x00, { data: concat(header, bytes(enciphered.hex)) })
      assert.equal(mac.hex, expected?.mac.toHex())
      assert.equal((await send(0x80, 0xfa, 0x00, 0x00, { data })).status, 0x6985)
    }
    assert.equal(maintained, 1)
  })

test('A PSAM says which terminal it stands for, and says T=0 lengths', async () => {
  const { reset, terminal, send, select } = await powered(keysOf('des'))
  assert.equal(reset.toHex(), '3b6d000000815053414d11111111111111')
  await select('EF16')
  assert.deepEqual(await send(0x00, 0xb0, 0, 0, { le: 256 }), { hex: '110000000001', status: 0x9000 })
  assert.deepEqual(await send(0x00, 0xb0, 0x95, 0, { le: 10 }), { hex: '1'.repeat(20), status: 0x9000 })
  assert.equal((await terminal.transmit(bytes('00B0000000'))).toHex(), '6c06')
  assert.equal((await terminal.transmit(bytes('00B0000600'))).toHex(), '6b00')
  await terminal.transmit(bytes(`BFDE470A18${factor.toHex()}${'31'.repeat(16)}`))
  assert.equal((await terminal.transmit(bytes('80FA0000080102030405060708'))).toHex(), '6108')
  assert.equal((await terminal.transmit(bytes('00C0000009'))).toHex(), '6c08')
  assert.match((await terminal.transmit(bytes('00C0000005'))).toHex(), /^.{10}6103$/)
  assert.match((await terminal.transmit(bytes('00C0000003'))).toHex(), /^.{6}9000$/)
  assert.equal((await terminal.transmit(bytes('00C0000003'))).toHex(), '6985')
})

test('A PSAM without SM4 or without RKSSSE says so', async () => {
  const old = await powered(keysOf('des'))
  assert.equal((await old.select('DF03')).status, 0x6a82)
  const { usage, index } = cardKey('SSSE/RKSSSE').psam as { usage: number; index: number }
  const poor = await powered(keysOf('sm').filter((key) => key.usage !== usage || key.index !== index))
  assert.equal((await poor.select('DF03')).status, 0x9000)
  assert.equal((await poor.initialise('SSSE/RKSSSE')).status, 0x6a88)
  assert.equal((await poor.send(0xbf, 0xde, 0x07, 0x01, { data: new Uint8Array(16) })).status, 0x9403)
})

test('M14.8: a PSAM answers nothing without an initialised key and forgets it with the power', async () => {
  const { terminal, send, select, initialise } = await powered([...keysOf('des', 1), ...keysOf('sm')])
  const encrypt = () => send(0x80, 0xfa, 0x00, 0x00, { data })
  assert.equal((await encrypt()).status, 0x6985)
  const wrongLengths = [0, 8, 16, 23, 26, 32]
  for (const length of wrongLengths)
    assert.equal((await send(0xbf, 0xde, 0x47, 0x0a, { data: new Uint8Array(length) })).status, 0x6700)
  await initialise('SSSE/RKSSSE')
  assert.equal((await encrypt()).status, 0x9000)
  await select('DF03')
  assert.equal((await encrypt()).status, 0x6985)
  await initialise('SSSE/RKSSSE')
  assert.equal((await encrypt()).hex.length, 32)
  await terminal.reset()
  assert.equal((await encrypt()).status, 0x6985)
  assert.equal((await send(0x00, 0x84, 0, 0, { le: 8 })).status, 0x6d00)
  assert.equal((await send(0x12, 0x84, 0, 0, { le: 8 })).status, 0x6e00)
})

test('A PSAM takes the newest version of a key unless another is named', async () => {
  const second = psamKeys(chipParts.suites.sm, root.toReversed(), 2, area)
  const { send, select, initialise } = await powered([...second, ...keysOf('sm')])
  await select('DF03')
  const cryptogram = async (...version: readonly number[]) => {
    assert.equal((await initialise('SSSE/RKSSSE', ...version)).status, 0x9000)
    return (await send(0x80, 0xfa, 0x00, 0x00, { data })).hex
  }
  assert.equal(await cryptogram(), await cryptogram(2))
  assert.notEqual(await cryptogram(1), await cryptogram(2))
  assert.equal((await initialise('SSSE/RKSSSE', 3)).status, 0x6a88)
})

test('A memory that has decayed is no PSAM, and keys without a place in the table are not taken', () => {
  const memory = memoryOf(keysOf('des'))
  for (const at of [0, 7, 30, memory.length - 1])
    assert.throws(() => openPsam(memoryOver(memory.with(at, (memory[at] as number) ^ 1)), chipParts), RangeError)
  assert.throws(() => openPsam(memoryOver(memory.slice(0, 40)), chipParts), RangeError)
  const [key] = keysOf('des') as [PsamKey]
  assert.throws(() => memoryOf([{ ...key, index: 0xee }]), RangeError)
})
