import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { addedColumn } from './added-column.ts'
import type { BlockCiphers } from './block-ciphers.ts'
import type { ChipSuite } from './chip-suite.ts'
import { factorPairs } from './factor-pairs.ts'
import { pad, unpad } from './padding.ts'

const blockBytes = 8

/** The era of triple DES: diversification and cryptogram as published, MAC as in ISO/IEC 9797-1 algorithm 3. */
export function desSuite({ tripleDes }: Pick<BlockCiphers, 'tripleDes'>): ChipSuite {
  /** Single DES is triple DES with one key three times. */
  const des = (key: Uint8Array, blocks: Uint8Array) => tripleDes(concat(key, key), blocks, 'encrypt')

  const cryptogram = (cardKey: Uint8Array, challenge: Uint8Array, data: Uint8Array): Uint8Array =>
    des(tripleDes(cardKey, challenge, 'encrypt'), data)

  /** All messages go forward together, a block of each at a time. */
  const macs = (cardKey: Uint8Array, challenge: Uint8Array, messages: readonly Uint8Array[]): readonly Uint8Array[] => {
    const padded = messages.map((message) => pad(message, blockBytes))
    const last = (padded[0]?.length ?? 0) - blockBytes
    const left = cardKey.subarray(0, blockBytes)
    let state = concat(...padded.map(() => challenge))
    const added = (offset: number) => addedColumn(state, padded, offset, blockBytes)
    for (let offset = 0; offset < last; offset += blockBytes) state = des(left, added(offset))
    const ends = tripleDes(cardKey, added(last), 'encrypt')
    return padded.map((_, index) => ends.slice(index * blockBytes, index * blockBytes + 4))
  }

  return {
    id: 'des',
    algorithm: '01',
    blockBytes,
    encryptBlocks: (key, blocks) => tripleDes(key, blocks, 'encrypt'),
    diversify: (key, factors) => tripleDes(key, factorPairs(factors), 'encrypt'),
    cryptogram,
    externalData: (cardKey, challenge, data) => concat(cryptogram(cardKey, challenge, data), data),
    acceptsExternal: (cardKey, challenge, external) =>
      external.length === 16 &&
      equalBytes(cryptogram(cardKey, challenge, external.subarray(8)), external.subarray(0, 8)),
    mac: (cardKey, challenge, message) => macs(cardKey, challenge, [message])[0] as Uint8Array,
    macs,
    encipher: (cardKey, plaintext) => tripleDes(cardKey, pad(plaintext, blockBytes), 'encrypt'),
    decipher: (cardKey, ciphertext) =>
      ciphertext.length === 0 || ciphertext.length % blockBytes !== 0
        ? undefined
        : unpad(tripleDes(cardKey, ciphertext, 'decrypt')),
  }
}
