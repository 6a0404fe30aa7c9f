import { faulty, type Parsed, parsed } from './parsed.ts'

/** Organisation code GB 11714: eight characters and a check. */
export type OrganisationCode = string & { readonly brand: 'OrganisationCode' }

export function parseOrganisationCode(text: string): Parsed<OrganisationCode> {
  return parseEightAndCheck(text) as Parsed<OrganisationCode>
}

/** GB 11714 is shared by organisation codes and card numbers. */
export function parseEightAndCheck(text: string): Parsed<string> {
  if (text.length !== 9) return faulty('length')
  const code = text.toUpperCase()
  // The pattern is tried on the text as given: upper-casing turns some letters of other scripts into Latin ones.
  if (!/^[0-9A-Za-z]{8}[0-9Xx]$/.test(text)) return faulty('character')
  return organisationCheck(code.slice(0, 8)) === code[8] ? parsed(code) : faulty('check')
}

const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** C = 11 − (sum mod 11), where 10 is written X and 11 is written 0; letters count A = 10 … Z = 35. */
export function organisationCheck(eightCharacters: string): string {
  let sum = 0
  for (let index = 0; index < 8; index += 1)
    sum += Number.parseInt(eightCharacters[index] as string, 36) * (weights[index] as number)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
