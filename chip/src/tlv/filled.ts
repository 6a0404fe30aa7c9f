/** `an` values are left-aligned and filled with 00. Undefined if they are too long. */
export function filled(bytes: Uint8Array, length: number): Uint8Array | undefined {
  if (bytes.length > length) return undefined
  const value = new Uint8Array(length)
  value.set(bytes)
  return value
}

/** The value without its filling. */
export function unfilled(value: Uint8Array): Uint8Array {
  return value.subarray(0, value.findLastIndex((byte) => byte !== 0) + 1)
}
