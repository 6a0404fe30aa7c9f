import { createCipheriv, createDecipheriv } from 'node:crypto'
import { concat } from '../bytes/concat.ts'
import type { BlockCiphers, Direction } from '../cipher/block-ciphers.ts'
import { plainBytes } from './plain-bytes.ts'

function ecb(algorithm: string, key: Uint8Array, blocks: Uint8Array, direction: Direction): Uint8Array {
  const cipher = (direction === 'encrypt' ? createCipheriv : createDecipheriv)(algorithm, key, null)
  cipher.setAutoPadding(false)
  return plainBytes(cipher.update(blocks))
}

export const nodeBlockCiphers: BlockCiphers = {
  tripleDes: (key, blocks, direction) => ecb('des-ede3-ecb', concat(key, key.subarray(0, 8)), blocks, direction),
  sm4: (key, blocks, direction) => ecb('sm4-ecb', key, blocks, direction),
}
