/**
 * RFC 4648 base32 without padding: capital letters and digits alone, so that a QR code packs it in its alphanumeric mode and nothing on
 * the way trims, escapes or re-codes it.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const placeOf = new Map([...alphabet].map((letter, value) => [letter, value]))

export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(held << (5 - bits)) & 31]
}

/** Undefined for everything but the one text that `toBase32` makes of the bytes. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of text) {
    const value = placeOf.get(letter)
    if (value === undefined) return undefined
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 0xff
    at += 1
  }
  const leftOver = held & ((1 << bits) - 1)
  return bits < 5 && leftOver === 0 ? bytes : undefined
}
