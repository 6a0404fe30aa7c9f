import type { Day } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { isIdentity, readIdentity } from '@yika/core/holder/identity.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { parseName } from '@yika/core/holder/person-name.ts'
import type { Registration } from '@yika/core/holder/register-person.ts'
import type { registerPersonOperation } from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { newId } from '../kernel/identifier.ts'
import { identityIndexes, nameIndexes, phoneIndex } from './blind-index.ts'
import { nameOnChip } from './name-on-chip.ts'
import { sealText } from './sealing.ts'

/** Whether a date lies in the future is asked when the command is decided; reading has no clock. */
export const endOfTime = '9999-12-31' as Day

/** What residents of Hong Kong, Macao, Taiwan and foreigners have for an ethnic group unless one is said. */
const noEthnicGroup = '97'

/** Reads the document and seals the person, before any transaction: the longest part of a registration. */
export function prepareRegistration(
  custodian: Custodian,
  input: InputOf<typeof registerPersonOperation>,
): Registration | Refused {
  const { kind, identityNumber, documentNumber, sex, nationality } = input
  const birthOn = input.birthOn as Day | undefined
  const identity = readIdentity({ kind, identityNumber, documentNumber, sex, nationality, birthOn }, endOfTime)
  if (!isIdentity(identity)) return identity
  const name = parseName(input.name)
  if (name === undefined) return refuse('name-invalid')
  if (kind === 'citizen' && input.ethnicGroup === undefined) return refuse('item-missing', { item: 'ethnicGroup' })
  const personId = newId(Date.now())
  const key = Buffer.from(custodian.newPersonKey(personId)).toString('base64')
  const seal = (column: Parameters<typeof sealText>[2], text: string): string =>
    sealText(custodian, { personId, key }, column, text)
  const ssn = seal('identityNumber', identity.ssn)
  const phone = input.phone ?? null
  const { onChip, charactersOutsideChip } = nameOnChip(name)
  return {
    personId,
    kind,
    identity: { sex: identity.sex, birthOn: identity.birthOn, nationality: identity.nationality },
    ethnicGroup: input.ethnicGroup ?? noEthnicGroup,
    district: input.district,
    issuingArea: input.issuingArea ?? issuingArea,
    key,
    sealed: {
      name: seal('name', name),
      ssn,
      identityNumber: identity.identityNumber === identity.ssn ? ssn : seal('identityNumber', identity.identityNumber),
      documentNumber: identity.documentNumber === null ? null : seal('documentNumber', identity.documentNumber),
      phone: phone === null ? null : seal('phone', phone),
      address: input.address === undefined ? null : seal('address', input.address),
      chipName: null,
    },
    index: {
      ...identityIndexes(custodian, identity),
      ...nameIndexes(custodian, name),
      phone: phoneIndex(custodian, phone),
    },
    nameOnChip: onChip,
    charactersOutsideChip,
    source: input.source,
  }
}
