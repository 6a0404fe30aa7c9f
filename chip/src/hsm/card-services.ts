import { concat } from '../bytes/concat.ts'
import type { ChipSuite, ChipSuiteId } from '../cipher/chip-suite.ts'
import { checkChallenge, checkMessage, checkReplacement } from './check-request.ts'
import type { ChipHsm, HsmKey, KeysToReplace } from './chip-hsm.ts'
import { factorsAt, groupRequests } from './group-requests.ts'
import { replaceKeysOfCard } from './replace-keys.ts'

const keyBytes = 16

/** The upper keys, wherever they lie: what comes out of them is the keys of cards, 16 bytes for each factor. */
export interface UpperKeys {
  cardKeys(of: Omit<HsmKey, 'factor'>, factors: Uint8Array): Uint8Array
  /** For each of `cardKeys` in key/card-key.ts. Never of the transport version. */
  allCardKeys(of: Omit<HsmKey, 'factor' | 'key'>, factors: Uint8Array): readonly Uint8Array[]
}

type CardServices = Pick<ChipHsm, 'internalAuthentication' | 'externalAuthentication' | 'secureMessage' | 'replaceKeys'>

/** The services that need no more than the key of a card. Requests of one key are diversified together; the keys are cleared after use. */
export function cardServices(suites: Readonly<Record<ChipSuiteId, ChipSuite>>, upper: UpperKeys): CardServices {
  function withCardKeys<Request extends HsmKey, Result>(
    requests: readonly Request[],
    use: (suite: ChipSuite, cardKey: Uint8Array, request: Request) => Result,
  ): readonly Result[] {
    const results = new Array<Result>(requests.length)
    for (const places of groupRequests(requests, ({ suite, version, key, area }) =>
      [suite, version, key, area].join(' '),
    )) {
      const first = requests[places[0] as number] as Request
      const keys = upper.cardKeys(first, factorsAt(requests, places))
      places.forEach((place, index) => {
        results[place] = use(suites[first.suite], keyAt(keys, index), requests[place] as Request)
      })
      keys.fill(0)
    }
    return results
  }

  function replaceGroup(requests: readonly KeysToReplace[], places: readonly number[]) {
    const { suite, version, present, area } = requests[places[0] as number] as KeysToReplace
    const factors = factorsAt(requests, places)
    const presents = upper.cardKeys({ suite, version: present, key: 'SSSE/MK', area }, factors)
    const keys = upper.allCardKeys({ suite, version, area }, factors)
    const commands = places.map((_, index) => {
      const factor = factors.subarray(index * 8, (index + 1) * 8)
      const fresh = keys.map((ofAll) => keyAt(ofAll, index))
      return replaceKeysOfCard(suites[suite], keyAt(presents, index), factor, version, fresh)
    })
    for (const secret of [presents, ...keys]) secret.fill(0)
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
      for (const places of groupRequests(requests, ({ suite, version, present, area }) =>
        [suite, version, present, area].join(' '),
      ))
        for (const [index, commands] of replaceGroup(requests, places).entries())
          results[places[index] as number] = commands
      return results
    },
  }
}

function keyAt(keys: Uint8Array, index: number): Uint8Array {
  return keys.subarray(index * keyBytes, (index + 1) * keyBytes)
}
