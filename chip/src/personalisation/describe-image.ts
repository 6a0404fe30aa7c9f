import { type CardFile, filePath, type Item } from '../profile/card-file.ts'
import { itemText } from '../profile/item-text.ts'
import { profileOf } from '../profile/profiles.ts'
import { parseNestedValue } from '../tlv/nested-value.ts'
import { parseRecord } from '../tlv/record.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { paymentPath } from './payment-path.ts'

/** One line of a screen that shows a chip. */
export interface DescribedItem {
  readonly path: string
  /** Null for a file without items, and for the PAN. */
  readonly tag: number | null
  readonly zh: string
  readonly en: string
  /** Hexadecimal in angle brackets where the bytes are not what the item asks for. */
  readonly text: string
}

/** The contents of a chip for people to read. */
export function describeImage(image: CardImage): readonly DescribedItem[] {
  const places = new Map(profileOf(image.version).files.map((file): [string, CardFile] => [filePath(file), file]))
  const files = image.files.flatMap((file) => describeFile(file, places.get(file.path)))
  if (image.pan === null) return files
  return [...files, { path: paymentPath, tag: null, zh: '银行卡号', en: 'bank card number', text: image.pan }]
}

function describeFile(file: ImageFile, place: CardFile | undefined): readonly DescribedItem[] {
  const { path } = file
  const [zh, en] = [place?.zh ?? path, place?.en ?? path]
  if (!('records' in file)) return [{ path, tag: null, zh, en, text: `${file.bytes.length} bytes` }]
  const records = file.records.filter((record) => record !== null)
  if (place?.structure !== 'linear') return records.map((record) => ({ path, tag: null, zh, en, text: raw(record) }))
  return records.flatMap((bytes) => {
    const record = parseRecord(bytes)
    const item = place.items.find(({ tag }) => tag === record?.tag)
    if (record === undefined || item === undefined) return [{ path, tag: null, zh, en, text: raw(bytes) }]
    return describeItem(path, item, record.value)
  })
}

function describeItem(path: string, item: Item, value: Uint8Array): readonly DescribedItem[] {
  const { tag, zh, en } = item
  const inner = item.items && parseNestedValue(value, item.items)
  if (item.items === undefined || inner === undefined)
    return [{ path, tag, zh, en, text: itemText(item, value) ?? raw(value) }]
  return item.items.flatMap((nested, index) => describeItem(path, nested, inner[index] as Uint8Array))
}

function raw(bytes: Uint8Array): string {
  return `<${bytes.toHex().toUpperCase()}>`
}
