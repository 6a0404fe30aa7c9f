import type { Purpose } from './purpose.ts'
import type { Role } from './role.ts'

/** Personal items that are sealed at rest and masked on display. Field lists per place of record: core/holder (M4.1). */
export const personalFields = [
  'name',
  'identityNumber',
  'phone',
  'address',
  'bankCardNumber',
  'documentNumber',
] as const

export type PersonalField = (typeof personalFields)[number]

/** How a personal item is called where somebody is told who has seen it. */
export const personalFieldWords = {
  name: { zh: '姓名', en: 'name' },
  identityNumber: { zh: '证件号码', en: 'identity number' },
  phone: { zh: '联系电话', en: 'telephone' },
  address: { zh: '联系地址', en: 'address' },
  bankCardNumber: { zh: '银行账号', en: 'bank account' },
  documentNumber: { zh: '其他证件号码', en: 'number of another document' },
} as const satisfies Record<PersonalField, { zh: string; en: string }>

/** GB/T 35273 practice: enough to recognise, not enough to use. Every rule keeps the length secret for short values. */
export function mask(field: PersonalField, value: string): string {
  const characters = [...value]
  const keep = (first: number, last: number): string =>
    characters.length > first + last
      ? [
          ...characters.slice(0, first),
          '*'.repeat(characters.length - first - last),
          ...characters.slice(-last || characters.length),
        ].join('')
      : '*'.repeat(characters.length)
  switch (field) {
    case 'name':
      return characters.length === 0 ? '' : `${characters[0]}${'*'.repeat(Math.max(1, characters.length - 1))}`
    case 'identityNumber':
    case 'documentNumber':
      return keep(3, 4)
    case 'phone':
      return keep(3, 4)
    case 'bankCardNumber':
      return keep(6, 4)
    case 'address':
      return characters.length <= 6 ? '******' : `${characters.slice(0, 6).join('')}******`
  }
}

/**
 * Which fields a role may see unmasked for a purpose when it asks for them record by record (M11.2, M11.3).
 * What is not written here stays masked. Reading one's own data is unmasked on request.
 */
const reveals: Partial<Record<Role, Partial<Record<Purpose, readonly PersonalField[]>>>> = {
  citizen: { 'own-affairs': personalFields },
  'bank-clerk': {
    'counter-service': ['name', 'phone', 'address'],
    production: ['name', 'identityNumber'],
    distribution: ['name', 'phone'],
  },
  'bank-supervisor': {
    'counter-service': ['name', 'phone', 'address'],
    production: ['name', 'identityNumber'],
    distribution: ['name', 'phone'],
  },
  // What a file of production holds: an account is opened with the first list, a card is made with the second.
  'bank-system': {
    production: ['name', 'identityNumber', 'documentNumber', 'phone', 'address'],
    benefit: ['name', 'bankCardNumber'],
  },
  factory: { production: ['name', 'identityNumber', 'bankCardNumber'] },
  'bureau-officer': {
    'counter-service': ['name', 'identityNumber', 'phone', 'address'],
    application: ['name', 'identityNumber', 'phone', 'address'],
    'register-maintenance': ['name', 'identityNumber', 'phone', 'address', 'documentNumber'],
  },
  'district-officer': {
    'counter-service': ['name', 'identityNumber', 'phone', 'address'],
    application: ['name', 'identityNumber', 'phone', 'address'],
    'register-maintenance': ['name', 'identityNumber', 'documentNumber'],
  },
  'production-manager': { production: ['name', 'identityNumber'] },
  'employer-agent': { application: ['name'] },
}

/** The requested fields that may leave unmasked; an empty request reveals nothing. */
export function revealed(role: Role, purpose: Purpose, requested: readonly PersonalField[]): readonly PersonalField[] {
  const allowed = reveals[role]?.[purpose] ?? []
  return requested.filter((field) => allowed.includes(field))
}
