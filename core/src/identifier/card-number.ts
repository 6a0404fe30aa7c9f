import { organisationCheck, parseEightAndCheck } from './organisation-code.ts'
import type { Parsed } from './parsed.ts'

/** Number printed on a social security card: eight characters and a check after GB 11714. */
export type CardNumber = string & { readonly brand: 'CardNumber' }

export function parseCardNumber(text: string): Parsed<CardNumber> {
  return parseEightAndCheck(text) as Parsed<CardNumber>
}

/** The number with this body of eight characters `[0-9A-Z]`; ranges of bodies are configuration of the issuing area. */
export function cardNumberOf(body: string): CardNumber {
  return `${body}${organisationCheck(body)}` as CardNumber
}
