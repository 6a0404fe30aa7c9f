import type { Day } from '../calendar/instant.ts'
import { isAreaOfRegistration } from './area-of-registration.ts'
import { birthInEighteen, parseEighteen } from './eighteen-digits.ts'
import { mod112Check } from './mod-11-2.ts'
import { faulty, type Parsed } from './parsed.ts'
import type { Sex } from './sex.ts'

/** Citizen identity number, GB 11643-1999; for citizens it is the social security number too. */
export type CitizenNumber = string & { readonly brand: 'CitizenNumber' }

export function parseCitizenNumber(text: string, today: Day): Parsed<CitizenNumber> {
  return parseEighteen(text, today, (area) =>
    isAreaOfRegistration(area) ? undefined : 'area',
  ) as Parsed<CitizenNumber>
}

/** The number of today for a number of fifteen digits, which was given out until 1999 to people born in the 1900s. */
export function upgradeCitizenNumber(text: string, today: Day): Parsed<CitizenNumber> {
  if (text.length !== 15) return faulty('length')
  if (!/^\d{15}$/.test(text)) return faulty('character')
  const seventeen = `${text.slice(0, 6)}19${text.slice(6)}`
  return parseCitizenNumber(seventeen + mod112Check(seventeen), today)
}

export function birthOnOfCitizen(number: CitizenNumber): Day {
  return birthInEighteen(number) as Day
}

/** The sequence is odd for men and even for women. */
export function sexOfCitizen(number: CitizenNumber): Sex {
  return Number(number[16]) % 2 === 1 ? '1' : '2'
}
