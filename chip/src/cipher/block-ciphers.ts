export type Direction = 'encrypt' | 'decrypt'

/** The primitives of the runtime on which both suites stand; whole blocks in, as many out, no chaining and no padding (ECB). */
export interface BlockCiphers {
  /** Two-key triple DES; 16-byte key, 8-byte blocks. */
  tripleDes(key: Uint8Array, blocks: Uint8Array, direction: Direction): Uint8Array
  /** SM4 (GB/T 32907); 16-byte key, 16-byte blocks. */
  sm4(key: Uint8Array, blocks: Uint8Array, direction: Direction): Uint8Array
}
