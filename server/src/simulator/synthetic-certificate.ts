import { hash32 } from '../sample/hash32.ts'

export function syntheticCertificateSerial(cardNumber: string): string {
  return hex(`certificate/${cardNumber}`, 16)
}

function hex(text: string, digits: number): string {
  let result = ''
  for (let part = 0; result.length < digits; part += 1)
    result += hash32(`${text}/${part}`).toString(16).padStart(8, '0').toUpperCase()
  return result.slice(0, digits)
}
