import { faulty, type Parsed, parsed } from './parsed.ts'

/** Number of the bank account's card (PAN): 16 to 19 digits with a Luhn check, ISO/IEC 7812. */
export type BankCardNumber = string & { readonly brand: 'BankCardNumber' }

export function parseBankCardNumber(text: string): Parsed<BankCardNumber> {
  if (text.length < 16 || text.length > 19) return faulty('length')
  if (!/^\d+$/.test(text)) return faulty('character')
  return luhnCheck(text.slice(0, -1)) === Number(text.at(-1)) ? parsed(text as BankCardNumber) : faulty('check')
}

/** The digit that makes the Luhn sum a multiple of ten: from the right every other digit counts double. */
export function luhnCheck(digits: string): number {
  let sum = 0
  for (let index = digits.length - 1, double = true; index >= 0; index -= 1, double = !double) {
    const digit = Number(digits[index])
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return (10 - (sum % 10)) % 10
}
