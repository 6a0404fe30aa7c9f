/** Statuses packed into bytes, the first in the lowest bits (IETF Token Status List, section 4.1). */
export type StatusWidth = 1 | 2 | 4 | 8

/** A card has two bits. */
export const cardStatusWidth = 2

/** One list holds so many cards: 256 KiB of bits, two dozen kilobytes when it travels. */
export const placesPerShard = 2 ** 20
export const bytesPerShard = (placesPerShard * cardStatusWidth) / 8

export function statusAt(bits: Uint8Array, place: number, width: StatusWidth = cardStatusWidth): number {
  const at = place * width
  return ((bits[at >>> 3] as number) >>> (at & 7)) & ((1 << width) - 1)
}

export function setStatus(bits: Uint8Array, place: number, status: number, width: StatusWidth = cardStatusWidth): void {
  const at = place * width
  const mask = ((1 << width) - 1) << (at & 7)
  bits[at >>> 3] = ((bits[at >>> 3] as number) & ~mask) | ((status << (at & 7)) & mask)
}

/** A list in which no card was ever enabled: a place that nobody has yet opens nothing. */
export function emptyShard(): Uint8Array {
  return new Uint8Array(bytesPerShard).fill(0xff)
}
