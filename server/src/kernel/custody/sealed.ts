import { suiteByNumber } from './choose-suite.ts'
import { type CipherSuite, suiteNumbers } from './suite.ts'

const headBytes = 3

/** suite number (1) · key version (2, big endian) · iv · ciphertext · tag; the lengths of iv and tag follow from the suite. */
export interface Sealed {
  readonly suite: CipherSuite
  readonly keyVersion: number
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

/** The only reader of the format; `undefined` for everything that is not one. */
export function parseSealed(bytes: Uint8Array): Sealed | undefined {
  const suite = suiteByNumber(bytes[0] ?? 0)
  if (suite === undefined || bytes.length < headBytes + suite.ivBytes + suite.tagBytes) return undefined
  const keyVersion = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)
  if (keyVersion === 0) return undefined
  const body = headBytes + suite.ivBytes
  return {
    suite,
    keyVersion,
    iv: bytes.subarray(headBytes, body),
    ciphertext: bytes.subarray(body, bytes.length - suite.tagBytes),
    tag: bytes.subarray(bytes.length - suite.tagBytes),
  }
}

export function sealedHead(suite: CipherSuite, keyVersion: number): Uint8Array {
  return Uint8Array.of(suiteNumbers[suite.id], keyVersion >> 8, keyVersion & 0xff)
}
