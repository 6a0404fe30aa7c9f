import { hash } from 'node:crypto'
import { plainBytes } from './plain-bytes.ts'

/** SM3 (GB/T 32905), 32 bytes. */
export const sm3 = (bytes: Uint8Array): Uint8Array => plainBytes(hash('sm3', bytes, 'buffer'))
