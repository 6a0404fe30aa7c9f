import type { Day } from '@yika/core/calendar/instant.ts'
import type { PolicyBook } from '@yika/core/policy/policy-reader.ts'
import { unverifiedByOffice } from './queries.ts'

/** The start-up check of the rules: one line per office with the values that still lack an official source (M17.6). */
export function reportUnverifiedValues(book: PolicyBook, today: Day): string[] {
  return unverifiedByOffice(book, today).map(
    ({ title, values }) => `${title.en} 【${title.zh}】: ${values.length} unverified: ${values.map(label).join(', ')}`,
  )
}

function label({ key, scope, shown }: { key: string; scope: string; shown: { en: string } }): string {
  return `${key}${scope === 'city' ? '' : ` (${scope})`} = ${shown.en}`
}
