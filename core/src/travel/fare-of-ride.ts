import { epochMs } from '../calendar/instant.ts'
import type { DistancePrice, FareTable } from '../policy/table/fare-table.ts'
import type { Journey } from './pair-taps.ts'

/** Why a line stands in a fare; the words for people are the screens'. */
export const fareReasons = ['distance', 'flat', 'one-end', 'rider', 'month', 'overtime'] as const
export type FareReason = (typeof fareReasons)[number]

/** One line of the explanation; all lines of a ride add up to what it costs. */
export interface FareLine {
  readonly reason: FareReason
  readonly fen: number
  /** Metres of `distance`, percent of `rider` and `month`, minutes of `overtime`. */
  readonly of: number | null
}

/** What of a ride its price depends on. */
export interface PricedJourney extends Pick<Journey, 'end' | 'mode' | 'metres'> {
  readonly rider: string | null
  /** Between entry and exit; zero where only one end is known. */
  readonly minutes: number
}

/** Article 5: what a ride costs, line by line, in fen. */
export function fareOfRide(journey: Journey, table: FareTable, paidBefore: number): readonly FareLine[] {
  const { entry, exit } = journey
  const minutes = entry === null || exit === null ? 0 : Math.floor((epochMs(exit.at) - epochMs(entry.at)) / 60_000)
  return fareOfJourney({ ...journey, rider: (entry ?? exit)?.rider ?? null, minutes }, table, paidBefore)
}

/**
 * Article 5: `paidBefore` is what metro rides of the month cost before this one: a ride that crosses a step is charged at the old rate. A
 * share of a price is rounded to the nearest fen, half a fen up.
 */
export function fareOfJourney(journey: PricedJourney, table: FareTable, paidBefore: number): readonly FareLine[] {
  const { end, mode, rider, minutes } = journey
  if (end === 'same-station' || end === 'repeated-entry') return []
  const lines: FareLine[] = [basePrice(journey, table)]
  const riderPercent = table.riders.find((rule) => rule.mode === mode && rule.rider === rider)?.percent ?? 100
  reduce(lines, 'rider', riderPercent)
  if (mode === 'metro') reduce(lines, 'month', monthlyPercent(table, paidBefore))
  if (minutes > table.overtime.afterMinutes && riderPercent !== 0)
    lines.push({ reason: 'overtime', fen: table.overtime.fen, of: minutes })
  return lines
}

/** The share of what stands there already; nothing is said of a share of nothing. */
function reduce(lines: FareLine[], reason: 'rider' | 'month', percent: number): void {
  const total = totalOf(lines)
  if (percent === 100 || total === 0) return
  lines.push({ reason, fen: Math.floor((total * percent + 50) / 100) - total, of: percent })
}

export function totalOf(lines: readonly FareLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0)
}

function basePrice({ end, mode, metres }: PricedJourney, table: FareTable): FareLine {
  if (mode === 'airport') return { reason: 'flat', fen: table.airport.fen, of: metres }
  if (end !== 'whole') return { reason: 'one-end', fen: table.oneEnd.fen, of: null }
  return { reason: 'distance', fen: priceOf(table[mode], metres ?? 0), of: metres }
}

/** A distance on a limit still belongs to the cheaper step. */
export function priceOf({ steps, beyond }: DistancePrice, metres: number): number {
  const step = steps.find(({ upToMetres }) => metres <= upToMetres)
  if (step !== undefined) return step.fen
  const last = steps.at(-1)
  const further = Math.ceil((metres - (last?.upToMetres ?? 0)) / beyond.eachMetres)
  return (last?.fen ?? 0) + further * beyond.fen
}

/** The step that a month has reached. */
export function monthlyPercent({ monthly }: Pick<FareTable, 'monthly'>, paidBefore: number): number {
  return monthly.findLast(({ fromFen }) => paidBefore >= fromFen)?.percent ?? 100
}
