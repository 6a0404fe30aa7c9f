import type { ChipSuiteId } from '@yika/chip/cipher/chip-suite.ts'
import { transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import type { MasterKeyStore } from '@yika/chip/hsm/master-key-store.ts'
import { cardFactor, cityFactor, provinceFactor } from '@yika/chip/key/factor.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { KeyRing } from './key-ring.ts'

/** Names of the key ring that belong to chips: the ceremony alone makes and destroys them, never `rotate`. */
export const chipKeyPrefix = 'chip-'

/** The roots of the chips' master keys (Article 14), each wrapped in a file of its own like every other key. */
export function chipKeyStore(ring: KeyRing): MasterKeyStore {
  return {
    root(suite, version) {
      const { name, inRing } = placeOf(suite, version)
      const key = ring.find(name, inRing)
      return key === undefined ? undefined : Uint8Array.from(key.material)
    },
    create(suite, version, root) {
      const { name, inRing } = placeOf(suite, version)
      if (ring.find(name, inRing) === undefined) ring.keep(name, inRing, root)
    },
    destroy(suite, version) {
      const { name, inRing } = placeOf(suite, version)
      if (ring.find(name, inRing) !== undefined) ring.erase(name, inRing)
    },
  }
}

/** Versions of the ring are those of the keys; the transport master, version 0 on a chip, has a name of its own. */
function placeOf(suite: ChipSuiteId, version: number): { readonly name: string; readonly inRing: number } {
  return version === transportVersion
    ? { name: `${chipKeyPrefix}${suite}-transport`, inRing: 1 }
    : { name: `${chipKeyPrefix}${suite}`, inRing: version }
}

/** The ciphers of the chips on synthetic vectors that two implementations computed: root 00…0F, area 110000, one card. */
const vectors = {
  des: { card: '4bd1d193e37466807133a0cdae6c5b81', cryptogram: '69b572af415d5bb9' },
  sm: { card: 'e11512eec34a44224ca9d8a3822f4abb', cryptogram: 'bce80c3bf5146a8029042007b7de48fa' },
} as const satisfies Record<ChipSuiteId, object>

/** The suite of cards whose vector does not match, or `undefined`: card key and cryptogram pass through every primitive. */
export function chipSelfTest(): string | undefined {
  const root = Uint8Array.fromHex('000102030405060708090a0b0c0d0e0f')
  const factors = [
    provinceFactor('110000'),
    cityFactor('110000'),
    cardFactor(Uint8Array.fromHex('0081544c978684110000000001')),
  ]
  for (const [id, expected] of Object.entries(vectors)) {
    const suite = chipParts.suites[id as ChipSuiteId]
    const card = factors.reduce((key, factor) => suite.diversify(key, factor), root)
    const cryptogram = suite.cryptogram(
      card,
      Uint8Array.fromHex('1122334455667788'),
      Uint8Array.fromHex('0102030405060708'),
    )
    if (card.toHex() !== expected.card || cryptogram.toHex() !== expected.cryptogram) return `chip ${id}`
  }
  return undefined
}
