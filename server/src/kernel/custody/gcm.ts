import { type CipherGCMTypes, createCipheriv, createDecipheriv } from 'node:crypto'
import { fillInitialVector } from './initial-vector.ts'
import type { CipherSuite } from './suite.ts'

const ivBytes = 12
const tagBytes = 16

/** The runtime's type list does not know SM4-GCM yet, its OpenSSL does. */
export type GcmAlgorithm = CipherGCMTypes | 'sm4-gcm'

/** Galois/Counter Mode with a random 96-bit iv: at most 2^32 values for one key; a person's key seals dozens. */
export function gcm(algorithm: GcmAlgorithm): Pick<CipherSuite, 'ivBytes' | 'tagBytes' | 'seal' | 'open'> {
  const cipherName = algorithm as CipherGCMTypes
  return {
    ivBytes,
    tagBytes,
    seal(key, context, plaintext, head) {
      const sealed = Buffer.allocUnsafe(head.length + ivBytes + plaintext.length + tagBytes)
      sealed.set(head)
      const iv = sealed.subarray(head.length, head.length + ivBytes)
      fillInitialVector(iv)
      const cipher = createCipheriv(cipherName, key, iv, { authTagLength: tagBytes })
      cipher.setAAD(context)
      sealed.set(cipher.update(plaintext), head.length + ivBytes)
      cipher.final()
      sealed.set(cipher.getAuthTag(), sealed.length - tagBytes)
      return sealed
    },
    open(key, context, iv, ciphertext, tag) {
      const decipher = createDecipheriv(cipherName, key, iv, { authTagLength: tagBytes })
      decipher.setAAD(context)
      decipher.setAuthTag(tag)
      const plaintext = decipher.update(ciphertext)
      try {
        decipher.final()
      } catch {
        plaintext.fill(0)
        return undefined
      }
      return plaintext
    },
  }
}

/** Encrypts a published vector, iv given; `undefined` when the runtime does not have the algorithm. */
export function gcmVector(
  algorithm: GcmAlgorithm,
  vector: { readonly key: string; readonly iv: string; readonly aad: string; readonly plaintext: string },
): string | undefined {
  try {
    const cipher = createCipheriv(
      algorithm as CipherGCMTypes,
      Buffer.from(vector.key, 'hex'),
      Buffer.from(vector.iv, 'hex'),
      { authTagLength: tagBytes },
    )
    cipher.setAAD(Buffer.from(vector.aad, 'hex'))
    const ciphertext = cipher.update(vector.plaintext, 'hex', 'hex') + cipher.final('hex')
    return ciphertext + cipher.getAuthTag().toString('hex')
  } catch {
    return undefined
  }
}
