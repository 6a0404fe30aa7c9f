import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseResponse } from '../apdu/response-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKeys } from '../key/card-key.ts'
import { encodeWritePin } from '../key/write-key.ts'
import { memoryOver } from '../memory/memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import { specificationVersions } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import { layoutOf } from './card-layout.ts'
import { atTheTable, factor, issuedKey, personalisedCard, type Table } from './personalised-card.fixture.ts'
import type { ChipParts } from './virtual-card.ts'

const [runs, stepsPerRun] = [400, 200]
const known = new Set<number>(Object.values(statusWords))
const isKnown = (status: number) =>
  known.has(status) || status >> 8 === 0x61 || status >> 8 === 0x6c || (status & 0xfff0) === 0x63c0

/** One thing that happens to a card: bytes on the line, or a step that leads deeper into it. */
type Step =
  | { readonly line: Uint8Array }
  | { readonly prove: string }
  /** Meaningless data under a right MAC. */
  | { readonly header: string; readonly key: string; readonly data: Uint8Array }
  | { readonly write: Uint8Array }
  | 'pin'
  | 'reset'

const good = [
  '00A404000F7378312E73682EC9E7BBE1B1A3D5CF',
  '00A4040008A000000333010101',
  '00A4000002DF01',
  '00A4000002DF04',
  '00A4020002EF05',
  '00A4000002EF08',
  '00A4000002EF15',
  '00B2010412',
  '00B2070400',
  '00B2053406',
  '00B0880008',
  '00DC0434030A0131',
  '04DC0434070A013100000000',
  '00D68810020102',
  '00E2000003010203',
  '0084000008',
  '008800001011223344556677880102030405060708',
  '00880100110111223344556677880102030405060708',
  '0082000A1000112233445566778899AABBCCDDEEFF',
  '0020000003123456',
  '805E010007123456FF654321',
  '842400010C000000000000000000000000',
  '842400000400000000',
  `84D4010014${'00'.repeat(20)}`,
  '841E000004DEADBEEF',
  '841600000400000000',
  '80CA9F1704',
  '805001020B0100000000110000000001',
  `805401001B${'20'.repeat(27)}`,
  '805A0006020001',
  '80A80000028300',
  '80E280000A5A086229000000000018',
  '00C0000010',
].map((hex) => Uint8Array.fromHex(hex))

const byte = fc.nat(0xff)
const goodLine = fc.constantFrom(...good)
const header = fc.tuple(goodLine, fc.constantFrom(0, 1, 4, 0x0c, 0x2c, 0x80, 0x88), byte, fc.boolean())
const mutated = fc.tuple(goodLine, fc.nat(40), byte).map(([line, place, value]) => {
  const changed = line.slice()
  changed[place % line.length] = value
  return changed
})
const truncated = fc.tuple(goodLine, fc.nat(40)).map(([line, length]) => line.slice(0, length % line.length))
const lengthened = fc
  .tuple(goodLine, fc.uint8Array({ minLength: 1, maxLength: 12 }))
  .map(([line, more]) => Uint8Array.from([...line, ...more]))
const overlong = fc
  .tuple(goodLine, byte, fc.nat(5000))
  .map(([line, fill, length]) =>
    Uint8Array.from([...line.subarray(0, 4), 0, length >> 8, length & 0xff, ...new Uint8Array(length).fill(fill)]),
  )
const framed = fc
  .tuple(header, fc.uint8Array({ maxLength: 40 }))
  .map(([[line, p1, p2, swap], data]) =>
    Uint8Array.from([line[0] as number, line[1] as number, swap ? p2 : p1, swap ? p1 : p2, data.length, ...data]),
  )

const line = fc.oneof(
  { weight: 60, arbitrary: goodLine },
  { weight: 50, arbitrary: mutated },
  { weight: 50, arbitrary: framed },
  { weight: 20, arbitrary: truncated },
  { weight: 20, arbitrary: lengthened },
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: overlong },
)
const secured = fc
  .tuple(
    fc.constantFrom('84240000', '84240001', '04DC0434', '04D68800', '04E20028', '84180000'),
    fc.constantFrom('SSSE/STK', 'DF01/STK', 'DF01/LK'),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([header, key, data]): Step => ({ header, key, data }))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: line.map((bytes): Step => ({ line: bytes })) },
  { weight: 4, arbitrary: fc.constantFrom(...cardKeys).map(({ name }): Step => ({ prove: name })) },
  { weight: 2, arbitrary: secured },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((write): Step => ({ write })) },
  { weight: 2, arbitrary: fc.constantFrom<Step>('pin', 'reset') },
)

/** Chance that comes again with the seed. */
function seededParts(): ChipParts {
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  }
  return { ...chipParts, random: (length) => Uint8Array.from({ length }, next) }
}

function take(table: Table, now: Step): void {
  if (now === 'pin') table.verify('123456')
  else if (now === 'reset') table.card.powerOn()
  else if ('write' in now) table.transmit(encodeWritePin(table.suite, issuedKey('SSSE/MK'), factor, now.write))
  else if ('prove' in now || 'header' in now) {
    if (table.send('00840000', undefined, 8).status !== statusWords.success) return
    if ('prove' in now) table.prove(now.prove)
    else table.secured(now.header, now.key, now.data)
  } else {
    const response = parseResponse(table.card.transmit(now.line))
    assert.ok(
      response !== undefined && isKnown(response.status),
      `${now.line.toHex()}: ${response?.status.toString(16)}`,
    )
  }
}

for (const version of specificationVersions)
  test(`${version}: ${runs * stepsPerRun} good, broken and meaningless commands: always a known status word`, () => {
    const { pin } = layoutOf(profileOf(version))
    const images = (['T=0', 'T=1'] as const).map((protocol) => personalisedCard(version, chipParts, protocol))
    fc.assert(
      fc.property(
        fc.constantFrom(...images),
        fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun, size: 'max' }),
        (image, steps) => {
          const memory = image.slice()
          const table = atTheTable(memoryOver(memory), version, seededParts())
          for (const now of steps) take(table, now)
          assert.ok((memory[pin + 1] as number) <= profileOf(version).pinTries)
        },
      ),
      { seed: 20221001, numRuns: runs },
    )
  })
