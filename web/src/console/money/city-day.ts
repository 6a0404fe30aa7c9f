import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'

/** Today in the city. */
export function cityToday(): string {
  return dayOf(instantOf(Date.now()))
}

/** The month so many months before this one, `2026-11`. */
export function cityMonth(before = 0): string {
  const [year = 0, month = 1] = cityToday().split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - before, 1)).toISOString().slice(0, 'YYYY-MM'.length)
}
