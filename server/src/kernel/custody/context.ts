import type { SuiteId } from './suite.ts'

/** Where a sealed value lives: it opens nowhere else. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly row: string
}

/** Table, column, row, key version and suite, each with its length before it: two places never give the same bytes. */
export function contextOf(place: Place, keyVersion: number, suite: SuiteId): Buffer {
  const parts = [place.table, place.column, place.row, String(keyVersion), suite]
  const context = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + 2 + Buffer.byteLength(part), 0))
  let at = 0
  for (const part of parts) {
    const length = context.write(part, at + 2)
    context.writeUInt16BE(length, at)
    at += 2 + length
  }
  return context
}
