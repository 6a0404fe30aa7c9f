import assert from 'node:assert/strict'
import { manufactureCard } from '../src/card/manufacture-card.ts'
import { openCard } from '../src/card/open-card.ts'
import { memoryKeyStore } from '../src/hsm/master-key-store.ts'
import { softwareHsm } from '../src/hsm/software-hsm.ts'
import { cardFactor } from '../src/key/factor.ts'
import { memoryOver } from '../src/memory/memory.ts'
import { chipParts } from '../src/node/chip-parts.ts'
import type { CardData } from '../src/personalisation/card-data.ts'
import type { CardImage, ImageFile } from '../src/personalisation/card-image.ts'
import { composeImage } from '../src/personalisation/compose-image.ts'
import type { PersonalisationOrder } from '../src/personalisation/personalise.ts'
import { specimenData } from '../src/personalisation/specimen-data.ts'
import type { Protocol } from '../src/profile/answer-to-reset.ts'
import { filePath, type Item, type SpecificationVersion } from '../src/profile/card-file.ts'
import { profileOf } from '../src/profile/profiles.ts'
import { cardInMemory } from '../src/terminal/card-in-memory.ts'
import type { CardTerminal } from '../src/terminal/card-terminal.ts'
import { encodeNestedValue } from '../src/tlv/nested-value.ts'
import { encodeRecord } from '../src/tlv/record.ts'

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
