import type { DocumentSigner } from '../kernel/custody/document-signer.ts'
import { pointOf } from './es256.ts'

const named = /^e-card-(\d{1,5})$/

/** The office's public key of a version as x‖y; undefined when there is none. */
export function issuerKey(documents: DocumentSigner, keyVersion: number): Uint8Array | undefined {
  const key = documents.keys('e-card').find(({ kid }) => kid === `e-card-${keyVersion}`)
  return key === undefined ? undefined : pointOf(key)
}

/** Signs a binding with the newest key and says which that is, as a code can carry it. */
export function signBinding(documents: DocumentSigner, bytes: Uint8Array) {
  const { kid, signature } = documents.sign('e-card', bytes)
  const version = named.exec(kid)?.[1]
  if (version === undefined) throw new Error(`a key of e-cards is called ${kid}`)
  return { keyVersion: Number(version), signature }
}
