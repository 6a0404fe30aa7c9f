import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { BlockCiphers } from './block-ciphers.ts'
import type { ChipSuite } from './chip-suite.ts'
import { factorPairs } from './factor-pairs.ts'
import { pad, unpad } from './padding.ts'

const blockBytes = 8

/** The era of triple DES: diversification and cryptogram as published, MAC as in ISO/IEC 9797-1 algorithm 3. */
export function desSuite({ tripleDes }: Pick<BlockCiphers, 'tripleDes'>): ChipSuite {
  /** Single DES is triple DES with one key three times. */
  const des = (key: Uint8Array, block: Uint8Array) => tripleDes(concat(key, key), block, 'encrypt')

  const cryptogram = (cardKey: Uint8Array, challenge: Uint8Array, data: Uint8Array): Uint8Array =>
    des(tripleDes(cardKey, challenge, 'encrypt'), data)

  return {
    id: 'des',
    algorithm: '01',
    blockBytes,
    diversify: (key, factors) => tripleDes(key, factorPairs(factors), 'encrypt'),
    cryptogram,
    externalData: (cardKey, challenge, data) => concat(cryptogram(cardKey, challenge, data), data),
    acceptsExternal: (cardKey, challenge, external) =>
      external.length === 16 &&
      equalBytes(cryptogram(cardKey, challenge, external.subarray(8)), external.subarray(0, 8)),
    mac(cardKey, challenge, message) {
      const left = cardKey.subarray(0, 8)
      let state = challenge
      const padded = pad(message, blockBytes)
      const last = padded.length - blockBytes
      const added = (offset: number) => state.map((byte, index) => byte ^ (padded[offset + index] as number))
      for (let offset = 0; offset < last; offset += blockBytes) state = des(left, added(offset))
      return tripleDes(cardKey, added(last), 'encrypt').slice(0, 4)
    },
    encipher: (cardKey, plaintext) => tripleDes(cardKey, pad(plaintext, blockBytes), 'encrypt'),
    decipher: (cardKey, ciphertext) =>
      ciphertext.length === 0 || ciphertext.length % blockBytes !== 0
        ? undefined
        : unpad(tripleDes(cardKey, ciphertext, 'decrypt')),
  }
}
