import { addDaysToInstant, type Day, type Instant, startOfDay } from '../calendar/instant.ts'
import { laterDay } from '../calendar/later-day.ts'
import { type Refused, refuse } from '../decision/decision.ts'

/** From the first instant of a day up to, and without, the first instant after another. */
export interface Window {
  readonly since: Instant
  readonly until: Instant
}

/** The longest time over which figures are counted at once: a year of days. */
export const figureDaysMost = 366

/** M11.7: nobody leafs through the whole log; who asks about one person or one actor sees a year of it. */
export function auditDaysMost(filter: { readonly personId?: string; readonly actorId?: string }): number {
  return filter.personId === undefined && filter.actorId === undefined ? 31 : figureDaysMost
}

/** The card's world begins here: earlier days hold nothing. */
const firstDay = '2009-01-01' as Day
const msPerDay = 86_400_000

/** Both days count. A read over a bounded time costs the same after twenty years as after one. */
export function windowOf(from: Day, to: Day, daysMost: number): Window | Refused {
  if (to < from) return refuse('window-reversed', { from, to })
  const days = (Date.parse(to) - Date.parse(from)) / msPerDay + 1
  if (days > daysMost) return refuse('window-too-long', { most: daysMost })
  const since = startOfDay(laterDay(from, firstDay))
  return { since, until: to < firstDay ? since : addDaysToInstant(startOfDay(to), 1) }
}
