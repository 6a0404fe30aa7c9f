/**
 * The value of a tag of one byte directly in BER-TLV bytes, as the bank's side answers (EMV); undefined if it is not there or the bytes
 * are cut short. Lengths of up to 255 bytes are read, no answer of a short command has more.
 */
export function berValue(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  let offset = 0
  while (offset < bytes.length) {
    const tag = bytes[offset] as number
    offset += 1
    if ((tag & 0x1f) === 0x1f) {
      while (((bytes[offset] ?? 0) & 0x80) !== 0) offset += 1
      offset += 1
    }
    let length = bytes[offset]
    offset += 1
    if (length === 0x81) {
      length = bytes[offset]
      offset += 1
    } else if (length !== undefined && length >= 0x80) return undefined
    if (length === undefined || offset + length > bytes.length) return undefined
    if (tag === wanted) return bytes.subarray(offset, offset + length)
    offset += length
  }
  return undefined
}
