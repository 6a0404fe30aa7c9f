import { type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { type Device, proofToSign } from '@yika/core/e-card/device-code.ts'
import { base64url } from '../../client/base64url.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** A key that can sign and cannot leave: not even this page can read the private half. */
export async function newTelephoneKey(): Promise<{
  readonly key: CryptoKey
  readonly point: { x: string; y: string }
}> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { key: privateKey, point: { x, y } }
}

export function deviceOf(key: CryptoKey): Device {
  return {
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithm, key, Uint8Array.from(bytes))),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  }
}

/** The members of `bind-device` and `renew-binding` which show that the key is in this telephone. */
export async function proofOf(
  key: CryptoKey,
  deed: 'bind' | 'renew',
  personId: string,
): Promise<{ readonly proofAt: Instant; readonly proof: string }> {
  const proofAt = instantOf(Date.now())
  return { proofAt, proof: base64url(await deviceOf(key).sign(proofToSign(deed, personId, proofAt))) }
}
