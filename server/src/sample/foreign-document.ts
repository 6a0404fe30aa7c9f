import type { Day } from '@yika/core/calendar/instant.ts'
import { countryByAlpha3 } from '@yika/core/identifier/country.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'
import { parsePermanentResidentNumber } from '@yika/core/identifier/permanent-resident-number.ts'
import { sampleDay } from './citizen-number.ts'

/** `ordinal` counts the people without a citizen's number; it makes each document unique. */
export function residencePermit(
  ordinal: number,
  origin: 'HKG' | 'MAC' | 'TWN',
  birthOn: Day,
  sex: '1' | '2',
): { readonly identityNumber: string; readonly documentNumber: string } {
  const area = { HKG: '810000', MAC: '820000', TWN: '830000' }[origin]
  const sequence = sequenceOf(ordinal, sex)
  const digits = `${area}${birthOn.replaceAll('-', '')}${sequence}`
  const eight = String(90_000_000 + ordinal).padStart(8, '0')
  return {
    identityNumber: `${digits}${mod112Check(digits)}`,
    documentNumber: origin === 'TWN' ? eight : `${origin === 'HKG' ? 'H' : 'M'}${eight}`,
  }
}

/** The number since December 2023: 9, province 11, country, birth date, sequence, check. */
export function newPermanentResidentNumber(ordinal: number, nationality: string, birthOn: Day, sex: '1' | '2'): string {
  const digits = `911${countryByAlpha3(nationality)?.numeric}${birthOn.replaceAll('-', '')}${sequenceOf(ordinal, sex)}`
  return `${digits}${mod112Check(digits)}`
}

/** The number before: country, area of acceptance, six digits of birth, sequence, check; the parser knows the right check. */
export function oldPermanentResidentNumber(ordinal: number, nationality: string, birthOn: Day): string {
  const area = 1100 + (Math.floor(ordinal / 10) % 100)
  const body = `${nationality}${area}${birthOn.slice(2).replaceAll('-', '')}${ordinal % 10}`
  for (let check = 0; check < 10; check++) {
    const number = parsePermanentResidentNumber(`${body}${check}`, sampleDay)
    if (number.valid) return number.value
  }
  throw new Error('no check digit fits a permanent resident number')
}

export function passport(ordinal: number): string {
  return `E${String(70_000_000 + ordinal)}`
}

/** The birthday takes the remainder of the ordinal by 365 (`birthdayOf`), the sequence the rest. */
function sequenceOf(ordinal: number, sex: '1' | '2'): string {
  const rank = Math.floor(ordinal / 365) % 500
  return String(999 - 2 * rank - (sex === '1' ? 0 : 1)).padStart(3, '0')
}
