import { timingSafeEqual } from 'node:crypto'
import type { Key, KeyRing } from './key-ring.ts'

/**
 * Six digits are a million values: only the key protects the verifier, only the counter protects the card.
 * The value is a MAC under a key of the one card, so equal PINs of two cards look unequal and no PIN can be read back.
 */
export function pinVerifier(ring: KeyRing, cardId: string, pin: string): Uint8Array {
  const key = ring.current('pin')
  const verifier = Buffer.concat([Buffer.allocUnsafe(2), cardMac(key, cardId, pin)])
  verifier.writeUInt16BE(key.version)
  return verifier
}

/** Compared in constant time, inside the custodian. The caller has committed the used try before it asks. */
export function pinMatches(ring: KeyRing, cardId: string, pin: string, verifier: Uint8Array): boolean {
  if (verifier.length !== 34) return false
  const key = ring.version('pin', ((verifier[0] ?? 0) << 8) | (verifier[1] ?? 0))
  return timingSafeEqual(cardMac(key, cardId, pin), verifier.subarray(2))
}

function cardMac(key: Key, cardId: string, pin: string): Buffer {
  const cardKey = key.suite.mac(key.material, `pin|${key.version}|${cardId}`)
  const value = key.suite.mac(cardKey, pin)
  cardKey.fill(0)
  return value
}
