import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { sm2 } from '@yika/chip/cipher/sm2.ts'
import type { SuiteFamily } from './choose-suite.ts'

/** How a family hands a content key to one recipient, and signs. Keys are raw bytes: points of SM2 uncompressed, others as RFC 8032 and 7748 have them. */
export interface EnvelopeAlgorithms {
  /** A key of `keyBytes` that only the recipient can find again, and what it needs for that. */
  wrap(recipient: Uint8Array, keyBytes: number): { readonly contentKey: Uint8Array; readonly wrapped: Uint8Array }
  unwrap(privateKey: Uint8Array, wrapped: Uint8Array, keyBytes: number): Uint8Array | undefined
  /** Of the private key of a recipient. */
  publicKeyOf(privateKey: Uint8Array): Uint8Array
  /** The signing key that follows from 32 random bytes. */
  signingKey(seed: Uint8Array): { readonly publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array }
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  readonly signatureBytes: 64
}

const sm: EnvelopeAlgorithms = {
  wrap(recipient, keyBytes) {
    const contentKey = randomBytes(keyBytes)
    return { contentKey, wrapped: sm2.encrypt(recipient, contentKey, randomBytes) }
  },
  unwrap(privateKey, wrapped, keyBytes) {
    const contentKey = sm2.decrypt(privateKey, wrapped)
    return contentKey?.length === keyBytes ? contentKey : undefined
  },
  publicKeyOf: (privateKey) => sm2.publicKeyOf(privateKey),
  signingKey(seed) {
    // The curve takes a number in its range: nearly every seed is one, the next one follows from it by hashing.
    let drawn = 0
    const draw = (length: number) =>
      new Uint8Array(hkdfSync('sm3', seed, new Uint8Array(), `envelope signature ${drawn++}`, length))
    const { privateKey, publicKey } = sm2.keyPair(draw)
    return { publicKey, sign: (message) => sm2.sign(privateKey, message, randomBytes) }
  },
  verify: (publicKey, message, signature) => sm2.verify(publicKey, message, signature),
  signatureBytes: 64,
}

const pkcs8 = { x25519: '302e020100300506032b656e04220420', ed25519: '302e020100300506032b657004220420' } as const
const curves = { x25519: 'X25519', ed25519: 'Ed25519' } as const
type Curve = keyof typeof curves

function privateKeyFrom(curve: Curve, raw: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(pkcs8[curve], 'hex'), raw])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

function publicKeyFrom(curve: Curve, raw: Uint8Array): KeyObject {
  const jwk = { kty: 'OKP', crv: curves[curve], x: Buffer.from(raw).toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

function rawPublic(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return Buffer.from((publicKey.export({ format: 'jwk' }) as { x: string }).x, 'base64url')
}

/** Ephemeral and recipient key are bound into the derivation, so that neither can be exchanged. */
function agreed(shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, keyBytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), 'yika envelope', keyBytes))
}

const rawKeyBytes = 32

const international: EnvelopeAlgorithms = {
  wrap(recipient, keyBytes) {
    const { privateKey, publicKey } = generateKeyPairSync('x25519')
    const wrapped = rawPublic(publicKey)
    const shared = diffieHellman({ privateKey, publicKey: publicKeyFrom('x25519', recipient) })
    return { contentKey: agreed(shared, wrapped, recipient, keyBytes), wrapped }
  },
  unwrap(raw, wrapped, keyBytes) {
    if (wrapped.length !== rawKeyBytes) return undefined
    const privateKey = privateKeyFrom('x25519', raw)
    try {
      const shared = diffieHellman({ privateKey, publicKey: publicKeyFrom('x25519', wrapped) })
      return agreed(shared, wrapped, rawPublic(privateKey), keyBytes)
    } catch {
      // A point of low order agrees with everybody: OpenSSL refuses it.
      return undefined
    }
  },
  publicKeyOf: (raw) => rawPublic(privateKeyFrom('x25519', raw)),
  signingKey(seed) {
    const key = privateKeyFrom('ed25519', seed)
    return { publicKey: rawPublic(key), sign: (message) => sign(null, message, key) }
  },
  verify: (publicKey, message, signature) =>
    publicKey.length === rawKeyBytes && verify(null, message, publicKeyFrom('ed25519', publicKey), signature),
  signatureBytes: 64,
}

export const envelopeAlgorithms: Readonly<Record<SuiteFamily, EnvelopeAlgorithms>> = { sm, international }
