import { concat } from '../bytes/concat.ts'
import { encodeRecord, type TlvRecord } from './record.ts'

/** Which items a B-TLV value has, in this order. */
export type NestedLayout = readonly { readonly tag: number; readonly length: number }[]

/** Records one behind the other; undefined if the last one is cut short. */
export function parseRecords(bytes: Uint8Array): readonly TlvRecord[] | undefined {
  const records: TlvRecord[] = []
  let offset = 0
  while (offset < bytes.length) {
    const [tag, length] = [bytes[offset] as number, bytes[offset + 1]]
    if (length === undefined || offset + 2 + length > bytes.length) return undefined
    records.push({ tag, value: bytes.subarray(offset + 2, offset + 2 + length) })
    offset += 2 + length
  }
  return records
}

/**
 * The values of a B-TLV item, in the order of its layout. Anything else than exactly these tags with these lengths is undefined: a value
 * that is cut short or goes on, another order, a tag twice, and a B-TLV item within the item, which the specification does not know.
 */
export function parseNestedValue(bytes: Uint8Array, layout: NestedLayout): readonly Uint8Array[] | undefined {
  const records = parseRecords(bytes)
  if (records?.length !== layout.length) return undefined
  const fits = layout.every(({ tag, length }, index) => {
    const record = records[index] as TlvRecord
    return record.tag === tag && record.value.length === length
  })
  return fits ? records.map(({ value }) => value) : undefined
}

/** Undefined if the values are not those of the layout. */
export function encodeNestedValue(values: readonly Uint8Array[], layout: NestedLayout): Uint8Array | undefined {
  if (values.length !== layout.length) return undefined
  if (layout.some(({ length }, index) => values[index]?.length !== length)) return undefined
  return concat(...layout.map(({ tag }, index) => encodeRecord(tag, values[index] as Uint8Array)))
}
