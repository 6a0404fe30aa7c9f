import type { Custodian } from '../kernel/custody/custodian.ts'

/** A detached JWS (RFC 7515 appendix F): the receiver puts the bytes back between the two points and verifies with any library. */
export function detachedSignature({ documents }: Pick<Custodian, 'documents'>, bytes: Uint8Array): string {
  // The key may be exchanged between the two questions; then its name is asked for once more.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const kid = documents.keys('reconciliation')[0]?.kid ?? ''
    const head = Buffer.from(JSON.stringify({ alg: 'ES256', kid })).toString('base64url')
    const signed = documents.sign('reconciliation', Buffer.from(`${head}.${Buffer.from(bytes).toString('base64url')}`))
    if (signed.kid === kid) return `${head}..${Buffer.from(signed.signature).toString('base64url')}`
  }
  throw new Error('the key of reconciliation changed twice')
}
