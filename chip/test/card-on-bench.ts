import assert from 'node:assert/strict'
import { manufactureCard } from '../src/card/manufacture-card.ts'
import { openCard } from '../src/card/open-card.ts'
import { memoryKeyStore } from '../src/hsm/master-key-store.ts'
import { softwareHsm } from '../src/hsm/software-hsm.ts'
import { cardKey, type Directory } from '../src/key/card-key.ts'
import { cardFactor } from '../src/key/factor.ts'
import { memoryOver } from '../src/memory/memory.ts'
import { chipParts } from '../src/node/chip-parts.ts'
import type { CardData } from '../src/personalisation/card-data.ts'
import type { CardImage, ImageFile } from '../src/personalisation/card-image.ts'
import { composeImage } from '../src/personalisation/compose-image.ts'
import type { PersonalisationOrder } from '../src/personalisation/personalisation-order.ts'
import { personalise } from '../src/personalisation/personalise.ts'
import { proveKey } from '../src/personalisation/prove-key.ts'
import { selectDirectory } from '../src/personalisation/select-file.ts'
import type { Protocol } from '../src/profile/answer-to-reset.ts'
import { type CardFile, filePath, type Item, type SpecificationVersion } from '../src/profile/card-file.ts'
import { profileOf } from '../src/profile/profiles.ts'
import { cardInMemory } from '../src/terminal/card-in-memory.ts'
import type { CardTerminal } from '../src/terminal/card-terminal.ts'
import { exchange } from '../src/terminal/exchange.ts'
import { encodeNestedValue } from '../src/tlv/nested-value.ts'
import { encodeRecord } from '../src/tlv/record.ts'
import { specimenData } from './specimen-data.ts'

/** The historical bytes of the specimen card. */
export const specimenHistorical = Uint8Array.fromHex('0081544C978684110000000001')

export interface Bench {
  /** The whole card; a copy of it is another life of the same card. */
  readonly memory: Uint8Array
  readonly order: PersonalisationOrder
  readonly factor: Uint8Array
}

interface BlankOnBench {
  readonly protocol?: Protocol
  readonly historical?: Uint8Array
  readonly image?: CardImage
}

/** A blank of a version and all that is needed to make a card of it: city's keys of versions 1 and 2, the specimen's image. */
export async function blankOnBench(version: SpecificationVersion, wanted: BlankOnBench = {}): Promise<Bench> {
  const { protocol = 'T=0', historical = specimenHistorical, image = imageOf(version) } = wanted
  const profile = profileOf(version)
  const { suites, random } = chipParts
  const store = memoryKeyStore()
  const hsm = softwareHsm({ suites, store, random })
  for (const keys of [0, 1, 2]) await hsm.generate(profile.suite, keys)
  const master = store.root(profile.suite, 0)
  assert.ok(master)
  const factor = cardFactor(historical)
  const transportKey = suites[profile.suite].diversify(master, factor)
  const memory = manufactureCard({ profile, historicalBytes: historical, transportKey, protocol })
  const keys = { area: '110000', suite: profile.suite, version: 1 }
  return { memory, factor, order: { image, hsm, pin: '123456', random, ...keys } }
}

/** A reader with this card in it; what happens to the card happens to the memory. */
export function insert(memory: Uint8Array): CardTerminal {
  return cardInMemory(openCard(memoryOver(memory), chipParts))
}

export function imageOf(version: SpecificationVersion, change: Partial<CardData> = {}): CardImage {
  const composed = composeImage({ ...specimenData(version), ...change })
  if (!composed.ok) assert.fail(`${composed.field} ${composed.fault}`)
  return composed.image
}

/** The specimen with something in every file that is no list of transactions. */
export function fullImage(version: SpecificationVersion): CardImage {
  const photo = Uint8Array.from({ length: 4096 }, (_, index) => (index % 255) + 1)
  const image = imageOf(version, { photo, bankCardNumber: '6217000000000000004' })
  const files = profileOf(version).files.flatMap((place): readonly ImageFile[] => {
    const path = filePath(place)
    const composed = image.files.find((file) => file.path === path)
    if (composed !== undefined) return [composed]
    if (place.structure === 'transparent') return [{ path, bytes: photo.slice(0, place.size) }]
    if (place.structure === 'cyclic') return []
    return [{ path, records: place.items.map((item) => encodeRecord(item.tag, sampleValue(item))) }]
  })
  return { ...image, files }
}

function sampleValue({ items, type, length }: Item): Uint8Array {
  const fill = { cn: 0x12, an: 0x41, b: 0x07 }
  const value = items && encodeNestedValue(items.map(sampleValue), items)
  return value ?? new Uint8Array(length).fill(fill[type])
}

/** A card that has gone down the line, as it lies there; `layCard` makes as many copies of it as there are tests. */
export interface Accepted extends Bench {
  readonly version: SpecificationVersion
}

export async function acceptedCard(version: SpecificationVersion, bench?: Bench): Promise<Accepted> {
  const made = bench ?? (await blankOnBench(version, { image: fullImage(version) }))
  const result = await personalise(insert(made.memory), made.order)
  assert.ok(result.made, result.made ? '' : `${result.stage}: ${result.detail}`)
  return { ...made, version }
}

interface Proof {
  readonly area?: string
  readonly version?: number
  /** The key with which the answer is made, where it is not the one that is asked for. */
  readonly provedWith?: string
}

/** A card in a reader and somebody who may ask the key machine. Answers are hexadecimal, data and status word. */
export interface LaidCard extends Accepted {
  readonly terminal: CardTerminal
  readonly atr: Uint8Array
  /** One command with all of its answer. */
  readonly send: (command: string) => Promise<string>
  /** One command as it is on the line. */
  readonly line: (command: string) => Promise<string>
  readonly select: (directory: Directory) => Promise<void>
  /** Selects the directory of the file, then the file. */
  readonly selectFile: (file: CardFile) => Promise<void>
  readonly record: (path: string, number: number) => Promise<Uint8Array>
  readonly prove: (key: string, proof?: Proof) => Promise<string>
  /** Power off and on: whatever was proved is forgotten. */
  readonly anew: () => Promise<void>
}

export async function layCard(accepted: Accepted): Promise<LaidCard> {
  const memory = accepted.memory.slice()
  const terminal = insert(memory)
  const { order, factor, version } = accepted
  const send = async (command: string) => {
    const { data, status } = await exchange(terminal, Uint8Array.fromHex(command))
    return `${data.toHex()}${status.toString(16)}`.toUpperCase()
  }
  const select = async (directory: Directory) => assert.equal(await selectDirectory(terminal, directory), 0x9000)
  const selectFile = async ({ directory, fid }: CardFile) => {
    await select(directory)
    assert.equal(await send(`00A4000002${fid.toString(16)}`), '9000')
  }
  const prove = async (name: string, { area = order.area, version: of = 1, provedWith = name }: Proof = {}) => {
    const key = { suite: order.suite, version: of, key: provedWith, area, factor }
    const status = await proveKey(terminal, cardKey(name), async (challenge, data) => {
      const [answer] = await order.hsm.externalAuthentication([{ ...key, challenge, data }])
      return answer as Uint8Array
    })
    return status.toString(16).toUpperCase()
  }
  return {
    ...{ ...accepted, memory, terminal, send, select, selectFile, prove },
    atr: await terminal.powerOn(),
    line: async (command) => (await terminal.transmit(Uint8Array.fromHex(command))).toHex().toUpperCase(),
    async record(path, number) {
      const place = profileOf(version).files.find((file) => filePath(file) === path)
      assert.ok(place)
      await selectFile(place)
      const answer = await send(`00B2${number.toString(16).padStart(2, '0')}0400`)
      assert.equal(answer.slice(-4), '9000')
      return Uint8Array.fromHex(answer.slice(0, -4))
    },
    async anew() {
      await terminal.powerOff()
      await terminal.powerOn()
    },
  }
}
