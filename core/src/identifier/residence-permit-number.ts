import type { Day } from '../calendar/instant.ts'
import { birthInEighteen, parseEighteen } from './eighteen-digits.ts'
import type { Parsed } from './parsed.ts'
import type { Sex } from './sex.ts'

/** Number of the residence permit for residents of Hong Kong, Macao and Taiwan; their social security number too. */
export type ResidencePermitNumber = string & { readonly brand: 'ResidencePermitNumber' }

/** Taiwan has 830000 in these permits only; its code in GB/T 2260 is 710000. */
const origins = { '810000': 'HKG', '820000': 'MAC', '830000': 'TWN' } as const

export function parseResidencePermitNumber(text: string, today: Day): Parsed<ResidencePermitNumber> {
  return parseEighteen(text, today, (area) =>
    Object.hasOwn(origins, area) ? undefined : 'area',
  ) as Parsed<ResidencePermitNumber>
}

export function originOfResident(number: ResidencePermitNumber): 'HKG' | 'MAC' | 'TWN' {
  return origins[number.slice(0, 6) as keyof typeof origins]
}

export function birthOnOfResident(number: ResidencePermitNumber): Day {
  return birthInEighteen(number) as Day
}

export function sexOfResident(number: ResidencePermitNumber): Sex {
  return Number(number[16]) % 2 === 1 ? '1' : '2'
}
