import { charactersOutsideGbk } from '../charset/gbk.ts'
import { nameItems } from '../charset/name-items.ts'
import { filePath, type Item, type LinearFile, type SpecificationVersion } from '../profile/card-file.ts'
import { itemValue } from '../profile/item-text.ts'
import { profileOf } from '../profile/profiles.ts'
import { photoBytesMax } from '../profile/ssse-files.ts'
import { filled, unfilled } from '../tlv/filled.ts'
import { encodeRecord } from '../tlv/record.ts'
import type { CardData } from './card-data.ts'
import type { CardImage, ImageFile } from './card-image.ts'

/** `format`: not of the form of the field; `length`: too long for the card; `characters`: signs the card cannot hold (M4.3). */
export type ComposeFault = 'format' | 'length' | 'characters'

export type Composed =
  | { readonly ok: true; readonly image: CardImage }
  | { readonly ok: false; readonly field: keyof CardData; readonly fault: ComposeFault }

const photoPath = '3F00EF08'
const nameTag = 0x09
const nameExtensionTag = 0x4e

const day = /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

type TextField = Exclude<keyof CardData, 'name' | 'photo' | 'bankCardNumber'>

/** Which field of the register stands in which item of EF05 and EF06. */
const textFields: readonly { readonly tag: number; readonly field: TextField; readonly pattern: RegExp }[] = [
  { tag: 0x01, field: 'identificationCode', pattern: /^\d{6}D156000005[0-9A-F]{16}$/ },
  { tag: 0x02, field: 'cardClass', pattern: /^[\x21-\x7e]$/ },
  { tag: 0x03, field: 'version', pattern: /^[123]\.00$/ },
  { tag: 0x04, field: 'initialisingBody', pattern: /^\d{1,24}$/ },
  { tag: 0x05, field: 'issuedOn', pattern: day },
  { tag: 0x06, field: 'validUntil', pattern: day },
  { tag: 0x07, field: 'cardNumber', pattern: /^[0-9A-Z]{9}$/ },
  { tag: 0x08, field: 'ssn', pattern: /^[0-9A-Z]{18}$/ },
  { tag: 0x0a, field: 'sex', pattern: /^[0129]$/ },
  { tag: 0x0b, field: 'ethnicGroup', pattern: /^\d{2}$/ },
  { tag: 0x0c, field: 'birthPlace', pattern: /^\d{6}$/ },
  { tag: 0x0d, field: 'birthOn', pattern: day },
]

const bankCardNumber = /^\d{16,19}$/
const fieldOf = new Map(textFields.map(({ tag, field }) => [tag, field]))

interface Layout {
  readonly path: string
  readonly items: readonly Item[]
}

/** The linear files of the environment that the register fills, worked out once for each version. */
const layouts = {
  '1.00': layoutsOf('1.00'),
  '2.00': layoutsOf('2.00'),
  '3.00': layoutsOf('3.00'),
} as const satisfies Readonly<Record<SpecificationVersion, readonly Layout[]>>

function layoutsOf(version: SpecificationVersion): readonly Layout[] {
  return profileOf(version)
    .files.filter((file): file is LinearFile => file.directory === 'SSSE' && file.structure === 'linear')
    .filter(({ items }) => items.some(({ tag }) => fieldOf.has(tag)))
    .map((file) => ({ path: filePath(file), items: file.items }))
}

/** M2.2: the image of a chip out of the register, or the first field that the chip cannot hold as it is. */
export function composeImage(data: CardData): Composed {
  const refused = (field: keyof CardData, fault: ComposeFault) => ({ ok: false, field, fault }) as const
  for (const { field, pattern } of textFields) if (!pattern.test(data[field])) return refused(field, 'format')
  const name = nameItems(data.name)
  if (name === undefined) {
    if (data.name === '') return refused('name', 'format')
    return refused('name', charactersOutsideGbk(data.name).length > 0 ? 'characters' : 'length')
  }
  if (data.version === '1.00' && name.extension.length > 0) return refused('name', 'length')
  const photo = data.photo === null ? null : unfilled(data.photo)
  if (photo !== null && photo.length === 0) return refused('photo', 'format')
  if (photo !== null && photo.length > photoBytesMax) return refused('photo', 'length')
  const pan = data.bankCardNumber
  if (pan !== null && !bankCardNumber.test(pan)) return refused('bankCardNumber', 'format')

  const value = (item: Item): Uint8Array => {
    const whole =
      item.tag === nameTag
        ? filled(name.name, item.length)
        : item.tag === nameExtensionTag
          ? filled(name.extension, item.length)
          : itemValue(item, data[fieldOf.get(item.tag) as TextField])
    return whole as Uint8Array
  }
  const files: ImageFile[] = layouts[data.version].map(({ path, items }) => ({
    path,
    records: items.map((item) => encodeRecord(item.tag, value(item))),
  }))
  if (photo !== null) files.push({ path: photoPath, bytes: photo })
  return { ok: true, image: { version: data.version, files, pan } }
}
