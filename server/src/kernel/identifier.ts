import { randomBytes } from 'node:crypto'

/** The person_id of rows that belong to nobody. */
export const nobody = '00000000-0000-0000-0000-000000000000'

let pool = Buffer.alloc(0)
let offset = 0

/** A UUIDv7 (RFC 9562): time-ordered, so that indexes grow at their right edge. */
export function newId(epochMs: number): string {
  if (offset + 10 > pool.length) {
    pool = randomBytes(10 * 512)
    offset = 0
  }
  const random = pool.subarray(offset, offset + 10)
  offset += 10
  random[0] = ((random[0] as number) & 0x0f) | 0x70
  random[2] = ((random[2] as number) & 0x3f) | 0x80
  const time = epochMs.toString(16).padStart(12, '0')
  const tail = random.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}
