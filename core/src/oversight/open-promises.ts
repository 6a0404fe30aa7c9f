import type { Application, DelayCause, ServicePromise } from '../application/application.ts'
import { forecast } from '../application/forecast.ts'
import { type Day, startOfDay } from '../calendar/instant.ts'
import type { WorkingDayCalendar } from '../calendar/working-day-calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Physical } from '../card/card.ts'
import type { PolicyReader } from '../decision/decision.ts'

/** Open promises that are alike in all that counts, and how many they are. */
export interface OpenPromises extends Pick<Application, 'status' | 'newPromisedOn'> {
  readonly promise: ServicePromise
  readonly askedOn: Day
  readonly acceptedOn: Day
  readonly physical: Physical | null
  readonly count: number
}

export interface OpenWay {
  readonly way: string
  readonly onTrack: number
  readonly atRisk: number
  readonly late: number
}

export interface OpenOutlook {
  readonly ways: readonly OpenWay[]
  readonly causes: readonly { readonly cause: DelayCause; readonly count: number }[]
}

/** Article 12: the same forecast that warns of a single promise, over all of them. */
export function openOutlook(open: readonly OpenPromises[], today: Day, policy: PolicyReader): OpenOutlook {
  const ways = new Map<string, OpenWay>()
  const causes = new Map<DelayCause, number>()
  for (const { promise, newPromisedOn, acceptedOn, status, physical, count } of open) {
    const asked = { promise, newPromisedOn, status, acceptedAt: startOfDay(acceptedOn), readyAt: null }
    const { outlook, cause } = forecast(asked, physical, today, policy)
    const way = ways.get(promise.rule) ?? { way: promise.rule, onTrack: 0, atRisk: 0, late: 0 }
    const kind = outlook === 'late' ? 'late' : outlook === 'at-risk' ? 'atRisk' : 'onTrack'
    ways.set(promise.rule, { ...way, [kind]: way[kind] + count })
    if (cause !== null) causes.set(cause, (causes.get(cause) ?? 0) + count)
  }
  return {
    ways: [...ways.values()].sort((one, other) => one.way.localeCompare(other.way)),
    causes: [...causes]
      .map(([cause, count]) => ({ cause, count }))
      .sort((one, other) => other.count - one.count || one.cause.localeCompare(other.cause)),
  }
}

export interface ForecastDay {
  readonly day: Day
  readonly due: number
  readonly expected: number
  readonly expectedLate: number
}

/**
 * Article 12: what falls due on the next working days, and what will be ready by then if every card takes the median
 * time of its way. A card that should have been ready already is expected on the next working day; where a way has no
 * past, its promise is believed.
 */
export function promiseForecast(
  open: readonly OpenPromises[],
  medians: ReadonlyMap<string, number>,
  today: Day,
  daysAhead: number,
  calendar: WorkingDayCalendar,
): readonly ForecastDay[] {
  const days = nextWorkingDays(today, daysAhead, calendar)
  const first = days[0]
  if (first === undefined) return []
  const ahead = open.map(({ promise, newPromisedOn, askedOn, count }) => {
    const dueOn = newPromisedOn ?? promise.promisedOn
    const median = medians.get(promise.rule)
    const ready = median === undefined ? dueOn : addWorkingDays(askedOn, median, calendar)
    const readyOn = typeof ready === 'string' ? ready : dueOn
    return { dueOn, readyOn: readyOn <= today ? first : readyOn, count }
  })
  return days.map((day, position) => {
    const before = days[position - 1] ?? today
    const within = (one: Day): boolean => one > before && one <= day
    const sum = (chosen: (one: (typeof ahead)[number]) => boolean): number =>
      ahead.filter(chosen).reduce((all, { count }) => all + count, 0)
    return {
      day,
      due: sum(({ dueOn }) => within(dueOn)),
      expected: sum(({ readyOn }) => within(readyOn)),
      expectedLate: sum(({ dueOn, readyOn }) => within(dueOn) && readyOn > dueOn),
    }
  })
}

function nextWorkingDays(today: Day, most: number, calendar: WorkingDayCalendar): readonly Day[] {
  const days: Day[] = []
  while (days.length < most) {
    const day = addWorkingDays(days.at(-1) ?? today, 1, calendar)
    if (typeof day !== 'string') break
    days.push(day)
  }
  return days
}
