import { fromBcd, toBcd } from '../bytes/bcd.ts'
import { decodeGbk, encodeGbk } from '../charset/gbk.ts'
import { filled, unfilled } from '../tlv/filled.ts'
import type { Item } from './card-file.ts'

type Coded = Pick<Item, 'type' | 'length'>

/** The value of an item with its filling; undefined if the text does not fit or cannot be written. `b` is given in hexadecimal. */
export function itemValue({ type, length }: Coded, text: string): Uint8Array | undefined {
  if (type === 'cn') return toBcd(text, length)
  if (type === 'b')
    return text.length === length * 2 && /^[0-9A-Fa-f]*$/.test(text) ? Uint8Array.fromHex(text) : undefined
  const bytes = encodeGbk(text)
  return bytes && filled(bytes, length)
}

/** What a person reads in a value; undefined if the value is not of the type or length. */
export function itemText({ type, length }: Coded, value: Uint8Array): string | undefined {
  if (value.length !== length) return undefined
  if (type === 'cn') return fromBcd(value)
  if (type === 'b') return value.toHex().toUpperCase()
  const bytes = unfilled(value)
  return bytes.includes(0) ? undefined : decodeGbk(bytes)
}
