import { hash } from 'node:crypto'

/** FIPS 180-4, without a key: for the formats of others that name it. What identifies people is hashed under a key instead. */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer')
}
