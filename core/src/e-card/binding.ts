import { epochMs, type Instant, instantOf } from '../calendar/instant.ts'

/**
 * What the office says about one telephone: this key is that of a device to which the holder's e-card is bound, and the card behind it
 * stands at this place of the status list. It names nobody, holds for hours, and is worth nothing without the private key in the telephone.
 */
export interface Binding {
  /** The holder as a verifier sees them: a random name of the device, known to the office alone. */
  readonly deviceId: string
  /** The public point on P-256, x and y of 32 bytes each. */
  readonly deviceKey: Uint8Array
  /** Where the card's two bits are. */
  readonly shard: number
  readonly index: number
  readonly issuedAt: Instant
  readonly validUntil: Instant
}

/** The binding with the signature of the office; the number of the key says which of its keys. */
export interface SignedBinding extends Binding {
  readonly keyVersion: number
  /** What the office signed: the body behind words that no other document begins with. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** Layout of version 1: version, device, key, shard, index, from, until; then the number of the office's key and its signature. */
const layoutVersion = 1
const at = { device: 1, key: 17, shard: 81, index: 83, issued: 87, until: 91, keyVersion: 95, signature: 97 } as const
const bodyBytes = at.keyVersion
export const signatureBytes = 64
export const signedBindingBytes = at.signature + signatureBytes

const words = ascii('yika e-card binding\n')

/** The bytes that the office signs. */
export function bindingToSign(binding: Binding): Uint8Array {
  const body = new Uint8Array(bodyBytes)
  const view = new DataView(body.buffer)
  body[0] = layoutVersion
  body.set(uuidBytes(binding.deviceId), at.device)
  body.set(binding.deviceKey, at.key)
  view.setUint16(at.shard, binding.shard)
  view.setUint32(at.index, binding.index)
  view.setUint32(at.issued, seconds(binding.issuedAt))
  view.setUint32(at.until, seconds(binding.validUntil))
  return concat(words, body)
}

/** The binding as it travels: in the answer to the telephone and at the head of every code. */
export function signedBinding(signed: Uint8Array, keyVersion: number, signature: Uint8Array): Uint8Array {
  const bytes = concat(signed.subarray(words.length), new Uint8Array(at.signature - at.keyVersion), signature)
  new DataView(bytes.buffer).setUint16(at.keyVersion, keyVersion)
  return bytes
}

/** Undefined for bytes that are no binding of this layout; whether the office signed it is not asked here. */
export function readBinding(bytes: Uint8Array): SignedBinding | undefined {
  if (bytes.length !== signedBindingBytes || bytes[0] !== layoutVersion) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const issued = view.getUint32(at.issued)
  const until = view.getUint32(at.until)
  if (until <= issued) return undefined
  return {
    deviceId: uuidText(bytes.subarray(at.device, at.key)),
    deviceKey: bytes.slice(at.key, at.shard),
    shard: view.getUint16(at.shard),
    index: view.getUint32(at.index),
    issuedAt: instantOf(issued * 1000),
    validUntil: instantOf(until * 1000),
    keyVersion: view.getUint16(at.keyVersion),
    signed: concat(words, bytes.subarray(0, bodyBytes)),
    signature: bytes.slice(at.signature),
  }
}

/** Whole seconds since 1970; four bytes of them last until 2106. */
export function seconds(instant: Instant): number {
  return Math.floor(epochMs(instant) / 1000)
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function uuidBytes(uuid: string): Uint8Array {
  return Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function uuidText(bytes: Uint8Array): string {
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
