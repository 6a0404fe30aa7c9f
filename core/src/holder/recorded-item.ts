import { type FieldEntry, type FieldOwner, fieldList, type RecordPlace, recordPlaces } from './field-list.ts'

type Listed = { [Place in RecordPlace]: keyof (typeof fieldList)[Place] }[RecordPlace]
/** What is recorded about a holder and shown to the holder, wherever it stands (M4.7). */
export type RecordedItem = Exclude<Listed, 'certificate'>

const entries = recordPlaces.flatMap((place) => Object.entries<FieldEntry>(fieldList[place]))
const shown = entries.filter(([, { seenBy }]) => seenBy.includes('citizen'))

export const recordedItems = [...new Set(shown.map(([item]) => item))] as readonly string[] as readonly RecordedItem[]

/** The entry of the first place that records it: register before chip, chip before face. */
export function entryOf(item: RecordedItem): FieldEntry {
  const [, entry] = shown.find(([name]) => name === item) ?? []
  if (entry === undefined) throw new Error(`${item} is not on the field list`)
  return entry
}

/** What holders change themselves: nobody has to be asked (M7.10). */
export const contactItems = ['phone', 'address', 'district'] as const satisfies readonly RecordedItem[]

/** What the authoritative register says, and under which name correct-person takes it. */
export const registerItems = {
  name: 'name',
  ssn: 'identityNumber',
  identityNumber: 'identityNumber',
  documentNumber: 'documentNumber',
  sex: 'sex',
  birthOn: 'birthOn',
  ethnicGroup: 'ethnicGroup',
  nationality: 'nationality',
} as const satisfies Partial<Record<RecordedItem, string>>

export type RegisterItem = keyof typeof registerItems

export function isRegisterItem(item: RecordedItem): item is RegisterItem {
  return Object.hasOwn(registerItems, item)
}

/** Who puts an item right, in words for its holder. */
export const ownerWords = {
  'population register': { zh: '市级经办机构依人口登记更正', en: 'the bureau, from the population register' },
  person: { zh: '本人', en: 'the holder' },
  'department that vouches': { zh: '出具依据的主管部门', en: 'the department that vouches for it' },
  'card office': { zh: '社会保障卡经办机构', en: 'the card office' },
  'cooperating bank': { zh: '合作银行', en: 'the cooperating bank' },
  'certificate system': { zh: '证书系统', en: 'the certificate system' },
  'card factory': { zh: '制卡工厂（换卡）', en: 'the card factory, with another card' },
} as const satisfies Record<FieldOwner, { zh: string; en: string }>
