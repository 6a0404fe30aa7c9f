import { parseCardNumber } from '../identifier/card-number.ts'

/** Nine characters with a check, or the twelve digits of older Beijing cards; undefined for anything else. */
export function oldOrNewCardNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase()
  if (/^\d{12}$/.test(number)) return number
  const parsed = parseCardNumber(number)
  return parsed.valid ? parsed.value : undefined
}
