import { toBcd } from '../bytes/bcd.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'

/** 卡识别码: area, application provider, serial, check; as 32 hexadecimal digits in the register, as 16 bytes on the card. */
export interface IdentificationCode {
  /** Six digits of the issuing area. */
  readonly area: string
  /** The last four historical bytes. */
  readonly serial: Uint8Array
  readonly check: Uint8Array
}

const provider = Uint8Array.fromHex('D156000005')
const bodyBytes = 12

/**
 * The check bytes' own place in the MAC, where a challenge would stand. A key machine makes them by its service 245 (nothing enciphered,
 * header = body, plaintext empty, challenge = this).
 */
export const noChallenge: Uint8Array = new Uint8Array(8)

/** The twelve bytes that the check bytes cover; undefined if area or serial have another length. */
export function identificationBody(area: string, serial: Uint8Array): Uint8Array | undefined {
  if (!/^\d{6}$/.test(area) || serial.length !== 4) return undefined
  return concat(toBcd(area, 3) as Uint8Array, provider, serial)
}

/** Simulated: the ministry's computation is not public; here four bytes of the suite's MAC under a key of our own. */
export function identificationCheck(suite: ChipSuite, key: Uint8Array, body: Uint8Array): Uint8Array {
  return suite.mac(key, noChallenge, body)
}

export function identificationCode(body: Uint8Array, check: Uint8Array): string {
  return concat(body, check).toHex().toUpperCase()
}

/** Undefined if the digits do not follow the pattern; the check bytes are not looked at. */
export function parseIdentificationCode(code: string): IdentificationCode | undefined {
  if (!/^\d{6}D156000005[0-9A-F]{16}$/.test(code)) return undefined
  const bytes = Uint8Array.fromHex(code)
  return { area: code.slice(0, 6), serial: bytes.slice(8, bodyBytes), check: bytes.slice(bodyBytes) }
}

export function verifyIdentificationCode(suite: ChipSuite, key: Uint8Array, code: string): boolean {
  const parsed = parseIdentificationCode(code)
  if (parsed === undefined) return false
  return equalBytes(identificationCheck(suite, key, Uint8Array.fromHex(code).subarray(0, bodyBytes)), parsed.check)
}
