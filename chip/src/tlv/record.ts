/** What a linear file keeps: tag of one byte, length of one byte, value. */
export interface TlvRecord {
  readonly tag: number
  readonly value: Uint8Array
}

/** `value` of at most 255 bytes. */
export function encodeRecord(tag: number, value: Uint8Array): Uint8Array {
  if (value.length > 0xff) throw new RangeError('a record of the chip has a length of one byte')
  const bytes = new Uint8Array(2 + value.length)
  bytes[0] = tag
  bytes[1] = value.length
  bytes.set(value, 2)
  return bytes
}

/** Undefined unless the bytes are one record and nothing else. */
export function parseRecord(bytes: Uint8Array): TlvRecord | undefined {
  const [tag, length] = bytes
  if (tag === undefined || length === undefined || bytes.length !== 2 + length) return undefined
  return { tag, value: bytes.subarray(2) }
}
