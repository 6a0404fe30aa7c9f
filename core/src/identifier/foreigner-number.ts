import { countryByAlpha3 } from './country.ts'
import { faulty, type Parsed, parsed } from './parsed.ts'
import type { PermanentResidentNumber } from './permanent-resident-number.ts'

/** Social security number of a foreigner who is not a citizen of China: eighteen characters. */
export type ForeignerNumber = string & { readonly brand: 'ForeignerNumber' }

/**
 * The official rule 《外国人社会保障号码编制规则》 is not at hand: the layout below is what other systems are known
 * to use. Screens show numbers made by it as unverified; only this file changes when the rule is known.
 */
export const foreignerNumberIsVerified = false

export function parseForeignerNumber(text: string): Parsed<ForeignerNumber> {
  if (text.length !== 18) return faulty('length')
  const number = text.toUpperCase()
  if (!/^[A-Z]{3}0[0-9A-Z]{14}$/.test(number)) return faulty('character')
  return countryByAlpha3(number.slice(0, 3)) === undefined ? faulty('country') : parsed(number as ForeignerNumber)
}

/** The number that the layout gives to the holder of a document: country, a reserved 0, the document filled with zeros. */
export function foreignerNumberOf(nationality: string, documentNumber: string): Parsed<ForeignerNumber> {
  const document = documentNumber.toUpperCase()
  if (document.length === 0 || document.length > 14) return faulty('length')
  return parseForeignerNumber(`${nationality}0${document.padStart(14, '0')}`)
}

/** Of the old permanent resident number the twelve digits after the letters are used. */
export function foreignerNumberOfPermanentResident(number: PermanentResidentNumber): Parsed<ForeignerNumber> {
  return foreignerNumberOf(number.slice(0, 3), number.slice(3))
}
