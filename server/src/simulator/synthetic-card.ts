import { luhnCheck } from '@yika/core/identifier/bank-card-number.ts'
import { hash32 } from './faults.ts'

/** No bank issues under these digits: whoever sees such a number knows that it is simulated. */
const syntheticPrefix = '62000'

/** An account number of 19 digits, one for each card number, that passes the Luhn check. */
export function syntheticAccount(cardNumber: string): string {
  const body = `${syntheticPrefix}${Number.parseInt(cardNumber.slice(0, 8), 36).toString().padStart(13, '0')}`
  return `${body}${luhnCheck(body)}`
}

export function syntheticCertificateSerial(cardNumber: string): string {
  return hex(`certificate/${cardNumber}`, 16)
}

function hex(text: string, digits: number): string {
  let result = ''
  for (let part = 0; result.length < digits; part += 1)
    result += hash32(`${text}/${part}`).toString(16).padStart(8, '0').toUpperCase()
  return result.slice(0, digits)
}
