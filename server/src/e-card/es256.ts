import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** A point on P-256 as x‖y; undefined when the coordinates are not those of a point of the curve. */
export function pointOf({ x, y }: { readonly x: string; readonly y: string }): Uint8Array | undefined {
  const point = Uint8Array.from(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]))
  return keyOf(point) === undefined ? undefined : point
}

/** Whether the key x‖y made the signature r‖s over the bytes (RFC 7518, ES256). */
export function verifyEs256(point: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = keyOf(point)
  return key !== undefined && verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

function keyOf(point: Uint8Array): KeyObject | undefined {
  if (point.length !== 64) return undefined
  const bytes = Buffer.from(point)
  const [x, y] = [bytes.toString('base64url', 0, 32), bytes.toString('base64url', 32)]
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}
