import type { PolicyReader } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { birthPlaceOf, chipTerms } from '@yika/core/production/chip-terms.ts'
import type { CardContent, OrderTerms } from '@yika/core/production/factory-order.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { FieldReader } from '../kernel/query.ts'
import type { LineRow } from './line-rows.ts'
import { openPicture, type SealedPictures } from './sealed-pictures.ts'

/** The name as the card carries it (M4.3). */
export function cardName(reader: FieldReader, person: Person): string {
  return reader.show('name', person, person.sealed.chipName ?? person.sealed.name) ?? ''
}

export function socialSecurityNumber(reader: FieldReader, person: Person): string {
  return reader.show('identityNumber', person, person.sealed.ssn) ?? ''
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** What printer and chip get to know of one card, as far as the reader may show it. */
export function cardContent(
  custodian: Custodian,
  reader: FieldReader,
  { line, person, application }: LineRow,
  bank: string,
  pictures: SealedPictures | undefined,
): CardContent {
  const ssn = socialSecurityNumber(reader, person)
  return {
    cardNumber: line.cardNumber,
    ssn,
    name: cardName(reader, person),
    sex: person.sex,
    ethnicGroup: person.ethnicGroup,
    birthPlace: birthPlaceOf(ssn),
    birthOn: person.birthOn,
    bank,
    photoId: application.photoId,
    pictures:
      pictures === undefined
        ? null
        : {
            print: base64(openPicture(custodian, person, pictures.print)),
            chip: base64(openPicture(custodian, person, pictures.chip)),
          },
  }
}

/** What all new cards have in common on a day. */
export function orderTermsOf(policy: PolicyReader, keyVersion: number): OrderTerms {
  const expiryDay = policy.text('card.expiry-day-inclusive') === 'day-before' ? 'day-before' : 'same-day'
  return { ...chipTerms, keyVersion, validityYears: policy.number('card.validity'), expiryDay }
}
