import type { Day } from '../calendar/instant.ts'
import type { FareTable, TravelMode } from '../policy/table/fare-table.ts'
import type { Condition } from '../service/condition.ts'
import { firstUnmet, type UseFacts } from '../service/judge-use.ts'

/** Articles 5, 16: whom the table of fares sees in the holder on that day; null pays the whole price. */
export function riderOf(table: FareTable, mode: TravelMode, facts: UseFacts, on: Day): string | null {
  const rule = table.riders.find(
    (one) => one.mode === mode && firstUnmet(one.condition as Condition, facts, on) === undefined,
  )
  return rule?.rider ?? null
}
