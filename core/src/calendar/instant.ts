/**
 * A point in time: RFC 3339 in UTC with milliseconds, `2026-11-23T02:00:00.000Z`.
 * One textual form everywhere (wire, events, rows), so that equal instants are equal strings and order is string order.
 */
export type Instant = string & { readonly brand: 'Instant' }

/** A calendar day in Asia/Shanghai, `2026-11-23`. Paper and promises speak in days of the city, never in UTC days. */
export type Day = string & { readonly brand: 'Day' }

const msPerDay = 86_400_000
/** The city has kept UTC+8 without daylight saving since 1992; the card's world begins in 2009. */
const cityOffsetMs = 8 * 3_600_000

export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant
}

export function epochMs(instant: Instant): number {
  return Date.parse(instant)
}

/** The city's calendar day on which the instant falls. */
export function dayOf(instant: Instant): Day {
  return new Date(epochMs(instant) + cityOffsetMs).toISOString().slice(0, 10) as Day
}

/** The time of day in the city, `14:05`. */
export function timeOf(instant: Instant): string {
  return new Date(epochMs(instant) + cityOffsetMs).toISOString().slice(11, 16)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The first instant of the day in the city. */
export function startOfDay(day: Day): Instant {
  return instantOf(Date.parse(`${day}T00:00:00Z`) - cityOffsetMs)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10) as Day
}

/** The same calendar day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years
  const rest = day.slice(4)
  const candidate = `${String(year).padStart(4, '0')}${rest}`
  return (isDay(candidate) ? candidate : `${candidate.slice(0, 4)}-02-28`) as Day
}

export function addMilliseconds(instant: Instant, ms: number): Instant {
  return instantOf(epochMs(instant) + ms)
}

/** Exactly `days` × 24 hours later: a provisional loss of ten days ends at the minute at which it began. */
export function addDaysToInstant(instant: Instant, days: number): Instant {
  return addMilliseconds(instant, days * msPerDay)
}

/** Whether the text is a day that exists: `2024-02-29` yes, `2023-02-29` no. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/**
 * Completed years of age on a day (Civil Code art. 17, 1259: the day of the birthday is not counted in,
 * practice of the register: a person is 18 from the birthday on). Born on 29 February: ages on 1 March in a common year.
 */
export function ageOn(birthOn: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return day.slice(5) >= birthOn.slice(5) ? years : years - 1
}
