import { webcrypto } from 'node:crypto'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { fromBase32 } from '@yika/core/e-card/base32.ts'
import { type Device, makeCode, proofToSign } from '@yika/core/e-card/device-code.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export interface Telephone {
  readonly key: { readonly x: string; readonly y: string }
  /** The members of `bind-device` or `renew-binding` that prove the key. */
  proof(deed: 'bind' | 'renew', personId: string, at: Instant): Promise<{ proofAt: Instant; proof: string }>
  show(binding: string, serviceId: string, at: Instant): Promise<string>
}

/** A telephone as a page makes one: a key of WebCrypto that cannot be exported, and the functions of core over it. */
export async function telephone(): Promise<Telephone> {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', publicKey)
  const device: Device = {
    sign: async (bytes) => new Uint8Array(await webcrypto.subtle.sign(algorithm, privateKey, Uint8Array.from(bytes))),
    random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
  }
  return {
    key: { x, y },
    async proof(deed, personId, at) {
      const signature = await device.sign(proofToSign(deed, personId, at))
      return { proofAt: at, proof: Buffer.from(signature).toString('base64url') }
    },
    async show(text, serviceId, at) {
      const binding = fromBase32(text)
      if (binding === undefined) throw new Error('the office gave no binding')
      return makeCode({ binding, serviceId, at, lifetimeSeconds: 60 }, device)
    },
  }
}
