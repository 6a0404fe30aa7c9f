import { fieldsOf } from './driver-text.ts'

/** What the caller believes to be in the reader: card identification code, bar, card number, bar. */
export interface CardInfo {
  readonly identificationCode: string
  readonly cardNumber: string
}

export function parseCardInfo(text: string): CardInfo | undefined {
  const fields = fieldsOf(text, 2)
  if (fields === undefined) return undefined
  const [identificationCode, cardNumber] = fields as [string, string]
  if (!/^[0-9A-F]{32}$/i.test(identificationCode) || !/^[0-9A-Z]{9}$/.test(cardNumber)) return undefined
  return { identificationCode: identificationCode.toUpperCase(), cardNumber }
}
