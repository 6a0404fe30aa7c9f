import type { Day } from '@yika/core/calendar/instant.ts'
import { missingCalendarYear } from '@yika/core/policy/missing-calendar-year.ts'
import type { PolicyBook } from '@yika/core/policy/policy-reader.ts'
import { unverifiedByOffice } from './queries.ts'

/** The start-up check of the rules: for each office the values that still lack an official source (M17.6), and a calendar that is due. */
export function reportRules(book: PolicyBook, today: Day): string[] {
  const year = missingCalendarYear(book, today)
  const calendar =
    year === null ? [] : [`calendar.working-days: ${year} is not published; promises that cross into it are refused`]
  const offices = unverifiedByOffice(book, today).map(
    ({ title, values }) => `${title.en} (${title.zh}): ${values.length} unverified: ${values.map(label).join(', ')}`,
  )
  return [...calendar, ...offices]
}

/** The same in two lines, for every start; whoever wants to know which asks the doctor or the public page of the figures. */
export function summariseRules(book: PolicyBook, today: Day): string[] {
  const year = missingCalendarYear(book, today)
  const count = unverifiedByOffice(book, today).reduce((sum, { values }) => sum + values.length, 0)
  return [
    ...(count === 0 ? [] : [`${count} figures of the rules have no official source yet: see /v1/policy/policy-values`]),
    ...(year === null ? [] : [`The working days of ${year} are missing: promises that cross into it are refused.`]),
  ]
}

function label({ key, scope, shown }: { key: string; scope: string; shown: { en: string } }): string {
  return `${key}${scope === 'city' ? '' : ` (${scope})`} = ${shown.en}`
}
