import { encodeGbk } from '../charset/gbk.ts'

/** Fields separated and terminated by a bar. */
export function barred(fields: readonly string[]): string {
  return fields.map((field) => `${field}|`).join('')
}

/** The fields of a barred text; a last bar may be missing, as some pages leave it off. Undefined if there is not exactly the given number. */
export function fieldsOf(text: string, count: number): readonly string[] | undefined {
  const fields = text.split('|')
  if (fields.length > 1 && fields.at(-1) === '') fields.pop()
  return fields.length === count ? fields : undefined
}

/** The text as the C interface carries it, GBK; undefined if a character is outside the set. */
export const driverText = (text: string): Uint8Array | undefined => encodeGbk(text)

export const hex = (bytes: Uint8Array): string => bytes.toHex().toUpperCase()

/** Bytes of hexadecimal digits of either case; undefined for anything else or another length. */
export function bytesOfHex(text: string, length?: number): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined
  return length === undefined || text.length === length * 2 ? Uint8Array.fromHex(text) : undefined
}
