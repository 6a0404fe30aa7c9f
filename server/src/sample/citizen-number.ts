import { type Day, instantOf } from '@yika/core/calendar/instant.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'

/** No number may say that its holder was born after this day. */
export const sampleDay = '2026-09-01' as Day

/** Areas of first registration with their shares in percent: districts of the city, then places people come from. */
const localAreas: readonly (readonly [string, number])[] = [
  ['110101', 4],
  ['110103', 3],
  ['110102', 5],
  ['110104', 4],
  ['110105', 15],
  ['110106', 10],
  ['110107', 3],
  ['110108', 14],
  ['110109', 3],
  ['110111', 6],
  ['110112', 4],
  ['110223', 3],
  ['110113', 3],
  ['110222', 2],
  ['110114', 4],
  ['110221', 2],
  ['110115', 4],
  ['110224', 2],
  ['110116', 2],
  ['110117', 3],
  ['110228', 3],
  ['110119', 1],
]
const otherAreas: readonly (readonly [string, number])[] =
  '130102 130402 130602 130705 131002 131102 120101 120104 140105 140602 150102 150402 210102 210202 220102 220502 230102 230602 310101 320102 320602 330102 340102 341202 350102 360102 370102 370602 370902 371302 371702 410102 410302 411302 411402 411502 412702 420102 420602 421102 430102 430602 440103 450103 500103 510104 510703 520102 530102 610102 610502 620102 640104 650102'
    .split(' ')
    .map((area) => [area, area < '140000' || area.startsWith('37') || area.startsWith('41') ? 3 : 1] as const)

/** One entry for every percent: people share an area, but two entries of an area never share a sequence number. */
function slots(
  areas: readonly (readonly [string, number])[],
): readonly { area: string; part: number; parts: number }[] {
  return areas.flatMap(([area, parts]) => Array.from({ length: parts }, (_, part) => ({ area, part, parts })))
}

const localSlots = slots(localAreas)
const otherSlots = slots(otherAreas)
/** Sequences of one sex in one area on one day; counted down from 999, which real registers have hardly reached. */
const sequences = 500
const daysOfYear = 365
const birthdays = Array.from({ length: daysOfYear }, (_, day) => instantOf(Date.UTC(2023, 0, 1 + day)).slice(5, 10))

/** As many people as have distinct numbers whatever their ages: the commonest area has 15 of 100 slots. */
export const peopleMax = Math.floor(sequences / 15) * daysOfYear * localSlots.length

/**
 * The number of the person with this index. Index decides area, birthday and sequence, each index differently, so two
 * people never share a number although nobody keeps a list; year and sex are free.
 */
export function citizenNumber(
  index: number,
  seed: number,
  local: boolean,
  year: number,
  sex: '1' | '2',
): { readonly number: string; readonly birthOn: Day } {
  const table = local ? localSlots : otherSlots
  // 37 has no factor in common with either table's length, so neighbours come from different areas.
  const slot = ((index % table.length) * 37 + (seed % table.length)) % table.length
  const { area, part, parts } = table[slot] as (typeof table)[number]
  const round = Math.floor(index / table.length)
  const day = (round * 131 + slot * 47 + (seed % daysOfYear)) % daysOfYear
  const rank = part + parts * Math.floor(round / daysOfYear)
  if (rank >= sequences) throw new Error(`the sample city has at most ${peopleMax} people`)
  const sequence = 999 - 2 * rank - (sex === '1' ? 0 : 1)
  const birthOn = birthOnOf(year, birthdays[day] as string)
  const digits = `${area}${birthOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return { number: `${digits}${mod112Check(digits)}`, birthOn }
}

/** The birthday in that year; some of 28 February move to the 29th, and nobody is born after the day of the sample. */
function birthOnOf(year: number, birthday: string): Day {
  const birthOn = `${year}-${birthday}`
  if (birthOn > sampleDay) return birthOnOf(year - 1, birthday)
  return (birthday === '02-28' && year % 4 === 0 ? `${year}-02-29` : birthOn) as Day
}

export function birthdayOf(ordinal: number, year: number): Day {
  const birthOn = `${year}-${birthdays[(ordinal * 131) % daysOfYear]}`
  return (birthOn > sampleDay ? `${year - 1}${birthOn.slice(4)}` : birthOn) as Day
}
