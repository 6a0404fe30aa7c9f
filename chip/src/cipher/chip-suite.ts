export type ChipSuiteId = 'des' | 'sm'

/**
 * The algorithms of a generation of cards: `des` (triple DES) for specification 1.00 and 2.00, `sm` (SM4) for 3.00. A card key has 16
 * bytes, a factor, a challenge and authentication data have 8 in both.
 */
export interface ChipSuite {
  readonly id: ChipSuiteId
  /** How driver data name the algorithm. */
  readonly algorithm: '01' | '03'
  readonly blockBytes: 8 | 16
  /** The bare cipher over whole blocks, each for itself: one call for as many as there are. */
  encryptBlocks(key: Uint8Array, blocks: Uint8Array): Uint8Array
  /** Keys one step below `key`, one of 16 bytes for each 8-byte factor, in one call of the cipher for all of them. */
  diversify(key: Uint8Array, factors: Uint8Array): Uint8Array
  /** What a card answers to INTERNAL AUTHENTICATE: 8 bytes (des) or 16 (sm). */
  cryptogram(cardKey: Uint8Array, challenge: Uint8Array, data: Uint8Array): Uint8Array
  /** The 16 data bytes of EXTERNAL AUTHENTICATE. */
  externalData(cardKey: Uint8Array, challenge: Uint8Array, data: Uint8Array): Uint8Array
  /** Whether the 16 bytes prove the key for this challenge. */
  acceptsExternal(cardKey: Uint8Array, challenge: Uint8Array, externalData: Uint8Array): boolean
  /** Four bytes over a message of any length, bound to a challenge (or to another value of 8 bytes). */
  mac(cardKey: Uint8Array, challenge: Uint8Array, message: Uint8Array): Uint8Array
  /** The same for many messages of one length: one call of the cipher for each block of their length, not of their number. */
  macs(cardKey: Uint8Array, challenge: Uint8Array, messages: readonly Uint8Array[]): readonly Uint8Array[]
  /** Pads with 80 00 … and encrypts. */
  encipher(cardKey: Uint8Array, plaintext: Uint8Array): Uint8Array
  /** Undefined if length or padding are wrong. */
  decipher(cardKey: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined
}
