import type { PageStart } from './store.ts'

const separator = '~'

/** Reads the `next` of the page before; one that we did not write begins at the start. */
export function afterOf(after: string | undefined): PageStart | null {
  const at = after?.lastIndexOf(separator) ?? -1
  if (after === undefined || at < 1) return null
  return { key: after.slice(0, at), applicationId: after.slice(at + 1) }
}

/** Where the next page begins; null when this one was not full. */
export function nextOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly [string, string],
): string | null {
  const last = rows.at(-1)
  return last === undefined || rows.length < limit ? null : keyOf(last).join(separator)
}
