import { mkdirSync } from 'node:fs'
import type { SamplePerson } from '../sample/sample-person.ts'
import { keepCounters, readCounters } from './day/chip-counters.ts'
import { playSampleMonth } from './sample-month.ts'

export interface FirstMonth {
  readonly baseUrl: string
  /** Where `yika day` keeps how far the chips have counted. */
  readonly directory: string
  readonly person: SamplePerson
}

/** More than a month counts; fresh plastic of the same chip goes on from there. */
const usesMost = 80

/**
 * The sample person whom the first start prints finds something on the pages about money. Played once, and before any day of the city: a
 * month that was cut off is not played on, since its chip has been written down as used.
 */
export async function playFirstMonth({ baseUrl, directory, person }: FirstMonth): Promise<void> {
  if (readCounters(directory, 'counters') !== undefined) return
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  keepCounters(directory, 'counters', { [person.card?.cardNumber ?? '']: usesMost })
  await playSampleMonth({ person, baseUrl })
}
