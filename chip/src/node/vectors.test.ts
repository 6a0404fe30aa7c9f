import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dialogueKeys, specimenDialogue } from '../../test/specimen-dialogue.ts'
import { encodeCommand, parseCommand } from '../apdu/command-apdu.ts'
import { manufactureCard } from '../card/manufacture-card.ts'
import { openCard } from '../card/open-card.ts'
import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { cmac } from '../cipher/cmac.ts'
import { sm2 } from '../cipher/sm2.ts'
import { cardKey, directories } from '../key/card-key.ts'
import { countedData } from '../key/counted-data.ts'
import { cardFactor, cityFactor, provinceFactor } from '../key/factor.ts'
import { encodeWriteKey, encodeWritePin, openWrite, parseNewKey } from '../key/write-key.ts'
import { memoryOver } from '../memory/memory.ts'
import { pinBlock, pinBytes } from '../personalisation/pin-block.ts'
import { answerToReset, type Protocol, parseAnswerToReset } from '../profile/answer-to-reset.ts'
import type { SpecificationVersion } from '../profile/card-file.ts'
import {
  identificationCheck,
  identificationCode,
  parseIdentificationCode,
  verifyIdentificationCode,
} from '../profile/identification-code.ts'
import { profileOf } from '../profile/profiles.ts'
import { encodeResetInformation, parseResetInformation } from '../profile/reset-information.ts'
import { openPsam } from '../psam/open-psam.ts'
import type { PsamKey } from '../psam/psam-key.ts'
import { manufacturePsam } from '../psam/psam-memory.ts'
import { encodeNestedValue, parseNestedValue } from '../tlv/nested-value.ts'
import { encodeRecord, parseRecord } from '../tlv/record.ts'
import { nodeBlockCiphers } from './block-ciphers.ts'
import { chipParts } from './chip-parts.ts'
import { sm3 } from './sm3.ts'

/** What the rows of the files say; each file has some of them. */
type Field =
  | 'what'
  | 'fault'
  | 'message'
  | 'digest'
  | 'mac'
  | 'key'
  | 'plaintext'
  | 'ciphertext'
  | 'privateKey'
  | 'publicKey'
  | 'k'
  | 'z'
  | 'e'
  | 'signature'
  | 'master'
  | 'area'
  | 'provinceFactor'
  | 'cityFactor'
  | 'cardFactor'
  | 'province'
  | 'city'
  | 'card'
  | 'transport'
  | 'cardKey'
  | 'challenge'
  | 'data'
  | 'cryptogram'
  | 'externalData'
  | 'sessionKey'
  | 'answer'
  | 'masterKey'
  | 'factor'
  | 'value'
  | 'command'
  | 'pin'
  | 'bytes'
  | 'block'
  | 'historical'
  | 'maker'
  | 'atrT0'
  | 'atrT1'
  | 'code'
  | 'serial'
  | 'check'
  | 'body'
  | 'record'
  | 'cla'
  | 'ins'
  | 'p1'
  | 'p2'
  | 'case'
type Row = Readonly<Record<Field, string>> & { readonly suite: ChipSuiteId }

// biome-ignore lint/suspicious/noExplicitAny: each file has a shape of its own, which its test spells out
function vectors(name: string): any {
  return JSON.parse(readFileSync(new URL(`../../../vectors/chip/${name}.json`, import.meta.url), 'utf8'))
}

function list<Shape = Row>(rows: unknown): readonly Shape[] {
  assert.ok(Array.isArray(rows) && rows.length > 0)
  return rows
}

const bytes = (text: string) => Uint8Array.fromHex(text)
const hex = (value: Uint8Array | undefined) => (value === undefined ? undefined : Uint8Array.from(value).toHex())
const random = (draw: string) => () => bytes(draw)
const flips = (text: string) => Array.from(bytes(text), (byte, index) => bytes(text).with(index, byte ^ 0x01))

test('M14.1: vectors: SM3, SM4, triple DES and CMAC', () => {
  for (const { message, digest } of list(vectors('sm3').cases)) assert.equal(hex(sm3(bytes(message))), digest)
  for (const { key, plaintext, rounds, ciphertext } of list<Row & { rounds: number }>(vectors('sm4').cases)) {
    if (rounds === 1) {
      assert.equal(hex(nodeBlockCiphers.sm4(bytes(key), bytes(plaintext), 'encrypt')), ciphertext)
      assert.equal(hex(nodeBlockCiphers.sm4(bytes(key), bytes(ciphertext), 'decrypt')), plaintext)
      continue
    }
    // A chain over zeros encrypts the first block again and again: a million calls in one.
    const chain = createCipheriv('sm4-cbc', bytes(key), new Uint8Array(16))
    const zeros = new Uint8Array(16 * rounds)
    zeros.set(bytes(plaintext))
    assert.equal(hex(chain.update(zeros).subarray(-16)), ciphertext)
  }
  for (const { key, plaintext, ciphertext } of list(vectors('triple-des').cases)) {
    assert.equal(hex(nodeBlockCiphers.tripleDes(bytes(key), bytes(plaintext), 'encrypt')), ciphertext)
    assert.equal(hex(nodeBlockCiphers.tripleDes(bytes(key), bytes(ciphertext), 'decrypt')), plaintext)
  }
  for (const { key, message, mac } of list(vectors('cmac').cases))
    assert.equal(hex(cmac((blocks) => nodeBlockCiphers.sm4(bytes(key), blocks, 'encrypt'), bytes(message))), mac)
})

test('M14.1: vectors: SM2 signatures, each also with every byte changed', () => {
  const { signatures, invalidSignatures } = vectors('sm2')
  for (const row of list(signatures)) {
    const { what, privateKey, publicKey, message, k, z, e, signature } = row
    const point = bytes(publicKey)
    assert.equal(hex(sm2.publicKeyOf(bytes(privateKey))), publicKey, what)
    assert.equal(hex(sm2.identityHash(point)), z, what)
    assert.equal(hex(sm2.messageHash(point, bytes(message))), e, what)
    assert.equal(hex(sm2.sign(bytes(privateKey), bytes(message), random(k))), signature, what)
    assert.ok(sm2.verify(point, bytes(message), bytes(signature)), what)
  }
  const [{ publicKey, message, e, signature }] = list(signatures) as [Row]
  for (const changed of flips(signature)) assert.ok(!sm2.verify(bytes(publicKey), bytes(message), changed))
  for (const changed of flips(e)) assert.ok(!sm2.verifyHash(bytes(publicKey), changed, bytes(signature)))
  for (const changed of flips(publicKey)) assert.ok(!sm2.verify(changed, bytes(message), bytes(signature)))
  for (const row of list(invalidSignatures))
    assert.equal(sm2.verify(bytes(row.publicKey), bytes(row.message), bytes(row.signature)), false, row.what)
})

test('M14.8: vectors: SM2 encryption, each also with every byte changed', () => {
  const { encryptions, invalidEncryptions } = vectors('sm2')
  for (const { what, privateKey, publicKey, plaintext, k, ciphertext } of list(encryptions)) {
    assert.equal(hex(sm2.encrypt(bytes(publicKey), bytes(plaintext), random(k))), ciphertext, what)
    assert.equal(hex(sm2.decrypt(bytes(privateKey), bytes(ciphertext))), plaintext, what)
  }
  const [first] = list(encryptions) as [Row]
  for (const changed of flips(first.ciphertext)) assert.equal(sm2.decrypt(bytes(first.privateKey), changed), undefined)
  for (const { what, privateKey, ciphertext } of list(invalidEncryptions))
    assert.equal(sm2.decrypt(bytes(privateKey), bytes(ciphertext)), undefined, what)
})

test('M14.1: vectors: diversification from the root to the card, and the transport key', () => {
  for (const row of list(vectors('diversification').cases)) {
    const suite = chipParts.suites[row.suite]
    const area = row.area
    assert.equal(hex(provinceFactor(area)), row.provinceFactor)
    assert.equal(hex(cityFactor(area)), row.cityFactor)
    const province = suite.diversify(bytes(row.master), provinceFactor(area))
    const city = suite.diversify(province, cityFactor(area))
    const factor = bytes(row.cardFactor)
    assert.equal(hex(province), row.province)
    assert.equal(hex(city), row.city)
    assert.equal(hex(suite.diversify(city, factor)), row.card)
    assert.equal(hex(suite.diversify(bytes(row.master), factor)), row.transport)
  }
})

test('M14.1, M14.2: vectors: cryptograms, the data of EXTERNAL AUTHENTICATE and the counted answer', () => {
  const { cases, counted } = vectors('cryptogram')
  for (const row of list(cases)) {
    const suite = chipParts.suites[row.suite]
    const [key, challenge, data] = [bytes(row.cardKey), bytes(row.challenge), bytes(row.data)]
    assert.equal(hex(suite.cryptogram(key, challenge, data)), row.cryptogram)
    assert.equal(hex(suite.externalData(key, challenge, data)), row.externalData)
    assert.ok(suite.acceptsExternal(key, challenge, bytes(row.externalData)))
    for (const changed of flips(row.challenge)) assert.ok(!suite.acceptsExternal(key, changed, bytes(row.externalData)))
    if (row.suite === 'des') assert.equal(hex(suite.encryptBlocks(key, challenge)), row.sessionKey)
  }
  for (const row of list<Row & { counter: number }>(counted)) {
    const data = countedData(bytes(row.data), row.counter)
    const cryptogram = chipParts.suites[row.suite].cryptogram(bytes(row.cardKey), bytes(row.challenge), data)
    assert.equal(row.counter.toString(16).padStart(8, '0') + hex(cryptogram), row.answer)
  }
})

test('M14.2: vectors: MACs, enciphered data, WRITE KEY and WRITE PIN', () => {
  for (const row of list(vectors('mac').cases)) {
    const mac = chipParts.suites[row.suite].mac(bytes(row.cardKey), bytes(row.challenge), bytes(row.message))
    assert.equal(hex(mac), row.mac)
  }
  const { cases, invalid } = vectors('encipher')
  for (const row of list(cases)) {
    const suite = chipParts.suites[row.suite]
    assert.equal(hex(suite.encipher(bytes(row.cardKey), bytes(row.plaintext))), row.ciphertext)
    assert.equal(hex(suite.decipher(bytes(row.cardKey), bytes(row.ciphertext))), row.plaintext)
  }
  for (const row of list(invalid)) {
    const plaintext = chipParts.suites[row.suite].decipher(bytes(row.cardKey), bytes(row.ciphertext))
    assert.equal(plaintext, undefined, row.fault)
  }
  const { cases: keys, pins } = vectors('write-key')
  for (const row of list<Row & { version: number }>(keys)) {
    const suite = chipParts.suites[row.suite]
    const [master, factor, key] = [bytes(row.masterKey), bytes(row.factor), cardKey(row.key)]
    const command = encodeWriteKey(suite, master, factor, key, row.version, bytes(row.value))
    assert.equal(hex(command), row.command)
    const data = parseCommand(command)?.data as Uint8Array
    const opened = openWrite(suite, master, factor, 0x01, data)
    assert.ok(opened.ok)
    const { directory, id, version, key: value } = parseNewKey(opened.plaintext) ?? assert.fail()
    assert.deepEqual([directories[directory], id, version], [key.directory, key.id, row.version])
    assert.equal(hex(value), row.value)
    for (const changed of flips(hex(data) as string))
      assert.deepEqual(openWrite(suite, master, factor, 0x01, changed), { ok: false, fault: 'mac' })
  }
  for (const row of list(pins)) {
    const block = pinBlock(row.pin) ?? assert.fail()
    const command = encodeWritePin(chipParts.suites[row.suite], bytes(row.masterKey), bytes(row.factor), block)
    assert.equal(hex(command), row.command)
  }
})

test('M2.2: vectors: records and B-TLV values', () => {
  const { records, invalidRecords, nested, invalidNested } = vectors('tlv')
  for (const { record, tag, value } of list<{ record: string; tag: number; value: string }>(records)) {
    const parsed = parseRecord(bytes(record))
    assert.deepEqual([parsed?.tag, hex(parsed?.value)], [tag, value])
    assert.equal(hex(encodeRecord(tag, bytes(value))), record)
  }
  for (const { what, record } of list(invalidRecords)) assert.equal(parseRecord(bytes(record)), undefined, what)
  interface Nested {
    readonly layout: readonly [number, number][]
    readonly value: string
    readonly values: readonly string[]
    readonly what: string
  }
  const layoutOf = ({ layout }: Nested) => layout.map(([tag, length]) => ({ tag, length }))
  for (const row of list<Nested>(nested)) {
    assert.deepEqual(parseNestedValue(bytes(row.value), layoutOf(row))?.map(hex), row.values)
    assert.equal(hex(encodeNestedValue(row.values.map(bytes), layoutOf(row))), row.value)
  }
  for (const row of list<Nested>(invalidNested))
    assert.equal(parseNestedValue(bytes(row.value), layoutOf(row)), undefined, row.what)
})

test('vectors: the four cases of commands', () => {
  const { valid, invalid } = vectors('apdu')
  interface Apdu extends Row {
    readonly le: number | null
    readonly extended: boolean
    readonly canonical: boolean
  }
  for (const row of list<Apdu>(valid)) {
    const { command, cla, ins, p1, p2, data, le, case: length } = row
    const parsed = parseCommand(bytes(command)) ?? assert.fail(command)
    const header = [parsed.cla, parsed.ins, parsed.p1, parsed.p2]
    assert.deepEqual(
      header,
      [cla, ins, p1, p2].map((field) => Number.parseInt(field, 16)),
      length,
    )
    assert.deepEqual([hex(parsed.data), parsed.le ?? null, parsed.extended], [data, le, row.extended], length)
    const [first, second, third, fourth] = header as [number, number, number, number]
    const written = encodeCommand(first, second, third, fourth, { data: parsed.data, ...(le === null ? {} : { le }) })
    assert.equal(hex(written) === command, row.canonical, command)
  }
  for (const { what, command } of list(invalid)) assert.equal(parseCommand(bytes(command)), undefined, what)
})

test('vectors: PIN blocks', () => {
  const { valid, invalid } = vectors('pin-block')
  for (const { pin, bytes: digits, block } of list(valid)) {
    assert.equal(hex(pinBytes(pin)), digits)
    assert.equal(hex(pinBlock(pin)), block)
  }
  for (const pin of list<string>(invalid)) assert.equal(pinBlock(pin), undefined, pin)
})

test('M14.1: vectors: reset information and identification code', () => {
  const { reset, invalidReset, codes, invalidCodes, checks } = vectors('identification-code')
  for (const row of list<Omit<Row, 'serial'> & Readonly<Record<'level' | 'variant' | 'serial', number>>>(reset)) {
    const historical = bytes(row.historical)
    const { level, maker, variant, city, serial } = row
    const parsed = parseResetInformation(historical) ?? assert.fail()
    assert.deepEqual(parsed, { level, maker, variant, city, serial })
    assert.equal(hex(cardFactor(historical)), row.factor)
    if (hex(historical.slice(5, 7)) === '8684') assert.deepEqual(encodeResetInformation(parsed), historical)
    for (const [protocol, atr] of [['T=0', row.atrT0] as const, ['T=1', row.atrT1] as const]) {
      assert.equal(hex(answerToReset(historical, protocol)), atr)
      const read = parseAnswerToReset(bytes(atr))
      assert.deepEqual([read?.protocol, hex(read?.historicalBytes)], [protocol, row.historical])
    }
  }
  for (const { what, historical } of list(invalidReset))
    assert.equal(parseResetInformation(bytes(historical)), undefined, what)
  for (const { code, area, serial, check } of list(codes)) {
    const parsed = parseIdentificationCode(code)
    assert.deepEqual([parsed?.area, hex(parsed?.serial), hex(parsed?.check)], [area, serial, check])
  }
  for (const code of list<string>(invalidCodes)) assert.equal(parseIdentificationCode(code), undefined, code)
  for (const row of list(checks)) {
    const suite = chipParts.suites[row.suite]
    const code = row.code
    const [key, body] = [bytes(row.key), bytes(row.body)]
    assert.equal(identificationCode(body, identificationCheck(suite, key, body)), code)
    assert.ok(verifyIdentificationCode(suite, key, code))
    const changed = code.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    assert.ok(!verifyIdentificationCode(suite, key, changed))
  }
})

interface DialogueFile {
  readonly version: SpecificationVersion
  readonly protocol: Protocol
  readonly given: unknown
  readonly cardRandom: readonly string[]
  readonly readerRandom: readonly string[]
  readonly steps: readonly {
    readonly command: string | null
    readonly response: string
    readonly deterministic: boolean
  }[]
}

for (const name of ['dialogue-2.00', 'dialogue-3.00'] as const) {
  const dialogue = () => vectors(name) as DialogueFile

  test(`M2.2, M14.1: vectors: ${name}: the line of personalisation and the counter say what they said`, async () => {
    const { version, protocol, given, cardRandom, readerRandom, steps } = dialogue()
    assert.deepEqual(given, dialogueKeys)
    const [first, second] = [
      await specimenDialogue(version, protocol),
      await specimenDialogue(version, protocol, 'another'),
    ]
    assert.deepEqual(first, {
      steps: steps.map(({ command, response }) => ({ command, response })),
      ...{ cardRandom, readerRandom },
    })
    const sameInBoth = first.steps.map((step, index) => {
      const other = second.steps[index]
      return step.command === other?.command && step.response === other?.response
    })
    assert.deepEqual(
      sameInBoth,
      steps.map(({ deterministic }) => deterministic),
    )
  })

  test(`M14.1: vectors: ${name}: a card that is given the same blank, the same chance and the commands answers the same`, () => {
    const { version, protocol, cardRandom, steps } = dialogue()
    const profile = profileOf(version)
    const { suites } = chipParts
    const historicalBytes = bytes(dialogueKeys.historicalBytes)
    const transportKey = suites[profile.suite].diversify(
      bytes(dialogueKeys.transportMaster),
      cardFactor(historicalBytes),
    )
    const draws = cardRandom.values()
    const memory = memoryOver(manufactureCard({ profile, historicalBytes, transportKey, protocol }))
    const card = openCard(memory, {
      suites,
      random: () => bytes(draws.next().value ?? assert.fail('the card draws more often')),
    })
    for (const { command, response } of steps)
      assert.equal(hex(command === null ? card.powerOn() : card.transmit(bytes(command))), response, `${command}`)
  })
}

test('M14.1: vectors: a PSAM answers every command as given', () => {
  const { serial, terminal, keys, steps } = vectors('psam')
  const held = list<Omit<PsamKey, 'key'> & { readonly key: string }>(keys).map((row) => ({
    ...row,
    key: bytes(row.key),
  }))
  const psam = openPsam(memoryOver(manufacturePsam({ serial, terminal, keys: held })), chipParts)
  for (const { what, command, response } of list<Record<'what' | 'response', string> & { command: string | null }>(
    steps,
  ))
    assert.equal(hex(command === null ? psam.powerOn() : psam.transmit(bytes(command))), response, `${command} ${what}`)
})
