import type { Day } from '@yika/core/calendar/instant.ts'
import type { Identity } from '@yika/core/holder/identity.ts'
import type { BlindIndexes } from '@yika/core/holder/person.ts'
import { nameSearchForm } from '@yika/core/holder/person-name.ts'
import { upgradeCitizenNumber } from '@yika/core/identifier/citizen-number.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { IndexPurpose } from '../kernel/custody/index-purpose.ts'
import { nameInitials } from './name-initials.ts'
import type { IndexKey } from './store.ts'

/** Names and telephones lead to several people anyway: eight bytes keep their indexes small. */
const shortLength = 8

const endOfTime = '9999-12-31' as Day

/** One form for every way of writing the same number: upper case, no blanks, eighteen digits for fifteen. */
function numberLookupForm(text: string): string {
  const number = text.replaceAll(/\s/g, '').toUpperCase()
  if (!/^\d{15}$/.test(number)) return number
  const upgraded = upgradeCitizenNumber(number, endOfTime)
  return upgraded.valid ? upgraded.value : number
}

function documentLookupForm(nationality: string, documentNumber: string): string {
  return `${nationality}:${documentNumber.replaceAll(/\s/g, '').toUpperCase()}`
}

/** Under every key that is still in use: what a look-up asks for while keys are being changed. */
export function numberKeys(custodian: Custodian, number: string): readonly IndexKey[] {
  return custodian
    .blindIndexes('person', numberLookupForm(number))
    .map((index) => ({ kind: 'number', idx: Buffer.from(index).toString('base64') }))
}

export function documentKeys(custodian: Custodian, nationality: string, documentNumber: string): readonly IndexKey[] {
  return custodian
    .blindIndexes('document', documentLookupForm(nationality, documentNumber))
    .map((index) => ({ kind: 'document', idx: Buffer.from(index).toString('base64') }))
}

/** Every form of a short index, for searches. */
export function shortIndexes(custodian: Custodian, purpose: IndexPurpose, normalForm: string): readonly string[] {
  return custodian.blindIndexes(purpose, normalForm).map(short)
}

function short(index: Uint8Array): string {
  return Buffer.from(index.subarray(0, shortLength)).toString('base64')
}

export function nameIndexes(custodian: Custodian, name: string): Pick<BlindIndexes, 'name' | 'initials'> {
  return {
    name: short(custodian.blindIndex('name', nameSearchForm(name))),
    initials: short(custodian.blindIndex('name-initials', nameInitials(name))),
  }
}

export function phoneIndex(custodian: Custodian, phone: string | null): string | null {
  return phone === null ? null : short(custodian.blindIndex('phone', phone))
}

export function identityIndexes(custodian: Custodian, identity: Identity): Pick<BlindIndexes, 'numbers' | 'document'> {
  const { numbers, nationality, documentNumber } = identity
  return {
    numbers: numbers.map((number) => Buffer.from(custodian.blindIndex('person', number)).toString('base64')),
    document:
      documentNumber === null || numbers.includes(documentNumber)
        ? null
        : Buffer.from(custodian.blindIndex('document', documentLookupForm(nationality, documentNumber))).toString(
            'base64',
          ),
  }
}
