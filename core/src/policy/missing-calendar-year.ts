import { addDays, type Day } from '../calendar/instant.ts'
import { workingDayCalendar } from '../calendar/working-day-calendar.ts'
import { type PolicyBook, policyInForce } from './policy-reader.ts'

const noticeDays = 31

/**
 * The first year that begins within a month, or runs already, and whose working days are not published: promises that
 * cross into it will be refused, and the office that owns the calendar is told beforehand (M12.3, M17.6).
 */
export function missingCalendarYear(book: PolicyBook, today: Day): number | null {
  const version = policyInForce(book, 'calendar.working-days', today)
  const years = version === undefined ? new Set<number>() : new Set(workingDayCalendar(String(version.value)).keys())
  const needed = [today, addDays(today, noticeDays)].map((day) => Number(day.slice(0, 4)))
  return needed.find((year) => !years.has(year)) ?? null
}
