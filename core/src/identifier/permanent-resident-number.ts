import { type Day, isDay } from '../calendar/instant.ts'
import { countryByAlpha3, countryByNumeric } from './country.ts'
import { birthInEighteen, parseEighteen } from './eighteen-digits.ts'
import { faulty, type Parsed, parsed } from './parsed.ts'

/**
 * Number of the foreign permanent resident identity card. Two forms live side by side (M8.3): eighteen digits that begin
 * with 9 since 2023-12-01, and fifteen characters that begin with the letters of the country before.
 */
export type PermanentResidentNumber = string & { readonly brand: 'PermanentResidentNumber' }

export function parsePermanentResidentNumber(text: string, today: Day): Parsed<PermanentResidentNumber> {
  return (text.length === 18 ? parseNew(text, today) : parseOld(text)) as Parsed<PermanentResidentNumber>
}

function parseNew(text: string, today: Day): Parsed<string> {
  return parseEighteen(text, today, (head) => {
    if (head[0] !== '9') return 'area'
    return countryByNumeric(head.slice(3, 6)) === undefined ? 'country' : undefined
  })
}

function parseOld(text: string): Parsed<string> {
  if (text.length !== 15) return faulty('length')
  const number = text.toUpperCase()
  if (!/^[A-Z]{3}\d{12}$/.test(number)) return faulty('character')
  if (travelDocumentCheck(number.slice(0, 14)) !== Number(number[14])) return faulty('check')
  if (countryByAlpha3(number.slice(0, 3)) === undefined) return faulty('country')
  return isBirthOfEitherCentury(number.slice(7, 13)) ? parsed(number) : faulty('date')
}

/** ICAO 9303: weights 7-3-1, letters A = 10 … Z = 35, sum modulo 10. */
function travelDocumentCheck(characters: string): number {
  const weights = [7, 3, 1]
  let sum = 0
  for (let index = 0; index < characters.length; index += 1)
    sum += Number.parseInt(characters[index] as string, 36) * (weights[index % 3] as number)
  return sum % 10
}

/** The old form has two digits for the year, so a date may exist in one century only (29 February 1900 and 2000). */
function isBirthOfEitherCentury(sixDigits: string): boolean {
  const rest = `${sixDigits.slice(0, 2)}-${sixDigits.slice(2, 4)}-${sixDigits.slice(4)}`
  return isDay(`19${rest}`) || isDay(`20${rest}`)
}

export function isNewPermanentResidentNumber(number: PermanentResidentNumber): boolean {
  return number.length === 18
}

/** ISO 3166 alpha-3 of the holder's country. */
export function nationalityOfPermanentResident(number: PermanentResidentNumber): string {
  return isNewPermanentResidentNumber(number)
    ? (countryByNumeric(number.slice(3, 6))?.alpha3 as string)
    : number.slice(0, 3)
}

/** Whether the birth date fits the number: fully in the new form, without the century in the old one. */
export function bornAsPermanentResidentNumberSays(number: PermanentResidentNumber, birthOn: Day): boolean {
  return isNewPermanentResidentNumber(number)
    ? birthInEighteen(number) === birthOn
    : number.slice(7, 13) === birthOn.slice(2).replaceAll('-', '')
}
