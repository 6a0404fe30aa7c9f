import { createHash } from 'node:crypto'
import type { PublicKey } from '@yika/core/access/system-client.ts'

/** RFC 7638, section 3: by this a person at the device and one at the console see that they mean the same key. */
export function thumbprintOf({ crv, kty, x, y }: PublicKey): string {
  const members = kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}
