import { concat } from '../bytes/concat.ts'
import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import { sm2 } from '../cipher/sm2.ts'
import { cardKey, cardKeys } from '../key/card-key.ts'
import { checkChallenge, checkMessage, checkReplacement } from './check-request.ts'
import { type ChipHsm, HsmError, type HsmKey, type KeysToReplace, transportVersion } from './chip-hsm.ts'
import { cityKey, diversifyCards } from './diversify-cards.ts'
import { factorsAt, groupRequests } from './group-requests.ts'
import type { MasterKeyStore } from './master-key-store.ts'
import { masterKeys } from './master-keys.ts'
import { replaceKeysOfCard } from './replace-keys.ts'

const keyBytes = 16
const masterKeyName = 'SSSE/MK'

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

  /** The key above those of the cards: of the city, or the transport master. */
  const upperKey = ({ suite: id, version, key, area }: HsmKey): Uint8Array => {
    const root = rootOf(id, version)
    if (version === transportVersion) return root
    const masters = masterKeys(suites[id], root)
    root.fill(0)
    const upper = cityKey(suites[id], masters[cardKeys.indexOf(cardKey(key))] as Uint8Array, area)
    for (const master of masters) master.fill(0)
    return upper
  }

  /** Each request with the key of its card; requests of one key are diversified in one call. */
  function withCardKeys<Request extends HsmKey, Result>(
    requests: readonly Request[],
    use: (suite: ChipSuite, cardKey: Uint8Array, request: Request) => Result,
  ): readonly Result[] {
    const results = new Array<Result>(requests.length)
    for (const places of groupRequests(
      requests,
      ({ suite, version, key, area }) => `${suite}/${version}/${key}/${area}`,
    )) {
      const first = requests[places[0] as number] as Request
      const suite = suites[first.suite]
      const upper = upperKey(first)
      const keys = suite.diversify(upper, factorsAt(requests, places))
      upper.fill(0)
      places.forEach((place, index) => {
        const cardKey = keys.subarray(index * keyBytes, (index + 1) * keyBytes)
        results[place] = use(suite, cardKey, requests[place] as Request)
      })
      keys.fill(0)
    }
    return results
  }

  function replaceGroup(requests: readonly KeysToReplace[], places: readonly number[]) {
    const { suite: id, version, present, area } = requests[places[0] as number] as KeysToReplace
    const suite = suites[id]
    const factors = factorsAt(requests, places)
    const upper = upperKey({ suite: id, version: present, key: masterKeyName, area, factor: factors })
    const presents = suite.diversify(upper, factors)
    const root = rootOf(id, version)
    const keys = diversifyCards(suite, root, area, factors)
    const commands = places.map((_, index) => {
      const of = (bytes: Uint8Array) => bytes.subarray(index * keyBytes, (index + 1) * keyBytes)
      return replaceKeysOfCard(suite, of(presents), factors.subarray(index * 8, index * 8 + 8), version, keys.map(of))
    })
    for (const secret of [upper, presents, root, ...keys]) secret.fill(0)
    return commands
  }

  return {
    async internalAuthentication(requests) {
      requests.forEach(checkChallenge)
      return withCardKeys(requests, (suite, cardKey, { challenge, data }) => suite.cryptogram(cardKey, challenge, data))
    },
    async externalAuthentication(requests) {
      requests.forEach(checkChallenge)
      return withCardKeys(requests, (suite, cardKey, { challenge, data }) =>
        suite.externalData(cardKey, challenge, data),
      )
    },
    async secureMessage(requests) {
      requests.forEach(checkMessage)
      return withCardKeys(requests, (suite, cardKey, { challenge, header, plaintext, encipher }) => {
        const data = encipher ? suite.encipher(cardKey, plaintext) : plaintext
        return { data, mac: suite.mac(cardKey, challenge, concat(header, data)) }
      })
    },
    async replaceKeys(requests) {
      requests.forEach(checkReplacement)
      const results = new Array<readonly Uint8Array[]>(requests.length)
      const groups = groupRequests(
        requests,
        ({ suite, version, present, area }) => `${suite}/${version}/${present}/${area}`,
      )
      for (const places of groups)
        replaceGroup(requests, places).forEach((commands, index) => {
          results[places[index] as number] = commands
        })
      return results
    },
    async transportKeyFor(suite, publicKey) {
      if (!sm2.isPoint(publicKey))
        throw new HsmError('request-malformed', 'the public key is no point of the SM2 curve')
      const root = rootOf(suite, transportVersion)
      const enciphered = sm2.encrypt(publicKey, root, random)
      root.fill(0)
      return enciphered
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
