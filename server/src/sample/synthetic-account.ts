import { luhnCheck } from '@yika/core/identifier/bank-card-number.ts'

/** No bank issues under these digits: whoever sees such a number knows that it is simulated. */
const syntheticPrefix = '62000'

/** An account number of 19 digits, one for each card number, that passes the Luhn check. */
export function syntheticAccount(cardNumber: string): string {
  const body = `${syntheticPrefix}${Number.parseInt(cardNumber.slice(0, 8), 36).toString().padStart(13, '0')}`
  return `${body}${luhnCheck(body)}`
}
