import { organisationCheck } from './organisation-code.ts'
import { faulty, type Parsed, parsed } from './parsed.ts'

/** Unified social credit code GB 32100-2015 of an employer or another organisation. */
export type UnifiedCode = string & { readonly brand: 'UnifiedCode' }

/** I, O, S, V and Z are left out; the value of a character is its place. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The inner organisation code has a check of its own, and both must fit. */
export function parseUnifiedCode(text: string): Parsed<UnifiedCode> {
  if (text.length !== 18) return faulty('length')
  if (!/^[0-9A-HJ-NP-RTUW-Ya-hj-np-rtuw-y]{2}\d{6}[0-9A-HJ-NP-RTUW-Ya-hj-np-rtuw-y]{10}$/.test(text))
    return faulty('character')
  const code = text.toUpperCase()
  if (organisationCheck(code.slice(8, 16)) !== code[16] || unifiedCheck(code.slice(0, 17)) !== code[17])
    return faulty('check')
  return parsed(code as UnifiedCode)
}

/** Weights 3^i modulo 31. */
function unifiedCheck(seventeen: string): string {
  let weight = 1
  let sum = 0
  for (const character of seventeen) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] as string
}
