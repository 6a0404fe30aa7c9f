import type { PublicKey } from '@yika/core/access/system-client.ts'
import { sha256 } from '../kernel/custody/sha256.ts'

/** RFC 7638, section 3: by this a person at the device and one at the console see that they mean the same key. */
export function thumbprintOf({ crv, kty, x, y }: PublicKey): string {
  const members = kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }
  return sha256(Buffer.from(JSON.stringify(members))).toString('base64url')
}
