import type { Day } from '../calendar/instant.ts'
import type { WorkingDayCalendar } from '../calendar/working-day-calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { type Percentiles, percentilesOf } from './percentiles.ts'

/** Cards of one way that were asked for on one day and ready on another. */
export interface EndedPromises {
  readonly way: string
  readonly askedOn: Day
  readonly readyOn: Day
  readonly kept: boolean
  readonly count: number
}

export interface EndedWay {
  readonly way: string
  readonly kept: number
  readonly late: number
  readonly workingDays: Percentiles | null
  readonly unmeasured: number
}

/** Article 12: per way how many promises were kept, and the working days from the asking to the ready card. */
export function endedWays(ended: readonly EndedPromises[], calendar: WorkingDayCalendar): readonly EndedWay[] {
  const byWay = [...Map.groupBy(ended, ({ way }) => way)].sort(([one], [other]) => one.localeCompare(other))
  return byWay.map(([way, rows]) => {
    const sum = (chosen: readonly { readonly count: number }[]): number =>
      chosen.reduce((all, { count }) => all + count, 0)
    const measured = rows.flatMap(({ askedOn, readyOn, count }) => {
      const value = workingDaysBetween(askedOn, readyOn, calendar)
      return typeof value === 'number' ? [{ value, count }] : []
    })
    return {
      way,
      kept: sum(rows.filter(({ kept }) => kept)),
      late: sum(rows.filter(({ kept }) => !kept)),
      workingDays: percentilesOf(measured),
      unmeasured: sum(rows) - sum(measured),
    }
  })
}
