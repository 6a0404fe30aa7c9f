import { sm3 } from '@yika/chip/node/sm3.ts'

/** A short name for everything that a proof covers. */
export function proofDigest(...parts: readonly (string | number)[]): string {
  return Buffer.from(sm3(Uint8Array.from(Buffer.from(JSON.stringify(parts))))).toString('base64url')
}
