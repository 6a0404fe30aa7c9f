import { sm2 as curve, kdf, sm3 as sm3Hex } from 'sm-crypto-v2'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'

/** The order of the group (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const scalarBytes = 32
const pointBytes = 65
const hashBytes = 32

export interface Sm2KeyPair {
  /** 32 bytes, 1 … n − 2. */
  readonly privateKey: Uint8Array
  /** 04 and two coordinates of 32 bytes. */
  readonly publicKey: Uint8Array
}

type Random = (length: number) => Uint8Array

const number = (bytes: Uint8Array): bigint => BigInt(`0x${bytes.toHex()}`)
const sm3 = (bytes: Uint8Array): Uint8Array => Uint8Array.fromHex(sm3Hex(bytes))

/** A number from 1 to n − 2, drawn again until it lies there: a remainder would not be equally likely. */
function scalar(random: Random): Uint8Array {
  for (;;) {
    const bytes = random(scalarBytes)
    const value = number(bytes)
    if (value >= 1n && value < order - 1n) return Uint8Array.from(bytes)
  }
}

function assertPrivateKey(privateKey: Uint8Array): void {
  const value = privateKey.length === scalarBytes ? number(privateKey) : 0n
  if (value < 1n || value >= order - 1n) throw new RangeError('no private key of SM2')
}

function assertPoint(publicKey: Uint8Array): void {
  if (!isPoint(publicKey)) throw new RangeError('no point of the SM2 curve')
}

/** Whether the bytes are an uncompressed point of the curve. Compressed and hybrid forms are refused. */
function isPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== pointBytes || bytes[0] !== 0x04) return false
  try {
    return curve.verifyPublicKey(bytes.toHex())
  } catch {
    return false
  }
}

function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  assertPrivateKey(privateKey)
  return Uint8Array.fromHex(curve.getPublicKeyFromPrivateKey(privateKey.toHex()))
}

function keyPair(random: Random): Sm2KeyPair {
  const privateKey = scalar(random)
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

/** Z: what binds a signature to signer and curve; the identity is the default one, 1234567812345678. */
function identityHash(publicKey: Uint8Array): Uint8Array {
  assertPoint(publicKey)
  return Uint8Array.from(curve.getZ(publicKey.toHex()))
}

/** e: what is signed. */
function messageHash(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  return sm3(concat(identityHash(publicKey), message))
}

/** r and s, 32 bytes each. `random` gives k, which must never be the same for two messages. */
function sign(privateKey: Uint8Array, message: Uint8Array, random: Random): Uint8Array {
  const e = messageHash(publicKeyOf(privateKey), message)
  const k = scalar(random)
  const x1 = number(publicKeyOf(k).subarray(1, 33))
  const signature = curve.doSignature(e, privateKey.toHex(), { hash: false, pointPool: [{ k: number(k), x1 }] })
  k.fill(0)
  return Uint8Array.fromHex(signature)
}

/** Whether a signature of 64 bytes holds; wrong lengths, ranges and points are a no, never an error. */
function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isPoint(publicKey)) return false
  return verifyHash(publicKey, messageHash(publicKey, message), signature)
}

/** The same for a hash e that is known already. */
function verifyHash(publicKey: Uint8Array, e: Uint8Array, signature: Uint8Array): boolean {
  if (!isPoint(publicKey) || e.length !== hashBytes || signature.length !== 2 * scalarBytes) return false
  const parts = [number(signature.subarray(0, scalarBytes)), number(signature.subarray(scalarBytes))]
  if (parts.some((part) => part < 1n || part >= order)) return false
  return curve.doVerifySignature(e, signature.toHex(), publicKey.toHex(), { hash: false })
}

/** C1 (65 bytes), C3 (32), C2 (as long as the plaintext, which may not be empty). */
function encrypt(publicKey: Uint8Array, plaintext: Uint8Array, random: Random): Uint8Array {
  assertPoint(publicKey)
  if (plaintext.length === 0) throw new RangeError('SM2 encrypts at least one byte')
  for (;;) {
    const k = scalar(random)
    const shared = sharedPoint(k, publicKey)
    const mask = kdf(shared, plaintext.length)
    const c1 = publicKeyOf(k)
    k.fill(0)
    // The standard asks for another k where the mask is all zeros: the ciphertext would be the plaintext.
    if (mask.every((byte) => byte === 0)) continue
    return concat(c1, integrity(shared, plaintext), added(plaintext, mask))
  }
}

/** Undefined if the bytes were not encrypted for this key or were changed. */
function decrypt(privateKey: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  assertPrivateKey(privateKey)
  const c1 = ciphertext.slice(0, pointBytes)
  if (ciphertext.length <= pointBytes + hashBytes || !isPoint(c1)) return undefined
  const [c3, c2] = [
    ciphertext.subarray(pointBytes, pointBytes + hashBytes),
    ciphertext.subarray(pointBytes + hashBytes),
  ]
  const shared = sharedPoint(privateKey, c1)
  const mask = kdf(shared, c2.length)
  if (mask.every((byte) => byte === 0)) return undefined
  const plaintext = added(c2, mask)
  return equalBytes(integrity(shared, plaintext), c3) ? plaintext : undefined
}

/** x2 and y2, 32 bytes each. */
function sharedPoint(factor: Uint8Array, point: Uint8Array): Uint8Array {
  return curve.ecdh(factor.toHex(), point.toHex(), false).slice(1)
}

function integrity(shared: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return sm3(concat(shared.subarray(0, scalarBytes), plaintext, shared.subarray(scalarBytes)))
}

function added(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] as number))
}

/**
 * SM2 (GB/T 32918) with every choice made here and nowhere else: the default identity, hashing on, signatures as r ‖ s, ciphertexts as
 * C1 C3 C2, points uncompressed. The library does the arithmetic of the curve; ranges, lengths and points are checked here, because it
 * leaves them out. Chance comes from the caller: with k given, the annexes of the standard are met to the byte.
 */
export const sm2 = {
  keyPair,
  publicKeyOf,
  isPoint,
  identityHash,
  messageHash,
  sign,
  verify,
  verifyHash,
  encrypt,
  decrypt,
} as const
