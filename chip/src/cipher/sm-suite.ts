import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { BlockCiphers } from './block-ciphers.ts'
import type { ChipSuite } from './chip-suite.ts'
import { cmacs } from './cmac.ts'
import { factorPairs } from './factor-pairs.ts'
import { pad, unpad } from './padding.ts'

const blockBytes = 16

/**
 * The third generation, SM4. Simulated: how cryptogram, MAC and enciphered data are built on the cipher is not public, see
 * chip/SIMULATED.md; that they have 16 bytes in EXTERNAL AUTHENTICATE is.
 */
export function smSuite({ sm4 }: Pick<BlockCiphers, 'sm4'>): ChipSuite {
  const cryptogram = (cardKey: Uint8Array, challenge: Uint8Array, data: Uint8Array): Uint8Array =>
    sm4(cardKey, concat(challenge, data), 'encrypt')

  const macs = (cardKey: Uint8Array, challenge: Uint8Array, messages: readonly Uint8Array[]): readonly Uint8Array[] =>
    cmacs(
      (blocks) => sm4(cardKey, blocks, 'encrypt'),
      messages.map((message) => concat(challenge, message)),
    ).map((mac) => mac.slice(0, 4))

  return {
    id: 'sm',
    algorithm: '03',
    blockBytes,
    encryptBlocks: (key, blocks) => sm4(key, blocks, 'encrypt'),
    diversify: (key, factors) => sm4(key, factorPairs(factors), 'encrypt'),
    cryptogram,
    externalData: cryptogram,
    acceptsExternal: (cardKey, challenge, external) =>
      external.length === blockBytes && equalBytes(sm4(cardKey, external, 'decrypt').subarray(0, 8), challenge),
    mac: (cardKey, challenge, message) => macs(cardKey, challenge, [message])[0] as Uint8Array,
    macs,
    encipher: (cardKey, plaintext) => sm4(cardKey, pad(plaintext, blockBytes), 'encrypt'),
    decipher: (cardKey, ciphertext) =>
      ciphertext.length === 0 || ciphertext.length % blockBytes !== 0
        ? undefined
        : unpad(sm4(cardKey, ciphertext, 'decrypt')),
  }
}
