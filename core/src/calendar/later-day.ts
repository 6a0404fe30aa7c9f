import type { Day } from './instant.ts'

/** The later of two days: their text order is their order in time. */
export function laterDay(one: Day, other: Day): Day {
  if (one < other) return other
  return one
}
