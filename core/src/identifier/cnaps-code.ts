import { faulty, type Parsed, parsed } from './parsed.ts'

/** Code of a bank or a branch in the national payment system: bank 3, area 4, branch 4, check 1. */
export type CnapsCode = string & { readonly brand: 'CnapsCode' }

export function parseCnapsCode(text: string): Parsed<CnapsCode> {
  if (text.length !== 12) return faulty('length')
  if (!/^\d{12}$/.test(text)) return faulty('character')
  return mod1110Check(text.slice(0, 11)) === Number(text[11]) ? parsed(text as CnapsCode) : faulty('check')
}

/** ISO 7064 MOD 11,10. */
function mod1110Check(digits: string): number {
  let product = 10
  for (const digit of digits) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return (11 - product) % 10
}
