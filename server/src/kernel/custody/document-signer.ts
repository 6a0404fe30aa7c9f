import { createECDH, createPrivateKey, hkdfSync, type KeyObject, sign } from 'node:crypto'
import type { Key, KeyRing } from './key-ring.ts'

/** What the office signs for the eyes of others; each purpose has keys of its own, so that none can pass for another. */
export const documentPurposes = ['status-list', 'e-card', 'credential', 'reconciliation'] as const
export type DocumentPurpose = (typeof documentPurposes)[number]

/** A public key in the form of RFC 7517; `kid` is purpose and version, `status-list-1`. */
export interface DocumentKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly kid: string
  readonly alg: 'ES256'
  readonly use: 'sig'
}

/** Signs documents that outside parties verify without asking (RFC 7515, RFC 9052): ES256, the signature as r‖s. */
export interface DocumentSigner {
  sign(purpose: DocumentPurpose, bytes: Uint8Array): { readonly kid: string; readonly signature: Uint8Array }
  /** All versions that still exist, the one that signs first. */
  keys(purpose: DocumentPurpose): readonly DocumentKey[]
}

interface Pair {
  readonly privateKey: KeyObject
  readonly publicKey: DocumentKey
}

/** The key register's name of a purpose: `rotate` and `destroy` of the custodian take it. */
function documentKeyName(purpose: DocumentPurpose): string {
  return `document-${purpose}`
}

export function documentSigner(ring: KeyRing): DocumentSigner {
  const pairs = new Map<string, Pair>()

  const pairOf = (purpose: DocumentPurpose, key: Key): Pair => {
    const kid = `${purpose}-${key.version}`
    const known = pairs.get(kid)
    if (known !== undefined) return known
    const made = pairFrom(key.material, kid)
    pairs.set(kid, made)
    return made
  }

  // Another process may have rotated: what it signs with must stand among the public keys of this one, too.
  const newest = (purpose: DocumentPurpose): Key => {
    const name = documentKeyName(purpose)
    let key = ring.current(name)
    for (let next = ring.find(name, key.version + 1); next !== undefined; next = ring.find(name, key.version + 1))
      key = next
    return key
  }

  return {
    sign(purpose, bytes) {
      const { privateKey, publicKey } = pairOf(purpose, newest(purpose))
      const signature = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })
      return { kid: publicKey.kid, signature }
    },
    keys(purpose) {
      newest(purpose)
      return ring.versions(documentKeyName(purpose)).map((key) => pairOf(purpose, key).publicKey)
    },
  }
}

const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
/** 128 bits more than the curve has, so that the remainder is as good as evenly spread (FIPS 186-5, A.2.1). */
const drawnBytes = 48

/** The key pair that follows from the random bytes in the key ring. */
function pairFrom(material: Uint8Array, kid: string): Pair {
  const drawn = Buffer.from(hkdfSync('sha256', material, new Uint8Array(), 'yika document signature', drawnBytes))
  const scalar = (BigInt(`0x${drawn.toString('hex')}`) % (curveOrder - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)]
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  const privateKey = createPrivateKey({ key: { ...jwk, d: d.toString('base64url') }, format: 'jwk' })
  return { privateKey, publicKey: { ...jwk, kid, alg: 'ES256', use: 'sig' } }
}
