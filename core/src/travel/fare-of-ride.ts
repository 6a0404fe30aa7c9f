import { epochMs } from '../calendar/instant.ts'
import type { DistancePrice, FareTable, RiderRule } from '../policy/table/fare-table.ts'
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

/**
 * Article 5: what a ride costs, line by line, in fen. `paidBefore` is what metro rides of the month cost before this one: a ride that
 * crosses a step is charged at the old rate. A share of a price is rounded to the nearest fen, half a fen up.
 */
export function fareOfRide(journey: Journey, table: FareTable, paidBefore: number): readonly FareLine[] {
  const { end, mode, metres, entry, exit } = journey
  if (end === 'same-station' || end === 'repeated-entry') return []
  const lines: FareLine[] = [basePrice(journey, table)]
  const total = () => lines.reduce((sum, { fen }) => sum + fen, 0)
  const rider = riderRule(table, mode, (entry ?? exit)?.rider ?? null)
  if (rider !== undefined && rider.percent !== 100)
    lines.push({ reason: 'rider', fen: share(total(), rider.percent) - total(), of: rider.percent })
  if (mode === 'metro') {
    const percent = monthlyPercent(table, paidBefore)
    if (percent !== 100 && total() > 0)
      lines.push({ reason: 'month', fen: share(total(), percent) - total(), of: percent })
  }
  if (entry !== null && exit !== null && metres !== null && rider?.percent !== 0) {
    const minutes = Math.floor((epochMs(exit.at) - epochMs(entry.at)) / 60_000)
    if (minutes > table.overtime.afterMinutes) lines.push({ reason: 'overtime', fen: table.overtime.fen, of: minutes })
  }
  return lines
}

export function totalOf(lines: readonly FareLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0)
}

function basePrice({ end, mode, metres }: Journey, table: FareTable): FareLine {
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

function riderRule({ riders }: FareTable, mode: Journey['mode'], rider: string | null): RiderRule | undefined {
  return riders.find((rule) => rule.mode === mode && rule.rider === rider)
}

function share(fen: number, percent: number): number {
  return Math.floor((fen * percent + 50) / 100)
}
