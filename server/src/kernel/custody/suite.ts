/** Written into every sealed value; a number is never given to another construction. */
export const suiteNumbers = { 'sm-ctr-hmac': 1, 'sm-gcm': 2, international: 3 } as const

export type SuiteId = keyof typeof suiteNumbers

/**
 * What the custodian needs of a family of algorithms. A key belongs to one suite from birth to destruction, so a changed
 * configuration concerns new keys only and everything written before stays readable.
 */
export interface CipherSuite {
  readonly id: SuiteId
  /** Length of a sealing key; a MAC key has 32 bytes in every suite. */
  readonly keyBytes: number
  readonly ivBytes: number
  readonly tagBytes: number
  hash(data: Uint8Array): Buffer
  mac(key: Uint8Array, data: Uint8Array | string): Buffer
  /** Writes iv, ciphertext and tag into a buffer that begins with `head`; `context` is authenticated, not stored. */
  seal(key: Uint8Array, context: Uint8Array, plaintext: Uint8Array, head: Uint8Array): Buffer
  /** `undefined` when the tag does not fit the key, the context and the ciphertext. */
  open(
    key: Uint8Array,
    context: Uint8Array,
    iv: Uint8Array,
    ciphertext: Uint8Array,
    tag: Uint8Array,
  ): Buffer | undefined
  /** One published vector of every primitive of the suite; a text names the first that fails. */
  selfTest(): string | undefined
}
