import { addDays, type Day, isDay } from './instant.ts'

/** What the State Council announces for one year: days off, as days or ISO 8601 intervals with both ends, and weekends worked. */
export interface YearArrangement {
  /** The notice that says so. */
  readonly source: string
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
}

/** For each year that has been announced, the days that differ from an ordinary week. */
export type WorkingDayCalendar = ReadonlyMap<number, { readonly off: ReadonlySet<Day>; readonly on: ReadonlySet<Day> }>

let latest: { readonly text: string; readonly calendar: WorkingDayCalendar } | undefined

/**
 * Reads the value of the rule `calendar.working-days`: a JSON object, year → arrangement. Throws a RangeError that
 * names what is wrong; a value in force has passed this before it was approved.
 */
export function workingDayCalendar(text: string): WorkingDayCalendar {
  // The rule changes once a year and is read by every promise.
  if (latest?.text !== text) latest = { text, calendar: readCalendar(text) }
  return latest.calendar
}

function readCalendar(text: string): WorkingDayCalendar {
  const years: unknown = parseJson(text)
  if (typeof years !== 'object' || years === null || Array.isArray(years)) throw new RangeError('not a list of years')
  if (Object.keys(years).length === 0) throw new RangeError('no year')
  const calendar = new Map<number, { off: Set<Day>; on: Set<Day> }>()
  for (const [year, arrangement] of Object.entries(years)) {
    if (!/^20\d{2}$/.test(year)) throw new RangeError(`${year} is not a year`)
    calendar.set(Number(year), readYear(year, arrangement as Partial<YearArrangement> | null))
  }
  return calendar
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError('not JSON')
  }
}

function readYear(year: string, arrangement: Partial<YearArrangement> | null): { off: Set<Day>; on: Set<Day> } {
  const { source, holidays, workdays } = arrangement ?? {}
  if (typeof source !== 'string' || source === '') throw new RangeError(`${year} names no source`)
  if (!Array.isArray(holidays) || holidays.length === 0) throw new RangeError(`${year} has no holidays`)
  if (!Array.isArray(workdays)) throw new RangeError(`${year} has no list of make-up workdays`)
  const off = new Set(holidays.flatMap((interval) => daysOf(year, String(interval))))
  const on = new Set(workdays.flatMap((day) => daysOf(year, String(day))))
  for (const day of on) {
    if (off.has(day)) throw new RangeError(`${day} is both a holiday and a workday`)
    if (!isWeekend(day)) throw new RangeError(`${day} is an ordinary workday`)
  }
  return { off, on }
}

function daysOf(year: string, interval: string): readonly Day[] {
  const [first = '', last = first] = interval.split('/')
  if (!isDay(first) || !isDay(last) || last < first || !first.startsWith(year) || !last.startsWith(year)) {
    throw new RangeError(`${interval} is not a span of days of ${year}`)
  }
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
