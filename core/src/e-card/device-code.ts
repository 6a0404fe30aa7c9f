import type { Instant } from '../calendar/instant.ts'
import { ascii, concat, seconds, uuidBytes } from './binding.ts'
import { codeToSign, encodeCode, idBytes } from './code.ts'

/**
 * What the telephone does by itself, without the network; a page gives it WebCrypto as values. `sign` is
 * `crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes)` with a private key that cannot be exported.
 */
export interface Device {
  sign(bytes: Uint8Array): Promise<Uint8Array>
  /** `crypto.getRandomValues` on that many bytes. */
  random(length: number): Uint8Array
}

export interface ShowCode {
  /** The signed binding of this telephone, as `renew-binding` gave it. */
  readonly binding: Uint8Array
  readonly serviceId: string
  readonly at: Instant
  readonly lifetimeSeconds: number
}

/** Articles 2 and 9: the text of a QR code for one use at one service. */
export async function makeCode({ binding, serviceId, at, lifetimeSeconds }: ShowCode, device: Device): Promise<string> {
  const signed = codeToSign(binding, { id: device.random(idBytes), issuedAt: at, lifetimeSeconds, serviceId })
  return encodeCode(signed, await device.sign(signed))
}

/** What the telephone signs to show that its key is still in it, when it is bound and when the binding is renewed. */
export function proofToSign(deed: 'bind' | 'renew', personId: string, at: Instant): Uint8Array {
  const time = new Uint8Array(4)
  new DataView(time.buffer).setUint32(0, seconds(at))
  return concat(ascii(`yika e-card ${deed}\n`), uuidBytes(personId), time)
}
