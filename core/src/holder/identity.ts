import type { Day } from '../calendar/instant.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import {
  birthOnOfCitizen,
  parseCitizenNumber,
  sexOfCitizen,
  upgradeCitizenNumber,
} from '../identifier/citizen-number.ts'
import { countryByAlpha3 } from '../identifier/country.ts'
import {
  foreignerNumberOf,
  foreignerNumberOfPermanentResident,
  parseForeignerNumber,
} from '../identifier/foreigner-number.ts'
import type { Parsed } from '../identifier/parsed.ts'
import {
  bornAsPermanentResidentNumberSays,
  isNewPermanentResidentNumber,
  nationalityOfPermanentResident,
  parsePermanentResidentNumber,
} from '../identifier/permanent-resident-number.ts'
import {
  birthOnOfResident,
  originOfResident,
  parseResidencePermitNumber,
  sexOfResident,
} from '../identifier/residence-permit-number.ts'
import type { Sex } from '../identifier/sex.ts'
import { parseHongKongMacaoPermit, parseTaiwanPermit } from '../identifier/travel-permit-number.ts'
import type { PersonKind } from './person.ts'

/** What a document says about a person, as it was entered. */
export interface IdentityClaim {
  readonly kind: PersonKind
  readonly identityNumber?: string | undefined
  /** Travel permit, passport, or the other number of a permanent resident. */
  readonly documentNumber?: string | undefined
  readonly sex?: Sex | undefined
  readonly birthOn?: Day | undefined
  readonly nationality?: string | undefined
}

/** The same, read and found to agree with itself. */
export interface Identity {
  readonly identityNumber: string
  readonly ssn: string
  readonly documentNumber: string | null
  readonly sex: Sex
  readonly birthOn: Day
  readonly nationality: string
  /** Every number under which nobody else may be registered. */
  readonly numbers: readonly string[]
}

/**
 * Article 8: citizens, residents of Hong Kong, Macao and Taiwan, foreign permanent residents and other insured foreigners
 * are read by the rules of their own documents (M8.3). What the number says itself need not be said again and must
 * not be contradicted.
 */
export function readIdentity(claim: IdentityClaim, today: Day): Identity | Refused {
  switch (claim.kind) {
    case 'citizen':
      return readCitizen(claim, today)
    case 'hong-kong-macao-taiwan':
      return readResident(claim, today)
    case 'permanent-resident':
      return readPermanentResident(claim, today)
    case 'foreigner':
      return readForeigner(claim, today)
  }
}

export function isIdentity(result: Identity | Refused): result is Identity {
  return !('accepted' in result)
}

function readCitizen(claim: IdentityClaim, today: Day): Identity | Refused {
  const text = claim.identityNumber ?? ''
  const number = text.length === 15 ? upgradeCitizenNumber(text, today) : parseCitizenNumber(text, today)
  if (!number.valid) return wrong('identityNumber', number)
  return agreeing(claim, {
    identityNumber: number.value,
    ssn: number.value,
    documentNumber: null,
    sex: sexOfCitizen(number.value),
    birthOn: birthOnOfCitizen(number.value),
    nationality: 'CHN',
    numbers: [number.value],
  })
}

function readResident(claim: IdentityClaim, today: Day): Identity | Refused {
  const number = parseResidencePermitNumber(claim.identityNumber ?? '', today)
  if (!number.valid) return wrong('identityNumber', number)
  const origin = originOfResident(number.value)
  let documentNumber: string | null = null
  if (claim.documentNumber !== undefined) {
    const permit =
      origin === 'TWN' ? parseTaiwanPermit(claim.documentNumber) : parseHongKongMacaoPermit(claim.documentNumber)
    if (!permit.valid) return wrong('documentNumber', permit)
    documentNumber = permit.value
  }
  return agreeing(claim, {
    identityNumber: number.value,
    ssn: number.value,
    documentNumber,
    sex: sexOfResident(number.value),
    birthOn: birthOnOfResident(number.value),
    nationality: origin,
    numbers: [number.value],
  })
}

/** The fifteen-character number goes on as social security number of its holder in the layout for foreigners. */
function readPermanentResident(claim: IdentityClaim, today: Day): Identity | Refused {
  const number = parsePermanentResidentNumber(claim.identityNumber ?? '', today)
  if (!number.valid) return wrong('identityNumber', number)
  if (claim.sex === undefined) return refuse('item-missing', { item: 'sex' })
  if (claim.birthOn === undefined) return refuse('item-missing', { item: 'birthOn' })
  if (!bornAsPermanentResidentNumberSays(number.value, claim.birthOn))
    return refuse('identity-disagrees', { item: 'birthOn' })
  const nationality = nationalityOfPermanentResident(number.value)
  let ssn: string = number.value
  if (!isNewPermanentResidentNumber(number.value)) {
    const made = foreignerNumberOfPermanentResident(number.value)
    if (!made.valid) return wrong('identityNumber', made)
    ssn = made.value
  }
  let other: string | null = null
  if (claim.documentNumber !== undefined) {
    const second = parsePermanentResidentNumber(claim.documentNumber, today)
    if (!second.valid) return wrong('documentNumber', second)
    if (
      !bornAsPermanentResidentNumberSays(second.value, claim.birthOn) ||
      nationalityOfPermanentResident(second.value) !== nationality
    )
      return refuse('identity-disagrees', { item: 'documentNumber' })
    other = second.value
  }
  return agreeing(claim, {
    identityNumber: number.value,
    ssn,
    documentNumber: other,
    sex: claim.sex,
    birthOn: claim.birthOn,
    nationality,
    numbers: [...new Set([number.value, ssn, ...(other === null ? [] : [other])])],
  })
}

function readForeigner(claim: IdentityClaim, today: Day): Identity | Refused {
  const { sex, birthOn, nationality, documentNumber } = claim
  if (sex === undefined) return refuse('item-missing', { item: 'sex' })
  if (birthOn === undefined) return refuse('item-missing', { item: 'birthOn' })
  if (birthOn > today) return refuse('date-in-future', { item: 'birthOn' })
  if (nationality === undefined || countryByAlpha3(nationality) === undefined || nationality === 'CHN')
    return refuse('item-missing', { item: 'nationality' })
  if (documentNumber === undefined) return refuse('item-missing', { item: 'documentNumber' })
  if (!/^[0-9A-Za-z]{5,14}$/.test(documentNumber))
    return refuse(/^[0-9A-Za-z]*$/.test(documentNumber) ? 'number-length' : 'number-character', {
      field: 'documentNumber',
    })
  const document = documentNumber.toUpperCase()
  const number =
    claim.identityNumber === undefined
      ? foreignerNumberOf(nationality, document)
      : parseForeignerNumber(claim.identityNumber)
  if (!number.valid) return wrong('identityNumber', number)
  if (!number.value.startsWith(nationality)) return refuse('identity-disagrees', { item: 'nationality' })
  return {
    identityNumber: number.value,
    ssn: number.value,
    documentNumber: document,
    sex,
    birthOn,
    nationality,
    numbers: [number.value],
  }
}

function agreeing(claim: IdentityClaim, identity: Identity): Identity | Refused {
  for (const item of ['sex', 'birthOn', 'nationality'] as const)
    if (claim[item] !== undefined && claim[item] !== identity[item]) return refuse('identity-disagrees', { item })
  return identity
}

function wrong(field: 'identityNumber' | 'documentNumber', number: Parsed<unknown>): Refused {
  if (number.valid) throw new Error('a number that is right was called wrong')
  return refuse(`number-${number.fault}`, { field })
}
