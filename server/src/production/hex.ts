/** Bytes as the wire carries them. */
export const hex = (bytes: Uint8Array): string => bytes.toHex().toUpperCase()
