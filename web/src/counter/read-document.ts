import { callReader, type ReaderAnswer } from '../client/reader.ts'

/** Whom a document or a card names. */
export interface ReadDocument {
  readonly number: string
  readonly name: string
}

/** The contact slot, in which cards lie. */
const slot = 1

export async function readIdentityDocument(): Promise<ReadDocument | ReaderAnswer> {
  const answer = await callReader('iReadIdentityCard', { iType: slot })
  if (answer.code !== 0) return answer
  // Readers differ in what they add; the name comes first and the number has a form of its own.
  const fields = answer.text.split('|')
  const number = fields.find((field) => /^\d{17}[\dX]$/.test(field))
  return number === undefined ? { code: -41, text: answer.text } : { number, name: fields[0] ?? '' }
}

/** Only where the reader has a security module: without one a card says nothing of its holder. */
export async function readSocialCard(): Promise<ReadDocument | ReaderAnswer> {
  const answer = await callReader('iReadCardBas', { iType: slot })
  if (answer.code !== 0) return answer
  const [, number = '', , , name = ''] = answer.text.split('|')
  return { number, name }
}
