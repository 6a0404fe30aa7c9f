import { addDays, type Day } from './instant.ts'
import { isWeekend, type WorkingDayCalendar } from './working-day-calendar.ts'

/** The arrangement of a year that is needed has not been published; the refusal is `working-days-unknown`. */
export interface UnknownYear {
  readonly year: number
}

export function isWorkingDay(day: Day, calendar: WorkingDayCalendar): boolean | UnknownYear {
  const year = Number(day.slice(0, 4))
  const arrangement = calendar.get(year)
  if (arrangement === undefined) return { year }
  if (arrangement.on.has(day)) return true
  return !arrangement.off.has(day) && !isWeekend(day)
}

/**
 * Article 12: the day by which a promise of so many working days is kept. The day of acceptance does not count
 * (Civil Code art. 201). A promise that crosses into a year without an arrangement is not given.
 */
export function addWorkingDays(from: Day, count: number, calendar: WorkingDayCalendar): Day | UnknownYear {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    const working = isWorkingDay(day, calendar)
    if (typeof working !== 'boolean') return working
    if (working) left -= 1
  }
  return day
}

/** How many working days lie after `from`, up to and with `to`; none when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingDayCalendar): number | UnknownYear {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const working = isWorkingDay(day, calendar)
    if (typeof working !== 'boolean') return working
    if (working) count += 1
  }
  return count
}
