import { type Day, isDay } from '../calendar/instant.ts'
import { mod112Check } from './mod-11-2.ts'
import { faulty, type IdentifierFault, type Parsed, parsed } from './parsed.ts'

/** Nobody in a register begun in 1984 was born before this day: an earlier date is a slip of the pen. */
const earliestBirth = '1850-01-01'

/**
 * The frame that GB 11643 gave to three identifiers: seventeen digits and a MOD 11-2 check, the birth date at the
 * seventh. `head` judges the first six. The check comes first, because a slip of one digit is then named as such.
 */
export function parseEighteen(
  text: string,
  today: Day,
  head: (sixDigits: string) => IdentifierFault | undefined,
): Parsed<string> {
  if (text.length !== 18) return faulty('length')
  if (!/^\d{17}[\dXx]$/.test(text)) return faulty('character')
  const number = text.toUpperCase()
  if (mod112Check(number) !== number[17]) return faulty('check')
  const fault = head(number.slice(0, 6)) ?? birthFault(birthInEighteen(number), today)
  return fault === undefined ? parsed(number) : faulty(fault)
}

function birthFault(birthOn: string, today: Day): IdentifierFault | undefined {
  if (!isDay(birthOn) || birthOn < earliestBirth) return 'date'
  return birthOn > today ? 'future-date' : undefined
}

export function birthInEighteen(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}
