import type { Day } from '@yika/core/calendar/instant.ts'
import { type Random, randomOf } from '../../sample/random.ts'
import type { SamplePerson } from '../../sample/sample-person.ts'

/** Where things can happen, as the city's catalogue and network name the places. */
export interface DayPlaces {
  readonly stations: readonly string[]
  readonly busStops: readonly string[]
  readonly hospitals: readonly string[]
  readonly pharmacies: readonly string[]
  readonly parks: readonly string[]
  readonly libraries: readonly string[]
}

/**
 * What one person does with the card on one day, minutes after midnight of the city. The same seed, day and person give the same doings on
 * every machine, so a day that was cut off is played on, not anew.
 */
export type Doing =
  /** `out` null: the gate was left open, the exit is missing. */
  | {
      readonly does: 'metro'
      readonly minute: number
      readonly from: string
      readonly out: { readonly minute: number; readonly at: string } | null
    }
  | { readonly does: 'bus'; readonly minute: number; readonly from: string; readonly to: string; readonly ends: number }
  | {
      readonly does: 'clinic'
      readonly minute: number
      readonly at: string
      /** Fen per line of the bill, up to three. */
      readonly bill: readonly number[]
      /** The desk typed it wrong: taken back, and settled again. */
      readonly reversed: boolean
    }
  | { readonly does: 'pharmacy'; readonly minute: number; readonly at: string; readonly bill: readonly number[] }
  | { readonly does: 'park' | 'library'; readonly minute: number; readonly at: string }
  | { readonly does: 'top-up'; readonly minute: number; readonly fen: number }
  /** From this minute on nothing may open with the card; whoever found it tries the gate at `tried`. */
  | { readonly does: 'lose'; readonly minute: number; readonly tried: number; readonly at: string }

export interface PersonDay {
  readonly index: number
  readonly doings: readonly Doing[]
}

/** Shares of a working day in a large city; they make load, not statistics. */
const shares = { commutes: 0.4, buses: 0.2, clinic: 0.03, pharmacy: 0.02, park: 0.03, library: 0.01, loses: 0.0004 }
const [openFrom, openTo] = [5 * 60, 23 * 60]
const [missingExit, reversedBill, topUp] = [0.005, 0.05, 0.02]

/** The doings of one person in the order of time. */
export function planPersonDay(person: SamplePerson, day: Day, seed: number, places: DayPlaces): PersonDay {
  const random = randomOf(seed, Number(day.replaceAll('-', '')), person.index)
  const doings: Doing[] = []
  if (random.chance(topUp)) doings.push({ does: 'top-up', minute: openFrom, fen: 100 * random.between(20, 200) })
  if (random.chance(shares.commutes)) doings.push(...commute(random, places))
  if (random.chance(shares.buses)) doings.push(bus(random, places))
  if (random.chance(shares.clinic)) {
    const reversed = random.chance(reversedBill)
    doings.push({
      does: 'clinic',
      minute: desk(random),
      at: random.pick(places.hospitals),
      bill: bill(random),
      reversed,
    })
  }
  if (random.chance(shares.pharmacy))
    doings.push({ does: 'pharmacy', minute: desk(random), at: random.pick(places.pharmacies), bill: bill(random) })
  if (random.chance(shares.park)) doings.push({ does: 'park', minute: desk(random), at: random.pick(places.parks) })
  if (random.chance(shares.library))
    doings.push({ does: 'library', minute: desk(random), at: random.pick(places.libraries) })
  if (random.chance(shares.loses)) {
    const minute = random.between(19 * 60, 21 * 60)
    doings.push({ does: 'lose', minute, tried: minute + random.between(5, 60), at: random.pick(places.stations) })
  }
  return { index: person.index, doings: doings.sort((one, other) => one.minute - other.minute) }
}

/** To work and back; some stay at home, some gates stand open. */
function commute(random: Random, { stations }: DayPlaces): readonly Doing[] {
  const home = random.pick(stations)
  const work = random.pick(stations.filter((station) => station !== home))
  const ride = (minute: number, from: string, to: string): Doing => {
    const out = random.chance(missingExit) ? null : { minute: minute + random.between(8, 75), at: to }
    return { does: 'metro', minute, from, out }
  }
  return [ride(random.between(6 * 60, 9 * 60), home, work), ride(random.between(16 * 60, 20 * 60), work, home)]
}

function bus(random: Random, { busStops }: DayPlaces): Doing {
  const minute = random.between(openFrom, openTo - 90)
  const ends = minute + random.between(5, 50)
  return { does: 'bus', minute, from: random.pick(busStops), to: random.pick(busStops), ends }
}

const desk = (random: Random): number => random.between(8 * 60, 17 * 60)
const bill = (random: Random): readonly number[] =>
  Array.from({ length: random.between(1, 3) }, () => random.between(500, 60_000))
