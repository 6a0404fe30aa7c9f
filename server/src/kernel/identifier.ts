import { randomFillSync } from 'node:crypto'

/** The person_id of rows that belong to nobody. */
export const nobody = '00000000-0000-0000-0000-000000000000'

const pool = Buffer.alloc(8 * 512)
let offset = pool.length
let counter = 0

/**
 * Twelve bits of rand_a and fourteen of rand_b count (RFC 9562 section 6.2, method 1). The count goes on from one
 * millisecond to the next: clocks of a test stand still, and those of a machine step back.
 */
const counterMask = 2 ** 26 - 1

/**
 * A UUIDv7 (RFC 9562): time-ordered, so that indexes grow at their right edge, and in the order of making within one
 * process even inside a millisecond; 48 random bits tell processes apart.
 */
export function newId(epochMs: number): string {
  counter = (counter + 1) & counterMask
  if (offset === pool.length) {
    randomFillSync(pool)
    offset = 0
  }
  const random = pool.toString('hex', offset, offset + 6)
  offset += 8
  const time = epochMs.toString(16).padStart(12, '0')
  const high = (0x7000 | (counter >>> 14)).toString(16)
  const low = (0x8000 | (counter & 0x3fff)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${low}-${random}`
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
