import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeCommand } from '../apdu/command-apdu.ts'
import { concat } from '../bytes/concat.ts'
import { cardKey } from '../key/card-key.ts'
import { encodeWriteKey, encodeWritePin } from '../key/write-key.ts'
import { type Memory, memoryOver, PowerCut } from '../memory/memory.ts'
import { tearingMemory } from '../memory/tearing-memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import { profileOf } from '../profile/profiles.ts'
import { layoutOf } from './card-layout.ts'
import {
  atTheTable,
  blankCard,
  factor,
  issuedKey,
  personalisedCard,
  type Table,
  transportKey,
} from './personalised-card.fixture.ts'
import type { ChipParts } from './virtual-card.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
/** The same challenge every time, so that what is written is the same. */
const parts: ChipParts = { ...chipParts, random: (length) => new Uint8Array(length).fill(0x2b) }
const versions = ['2.00', '3.00'] as const
type Version = (typeof versions)[number]

const command = (header: string, data: Uint8Array | string = new Uint8Array()) => {
  const [cla, ins, p1, p2] = bytes(header) as unknown as [number, number, number, number]
  return encodeCommand(cla, ins, p1, p2, { data: typeof data === 'string' ? bytes(data) : data })
}

/** With a MAC under that key and a fresh challenge. */
function secured(table: Table, header: string, key: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const head = concat(bytes(header), Uint8Array.of(data.length + 4))
  return command(header, concat(data, table.suite.mac(issuedKey(key), table.challenge(), concat(head, data))))
}

const authentication = (table: Table, key: Uint8Array) =>
  command('00820004', table.suite.externalData(key, table.challenge(), new Uint8Array(8)))

function debit(table: Table): Uint8Array {
  const terminal = '110000000001'
  const { data } = table.send('80500102', bytes(`0100000000${terminal}`))
  const sequence = bytes(data).subarray(4, 6)
  const [amounts, dateTime] = [new Uint8Array(12), bytes('20261123101500')]
  const message = concat(bytes(`0000000006${terminal}`), amounts, dateTime)
  const mac = table.suite.mac(issuedKey('DF04/DPK'), concat(bytes(data).subarray(-4), sequence, sequence), message)
  return command('80540100', concat(bytes('0000'), sequence, dateTime, amounts, mac))
}

interface Scene {
  readonly blank?: true
  /** Brings the card there and gives the command that will be torn. */
  readonly prepare: (table: Table) => Uint8Array
  readonly answer?: number
}

const wrongPins = (table: Table, count: number) => {
  for (let time = 0; time < count; time += 1) table.verify('000000')
}

/** Every command that writes. */
const scenes: Readonly<Record<string, Scene>> = {
  'UPDATE RECORD': {
    prepare(table) {
      table.must(table.prove('SSSE/UKSSSE'))
      return command('00DC0234', concat(bytes('091E'), new Uint8Array(30).fill(0x42)))
    },
  },
  'UPDATE RECORD with MAC': {
    prepare(table) {
      table.must(table.prove('SSSE/UKSSSE'))
      return secured(table, '04DC0234', 'SSSE/STK', concat(bytes('091E'), new Uint8Array(30).fill(0x42)))
    },
  },
  'APPEND RECORD': {
    blank: true,
    prepare(table) {
      table.must(table.prove('SSSE/MK', transportKey))
      return command('00E20028', '050420260105')
    },
  },
  'APPEND RECORD of a cyclic file': {
    prepare(table) {
      table.must(table.prove('DF04/UK2'))
      for (let number = 1; number <= 12; number += 1) table.send('00E200A8', Uint8Array.of(0, 0, number))
      return command('00E200A8', '010203')
    },
  },
  'UPDATE BINARY': {
    prepare(table) {
      table.must(table.prove('SSSE/UKSSSE'))
      return command('00D68810', new Uint8Array(200).fill(0x77))
    },
  },
  'INTERNAL AUTHENTICATE': { prepare: () => command('00880100', '11223344556677880102030405060708') },
  'EXTERNAL AUTHENTICATE': {
    prepare(table) {
      table.prove('SSSE/UKSSSE', transportKey)
      return authentication(table, issuedKey('SSSE/UKSSSE'))
    },
  },
  'EXTERNAL AUTHENTICATE with a wrong key': {
    prepare: (table) => authentication(table, transportKey),
    answer: 0x63c2,
  },
  VERIFY: {
    prepare(table) {
      wrongPins(table, 2)
      return command('00200000', '123456')
    },
  },
  'VERIFY with a wrong PIN': {
    prepare(table) {
      wrongPins(table, 2)
      return command('00200000', '999999')
    },
    answer: 0x63c3,
  },
  'CHANGE PIN': {
    prepare(table) {
      wrongPins(table, 2)
      return command('805E0100', '123456FF654321')
    },
  },
  'RELOAD PIN': {
    prepare(table) {
      wrongPins(table, 6)
      table.must(table.prove('SSSE/PUK'))
      return secured(table, '84240001', 'SSSE/STK', table.suite.encipher(issuedKey('SSSE/STK'), bytes('03777777')))
    },
  },
  'UNBLOCK PIN': {
    prepare(table) {
      wrongPins(table, 6)
      table.must(table.prove('SSSE/PUK'))
      return secured(table, '84240000', 'SSSE/STK')
    },
  },
  'WRITE KEY': {
    prepare: ({ suite }) => encodeWriteKey(suite, issuedKey('SSSE/MK'), factor, cardKey('DF01/UK1'), 2, transportKey),
  },
  'WRITE KEY of the master key': {
    blank: true,
    prepare: ({ suite }) => encodeWriteKey(suite, transportKey, factor, cardKey('SSSE/MK'), 1, issuedKey('SSSE/MK')),
  },
  'WRITE PIN': {
    blank: true,
    prepare(table) {
      table.must(table.prove('SSSE/MK', transportKey))
      return encodeWritePin(table.suite, transportKey, factor, bytes('0312345680000000'))
    },
  },
  'STORE DATA': {
    blank: true,
    prepare(table) {
      table.must(table.send('00A40400', bytes('A000000333010101')).status)
      return command('80E28000', '5A0A6229000000000000018F')
    },
  },
  'APPLICATION BLOCK': {
    prepare(table) {
      table.select('DF01')
      return secured(table, '841E0001', 'DF01/LK')
    },
  },
  'APPLICATION UNBLOCK': {
    prepare(table) {
      table.select('DF01')
      table.must(table.secured('841E0000', 'DF01/LK').status)
      return secured(table, '84180000', 'DF01/LK')
    },
  },
  'CARD BLOCK': { prepare: (table) => secured(table, '84160000', 'SSSE/BK') },
  'DEBIT FOR PURCHASE': {
    prepare(table) {
      table.must(table.send('805E0100', bytes('123456FF654321')).status)
      table.select('DF04')
      table.must(table.verify('654321'))
      return debit(table)
    },
  },
}

/** Everything but the journal and, taken out, the bytes that count tries: the PIN's first, then the keys'. */
function stateOf(image: Uint8Array, version: Version): { readonly content: string; readonly tries: readonly number[] } {
  const { pin, keys, journal } = layoutOf(profileOf(version))
  const content = image.slice(0, journal.offset)
  const places = [pin + 1, ...keys.map((offset) => offset + 1)]
  const tries = places.map((place) => content[place] as number)
  for (const place of places) content[place] = 0
  return { content: content.toHex(), tries }
}

interface Torn {
  readonly before: ReturnType<typeof stateOf>
  readonly after: ReturnType<typeof stateOf>
  /** Undefined if the power went before the answer. */
  readonly answer: Uint8Array | undefined
}

/** Plays a scene with the power cut after so many bytes of its command, and looks at the card after the next power on. */
function play(base: Uint8Array, version: Version, { prepare }: Scene, cut: number): Torn {
  const image = base.slice()
  let memory: Memory = memoryOver(image)
  const fragile: Memory = {
    size: image.length,
    read: (offset, length) => memory.read(offset, length),
    write: (offset, written) => memory.write(offset, written),
  }
  const table = atTheTable(fragile, version, parts)
  const torn = prepare(table)
  const before = stateOf(image, version)
  memory = tearingMemory(memoryOver(image), cut)
  let answer: Uint8Array | undefined
  try {
    answer = table.card.transmit(torn)
  } catch (error) {
    assert.ok(error instanceof PowerCut)
    assert.throws(() => table.card.transmit(torn), PowerCut, 'a card without power is silent')
  }
  const next = atTheTable(memoryOver(image), version, parts)
  assert.equal(next.card.powerOn().length, 17)
  return { before, after: stateOf(image, version), answer }
}

const right = (answer: Uint8Array | undefined, expected = 0x9000) => {
  const text = answer?.subarray(-2).toHex()
  return text === expected.toString(16) || (expected === 0x9000 && text?.startsWith('61'))
}

for (const version of versions) {
  const bases = { issued: personalisedCard(version, chipParts), blank: blankCard(version) }
  for (const [name, scene] of Object.entries(scenes)) {
    const base = scene.blank ? bases.blank : bases.issued

    test(`M14.1: ${version}: ${name}, cut after any byte, is done or not done, and no try is won`, () => {
      const whole = play(base, version, scene, Number.POSITIVE_INFINITY)
      assert.ok(right(whole.answer, scene.answer), whole.answer?.toHex() ?? 'silent')
      for (let cut = 0; ; cut += 1) {
        const { before, after, answer } = play(base, version, scene, cut)
        const message = `cut after ${cut} bytes`
        assert.ok([before.content, whole.after.content].includes(after.content), message)
        after.tries.forEach((tries, index) => {
          const [was, becomes] = [before.tries[index] as number, whole.after.tries[index] as number]
          assert.ok([was, was - 1, becomes].includes(tries), message)
        })
        if (answer === undefined) continue
        assert.deepEqual(after, whole.after, 'what was answered is done')
        return assert.ok(cut > 0, 'it writes')
      }
    })
  }

  test(`M9.2: ${version}: whoever pulls the card before the answer has used a try`, () => {
    const pinTries = (name: string, cut: number) =>
      play(bases.issued, version, scenes[name] as Scene, cut).after.tries[0] as number
    const verify = [0, 1, 2].map((cut) => pinTries('VERIFY', cut))
    assert.deepEqual(verify, [4, 3, 6], 'nothing was compared; compared and not yet given back; answered')
    const wrong = [0, 1, 2].map((cut) => pinTries('VERIFY with a wrong PIN', cut))
    assert.deepEqual(wrong, [4, 3, 3])
  })
}
