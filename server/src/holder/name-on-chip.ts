import { charactersOutsideGbk } from '@yika/chip/charset/gbk.ts'
import { nameItems } from '@yika/chip/charset/name-items.ts'
import type { NameOnChip } from '@yika/core/holder/person.ts'

/** How a name would stand in the chip (M4.3), and how many of its characters stand in the way. */
export function nameOnChip(name: string): { readonly onChip: NameOnChip; readonly charactersOutsideChip: number } {
  const items = nameItems(name)
  if (items === undefined) return { onChip: 'needs-clerk', charactersOutsideChip: charactersOutsideGbk(name).length }
  return { onChip: items.extension.length === 0 ? 'fits' : 'extended', charactersOutsideChip: 0 }
}
