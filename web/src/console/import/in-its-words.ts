import type { LineFault } from '@yika/core/holder/import/import-fault.ts'

/** The fault with the column called as the file calls it. */
export function inItsWords(fault: LineFault): LineFault {
  const { column, detail } = fault
  if (column === null) return fault
  const named = ['field', 'item'].filter((name) => name in detail).map((name) => [name, column] as const)
  return { ...fault, detail: { ...detail, ...Object.fromEntries(named) } }
}
