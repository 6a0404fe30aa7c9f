import { hash } from 'node:crypto'

/** SM3 (GB/T 32905), 32 bytes. */
export const sm3 = (bytes: Uint8Array): Uint8Array => hash('sm3', bytes, 'buffer')
