/**
 * The value of a tag in the data of the bank's application (BER-TLV as EMV uses it: tags of one or two bytes, lengths up to 65,535),
 * at any depth; undefined if it is not there or the data are broken before it.
 */
export function findTag(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  let offset = 0
  while (offset < bytes.length) {
    const first = bytes[offset] as number
    const long = (first & 0x1f) === 0x1f
    const tag = long ? (first << 8) | (bytes[offset + 1] ?? 0) : first
    offset += long ? 2 : 1
    const size = lengthAt(bytes, offset)
    if (size === undefined || size.end + size.length > bytes.length) return undefined
    const value = bytes.subarray(size.end, size.end + size.length)
    if (tag === wanted) return value
    const within = first & 0x20 ? findTag(value, wanted) : undefined
    if (within !== undefined) return within
    offset = size.end + size.length
  }
  return undefined
}

function lengthAt(bytes: Uint8Array, offset: number): { readonly length: number; readonly end: number } | undefined {
  const [first, second, third] = bytes.subarray(offset, offset + 3)
  if (first === undefined) return undefined
  if (first < 0x80) return { length: first, end: offset + 1 }
  if (first === 0x81 && second !== undefined) return { length: second, end: offset + 2 }
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { length: (second << 8) | third, end: offset + 3 }
  return undefined
}
