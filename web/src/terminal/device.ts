import { base64url } from '../client/base64url.ts'
import type { TerminalDatabase } from './database.ts'

/** This device: the name under which it signs in, and a key that cannot leave the browser. */
export interface Device {
  readonly terminalId: string
  readonly keys: CryptoKeyPair
  /** Whether the office has let it in once. */
  readonly admitted: boolean
}

/** The public half, as the register takes it (RFC 7517). */
export interface DeviceKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

export const terminalIdForm = /^[a-z][a-z0-9-]{1,39}$/

const place = 'this'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

export function knownDevice(database: TerminalDatabase): Promise<Device | undefined> {
  return database.get('device', place)
}

export async function enrolDevice(database: TerminalDatabase, terminalId: string): Promise<Device> {
  // Without this a browser that runs short of room may take the key away.
  await navigator.storage?.persist?.()
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const device = { terminalId, keys, admitted: false }
  await database.put('device', place, device)
  return device
}

export async function admitDevice(database: TerminalDatabase, device: Device): Promise<Device> {
  const admitted = { ...device, admitted: true }
  await database.put('device', place, admitted)
  return admitted
}

export async function publicKeyOf({ keys }: Device): Promise<DeviceKey> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** RFC 7638: by this both sides compare the key over the telephone. */
export async function fingerprint({ crv, kty, x, y }: DeviceKey): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export async function signAs({ keys }: Device, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, bytes))
}
