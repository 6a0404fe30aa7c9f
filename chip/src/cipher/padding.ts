/** ISO/IEC 7816-4: 80, then zeros to the end of the block; never nothing. */
export function pad(message: Uint8Array, blockBytes: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(message.length / blockBytes) + 1) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  return padded
}

export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0)
  return end >= 0 && padded[end] === 0x80 ? padded.slice(0, end) : undefined
}
