import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import { sm2 } from '../cipher/sm2.ts'
import { cardKey, cardKeys } from '../key/card-key.ts'
import { cardServices, type UpperKeys } from './card-services.ts'
import { type ChipHsm, HsmError, transportVersion } from './chip-hsm.ts'
import { cityKey, diversifyCards } from './diversify-cards.ts'
import type { MasterKeyStore } from './master-key-store.ts'
import { masterKeys } from './master-keys.ts'
import { psamKeys } from './psam-keys.ts'

const keyBytes = 16
/** Usage class of the keys above all provinces: with one of them every card of the country could be spoken to. */
const nationalLevel = 6

interface HsmParts {
  readonly suites: Readonly<Record<ChipSuiteId, ChipSuite>>
  readonly store: MasterKeyStore
  readonly random: (length: number) => Uint8Array
}

/** The key machine in software: the same services as a device, over a store that keeps the root secrets. */
export function softwareHsm({ suites, store, random }: HsmParts): ChipHsm {
  const rootOf = (suite: ChipSuiteId, version: number): Uint8Array => {
    const root = store.root(suite, version)
    if (root === undefined) throw new HsmError('version-unknown', `${suite} has no master keys of version ${version}`)
    return root
  }

  /** The city's key, or the transport master, which stands directly above the cards. */
  const keyAbove = ({ suite: id, version, key, area }: Parameters<UpperKeys['cardKeys']>[0]): Uint8Array => {
    const root = rootOf(id, version)
    if (version === transportVersion) return root
    const masters = masterKeys(suites[id], root)
    const city = cityKey(suites[id], masters[cardKeys.indexOf(cardKey(key))] as Uint8Array, area)
    for (const secret of [root, ...masters]) secret.fill(0)
    return city
  }

  const upper: UpperKeys = {
    cardKeys(of, factors) {
      const above = keyAbove(of)
      const keys = suites[of.suite].diversify(above, factors)
      above.fill(0)
      return keys
    },
    allCardKeys({ suite, version, area }, factors) {
      const root = rootOf(suite, version)
      const keys = diversifyCards(suites[suite], root, area, factors)
      root.fill(0)
      return keys
    },
  }

  return {
    ...cardServices(suites, upper),
    async transportKeyFor(suite, publicKey) {
      if (!sm2.isPoint(publicKey))
        throw new HsmError('request-malformed', 'the public key is no point of the SM2 curve')
      const root = rootOf(suite, transportVersion)
      const enciphered = sm2.encrypt(publicKey, root, random)
      root.fill(0)
      return enciphered
    },
    async psamKeys(id, version, area, transportKey) {
      const suite = suites[id]
      const root = rootOf(id, version)
      const keys = psamKeys(suite, root, version, area)
      root.fill(0)
      return keys
        .filter(({ usage }) => usage >> 4 !== nationalLevel)
        .map(({ key, ...named }) => {
          const enciphered = suite.encipher(transportKey, key)
          key.fill(0)
          return { ...named, suite: id, enciphered }
        })
    },
    async generate(suite, version) {
      const root = random(keyBytes)
      store.create(suite, version, root)
      root.fill(0)
    },
    async checkValues(id, version) {
      const suite = suites[id]
      const root = rootOf(id, version)
      const zero = new Uint8Array(suite.blockBytes)
      const check = (key: Uint8Array) => suite.encryptBlocks(key, zero).slice(0, 3).toHex().toUpperCase()
      if (version === transportVersion) return { transport: check(root) }
      const masters = masterKeys(suite, root)
      return Object.fromEntries(cardKeys.map(({ name }, index) => [name, check(masters[index] as Uint8Array)]))
    },
    async destroy(suite, version) {
      store.destroy(suite, version)
    },
    async close() {},
  }
}
