import { createHash, randomBytes } from 'node:crypto'

const seedBytes = 32

/** From it follows the order in which the places of one status list are given out; base64. */
export function newListSeed(): string {
  return randomBytes(seedBytes).toString('base64')
}

/** So many bytes of chance, always the same for a seed: nobody who sees places learns the order without it. */
export function chanceOfSeed(seed: string, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(seed, 'base64').digest()
}
