import { dayOf, type Instant } from '../calendar/instant.ts'
import type { PolicyReader } from '../decision/decision.ts'
import { fareTable } from '../policy/table/fare-table.ts'
import { type Distances, distancesOf } from './distances.ts'
import type { TravelRules } from './retell-rides.ts'

const hourMs = 3_600_000
const minuteMs = 60_000
/** On a day without a network no two stations lie together: each end of a ride is charged for itself. */
const noNetwork = distancesOf({ stations: [], lines: [] })

/** The rules of rides as figures and tables say them; prices are those of the day of the ride. */
export function travelRules(
  { networkAt }: { networkAt(at: Instant): Distances | undefined },
  policy: PolicyReader,
): TravelRules {
  return {
    longestMs: policy.number('travel.ride-longest') * hourMs,
    graceMs: policy.number('travel.same-station-grace') * minuteMs,
    boundary: policy.text('travel.month-boundary') as TravelRules['boundary'],
    networkAt: (at) => networkAt(at) ?? noNetwork,
    tableAt: (at) => fareTable(policy.text('travel.fare-table', dayOf(at))),
  }
}
