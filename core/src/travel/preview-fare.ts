import { type Accepted, accept, type Refused, refuse } from '../decision/decision.ts'
import type { FareTable } from '../policy/table/fare-table.ts'
import type { Distances } from './distances.ts'
import { type FareLine, fareOfJourney, totalOf } from './fare-of-ride.ts'

interface Preview {
  readonly mode: 'metro' | 'airport'
  readonly metres: number
  readonly lines: FareLine[]
  readonly fare: number
  readonly monthly: { fromFen: number; percent: number; fare: number }[]
}

/** Article 12: what a ride costs before one takes it, at the beginning of a month and after each step of the discount. */
export function previewFare(
  distances: Distances,
  table: FareTable,
  { from, to, rider }: { readonly from: string; readonly to: string; readonly rider: string | null },
): Accepted<never, Preview> | Refused {
  const mode = distances.modeOf(from)
  const missing = mode === undefined ? from : distances.modeOf(to) === undefined ? to : undefined
  if (mode === undefined || missing !== undefined) return refuse('station-unknown', { place: missing ?? from })
  const metres = distances.between(from, to)
  if (metres === undefined) return refuse('no-way-between')
  const linesAfter = (paid: number) => fareOfJourney({ end: 'whole', mode, metres, rider, minutes: 0 }, table, paid)
  const lines = [...linesAfter(0)]
  const monthly = table.monthly.map(({ fromFen, percent }) => ({
    ...{ fromFen, percent },
    fare: totalOf(linesAfter(fromFen)),
  }))
  return accept([], { mode, metres: Math.round(metres), lines, fare: totalOf(lines), monthly })
}
