import { faulty, type Parsed, parsed } from './parsed.ts'

/** Mainland travel permit of a resident of Hong Kong (H) or Macao (M), or of Taiwan (eight digits). No check digit. */
export type TravelPermitNumber = string & { readonly brand: 'TravelPermitNumber' }

/** The card prints two more digits, the number of renewals; they are not part of the number. */
export function parseHongKongMacaoPermit(text: string): Parsed<TravelPermitNumber> {
  if (text.length !== 9 && text.length !== 11) return faulty('length')
  if (!/^[HMhm](\d{8}|\d{10})$/.test(text)) return faulty('character')
  return parsed(text.slice(0, 9).toUpperCase() as TravelPermitNumber)
}

export function parseTaiwanPermit(text: string): Parsed<TravelPermitNumber> {
  if (text.length !== 8) return faulty('length')
  return /^\d{8}$/.test(text) ? parsed(text as TravelPermitNumber) : faulty('character')
}
