export interface ResponseApdu {
  readonly data: Uint8Array
  /** SW1 × 256 + SW2. */
  readonly status: number
}

/** Undefined if there are not even two bytes. */
export function parseResponse(bytes: Uint8Array): ResponseApdu | undefined {
  if (bytes.length < 2) return undefined
  const end = bytes.length - 2
  return { data: bytes.subarray(0, end), status: ((bytes[end] as number) << 8) | (bytes[end + 1] as number) }
}

export function encodeResponse({ data, status }: ResponseApdu): Uint8Array {
  const bytes = new Uint8Array(data.length + 2)
  bytes.set(data)
  bytes[data.length] = status >> 8
  bytes[data.length + 1] = status & 0xff
  return bytes
}
