import type { DocumentSigner } from '../kernel/custody/document-signer.ts'
import { pointOf } from '../kernel/custody/verify-es256.ts'

const prefix = 'e-card-'

/** The office's public keys by version as x‖y; undefined where there is none. A key that was found is not looked for again. */
export function issuerKeys(documents: DocumentSigner): (keyVersion: number) => Uint8Array | undefined {
  const found = new Map<number, Uint8Array>()
  return (keyVersion) => {
    const known = found.get(keyVersion)
    if (known !== undefined) return known
    const key = documents.keys('e-card').find(({ kid }) => kid === `${prefix}${keyVersion}`)
    const point = key === undefined ? undefined : pointOf(key)
    if (point !== undefined) found.set(keyVersion, point)
    return point
  }
}

/** Signs a binding with the newest key and says which that is, as a code can carry it. */
export function signBinding(documents: DocumentSigner, bytes: Uint8Array) {
  const { kid, signature } = documents.sign('e-card', bytes)
  return { keyVersion: Number(kid.slice(prefix.length)), signature }
}
