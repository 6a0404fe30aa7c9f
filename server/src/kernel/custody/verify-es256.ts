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

/** RFC 5480: an uncompressed point on P-256 follows. */
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex')

/** Reading a key costs a quarter of using it; the office's own is the same array each time. */
const read = new WeakMap<Uint8Array, KeyObject>()

function keyOf(point: Uint8Array): KeyObject | undefined {
  const known = read.get(point)
  if (known !== undefined) return known
  if (point.length !== 64) return undefined
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiHead, point]), format: 'der', type: 'spki' })
    read.set(point, key)
    return key
  } catch {
    return undefined
  }
}
