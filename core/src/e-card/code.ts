import { type Instant, instantOf } from '../calendar/instant.ts'
import { fromBase32, toBase32 } from './base32.ts'
import {
  ascii,
  concat,
  hexOf,
  readBinding,
  type SignedBinding,
  seconds,
  signatureBytes,
  signedBindingBytes,
} from './binding.ts'

/**
 * What the telephone shows as a QR code: the binding that the office signed and, signed by the telephone itself, a part for one use — when
 * it was made, for how many seconds it counts, for which service, and its random name. The layout is fixed: there is one way to write a
 * code and one to read it.
 */
export interface Code {
  readonly binding: SignedBinding
  /** 12 random bytes, hexadecimal: a code counts once under this name. */
  readonly id: string
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  /** The service of the catalogue that the holder chose to open. */
  readonly serviceId: string
  /** What the telephone signed: the binding and the part for one use, behind words that nothing else begins with. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** The part for one use, before it is signed. */
export interface OneTime {
  readonly id: Uint8Array
  readonly issuedAt: Instant
  /** 1 to 65535. */
  readonly lifetimeSeconds: number
  readonly serviceId: string
}

/** Tells our code from whatever else a camera sees. */
export const codePrefix = 'YIKA1:'
export const idBytes = 12
const at = { id: 0, issued: 12, lifetime: 16, service: 18 } as const
const serviceForm = /^[a-z0-9-]{1,40}$/
const words = ascii('yika e-card code\n')

/** The bytes that the telephone signs; `binding` is the signed binding as it travels. */
export function codeToSign(binding: Uint8Array, oneTime: OneTime): Uint8Array {
  const part = new Uint8Array(at.service)
  const view = new DataView(part.buffer)
  part.set(oneTime.id, at.id)
  view.setUint32(at.issued, seconds(oneTime.issuedAt))
  view.setUint16(at.lifetime, oneTime.lifetimeSeconds)
  return concat(words, binding, part, ascii(oneTime.serviceId))
}

/** What stands in the QR code. */
export function encodeCode(signed: Uint8Array, signature: Uint8Array): string {
  return codePrefix + toBase32(concat(signed.subarray(words.length), signature))
}

/** Undefined for everything that is no code of this layout; who signed it is asked by `checkCode`. */
export function decodeCode(text: string): Code | undefined {
  const bytes = text.startsWith(codePrefix) ? fromBase32(text.slice(codePrefix.length)) : undefined
  const least = signedBindingBytes + at.service + 1 + signatureBytes
  if (bytes === undefined || bytes.length < least) return undefined
  const binding = readBinding(bytes.subarray(0, signedBindingBytes))
  const part = bytes.subarray(signedBindingBytes, bytes.length - signatureBytes)
  const serviceId = String.fromCharCode(...part.subarray(at.service, at.service + 41))
  const view = new DataView(part.buffer, part.byteOffset, part.length)
  const issued = view.getUint32(at.issued)
  const lifetime = view.getUint16(at.lifetime)
  if (binding === undefined || lifetime === 0 || !serviceForm.test(serviceId)) return undefined
  return {
    binding,
    id: hexOf(part.subarray(at.id, at.issued)),
    issuedAt: instantOf(issued * 1000),
    expiresAt: instantOf((issued + lifetime) * 1000),
    serviceId,
    signed: concat(words, bytes.subarray(0, bytes.length - signatureBytes)),
    signature: bytes.slice(bytes.length - signatureBytes),
  }
}
