import type { Day } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Correction } from '@yika/core/holder/correct-person.ts'
import { isIdentity, readIdentity } from '@yika/core/holder/identity.ts'
import type { Person, PrintedItem, SealedItems } from '@yika/core/holder/person.ts'
import { parseName } from '@yika/core/holder/person-name.ts'
import type { correctPersonOperation } from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { identityIndexes, nameIndexes } from './blind-index.ts'
import { nameOnChip } from './name-on-chip.ts'
import { endOfTime } from './registration.ts'
import { openText, sealText } from './sealing.ts'

type Input = InputOf<typeof correctPersonOperation>
type Draft<Value> = { -readonly [Member in keyof Value]: Value[Member] }

/**
 * Holds what the register says now against what is recorded, opened for this comparison only, and keeps the differences.
 * The whole identity is read again, so that number, sex and birth date go on agreeing with each other.
 */
export function compareWithRegister(custodian: Custodian, person: Person, input: Input): Correction | Refused {
  const { sealed } = person
  const opened = {
    name: openText(custodian, person, 'name', sealed.name),
    ssn: openText(custodian, person, 'identityNumber', sealed.ssn),
    identityNumber: openText(custodian, person, 'identityNumber', sealed.identityNumber),
    documentNumber:
      sealed.documentNumber === null ? undefined : openText(custodian, person, 'documentNumber', sealed.documentNumber),
  }
  const kind = input.kind ?? person.kind
  const numberSaysAll = kind === 'citizen' || kind === 'hong-kong-macao-taiwan'
  // A number that says sex and birth date itself replaces the recorded ones; only what was said now may contradict it.
  const kept = numberSaysAll ? {} : { sex: person.sex, birthOn: person.birthOn, nationality: person.nationality }
  const identity = readIdentity(
    {
      kind,
      ...kept,
      // A foreigner's number follows from the passport unless it is said.
      identityNumber:
        input.identityNumber ??
        (kind === 'foreigner' && input.documentNumber !== undefined ? undefined : opened.identityNumber),
      documentNumber: input.documentNumber ?? (kind === person.kind ? opened.documentNumber : undefined),
      ...(input.sex === undefined ? {} : { sex: input.sex }),
      ...(input.birthOn === undefined ? {} : { birthOn: input.birthOn as Day }),
      ...(input.nationality === undefined ? {} : { nationality: input.nationality }),
    },
    endOfTime,
  )
  if (!isIdentity(identity)) return identity
  const name = input.name === undefined ? opened.name : parseName(input.name)
  if (name === undefined) return refuse('name-invalid')

  const changes: Draft<Correction['changes']> = {}
  const resealed: Draft<Partial<SealedItems>> = {}
  const printed: PrintedItem[] = []
  if (name !== opened.name) {
    resealed.name = sealText(custodian, person, 'name', name)
    resealed.chipName = null
    changes.nameOnChip = nameOnChip(name).onChip
    printed.push('name')
  }
  if (identity.ssn !== opened.ssn) {
    resealed.ssn = sealText(custodian, person, 'identityNumber', identity.ssn)
    printed.push('ssn')
  }
  if (identity.identityNumber !== opened.identityNumber)
    resealed.identityNumber = sealText(custodian, person, 'identityNumber', identity.identityNumber)
  if (identity.documentNumber !== (opened.documentNumber ?? null))
    resealed.documentNumber =
      identity.documentNumber === null ? null : sealText(custodian, person, 'documentNumber', identity.documentNumber)
  if (Object.keys(resealed).length > 0) {
    changes.sealed = resealed
    changes.index = {
      ...identityIndexes(custodian, identity),
      ...nameIndexes(custodian, name),
      phone: person.index.phone,
    }
  }
  if (identity.sex !== person.sex) {
    changes.sex = identity.sex
    printed.push('sex')
  }
  if (identity.birthOn !== person.birthOn) {
    changes.birthOn = identity.birthOn
    printed.push('birthOn')
  }
  if (input.ethnicGroup !== undefined && input.ethnicGroup !== person.ethnicGroup) {
    changes.ethnicGroup = input.ethnicGroup
    printed.push('ethnicGroup')
  }
  if (identity.nationality !== person.nationality) changes.nationality = identity.nationality
  if (kind !== person.kind) changes.kind = kind
  if (input.district !== undefined && input.district !== person.district) changes.district = input.district
  return { changes, printed, source: input.source }
}
