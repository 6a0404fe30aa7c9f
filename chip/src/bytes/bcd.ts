/** Digits as `cn` of the given length: two to a byte, left-aligned, filled with hexadecimal F. Undefined if they are no digits or too many. */
export function toBcd(digits: string, length: number): Uint8Array | undefined {
  if (!/^\d*$/.test(digits) || digits.length > length * 2) return undefined
  return Uint8Array.fromHex(digits.padEnd(length * 2, 'F'))
}

/** The digits of a `cn` value without its filling; undefined where a nibble is neither digit nor filling. */
export function fromBcd(bytes: Uint8Array): string | undefined {
  return /^(\d*)f*$/.exec(bytes.toHex())?.[1]
}
