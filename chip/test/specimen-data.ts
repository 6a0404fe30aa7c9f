import type { CardData } from '../src/personalisation/card-data.ts'
import type { SpecificationVersion } from '../src/profile/card-file.ts'

/** A synthetic card of Beijing, with nobody behind it. */
export function specimenData(version: SpecificationVersion): CardData {
  return {
    version,
    cardNumber: 'A00000011',
    ssn: '110101199003070011',
    name: '张三',
    sex: '1',
    ethnicGroup: '01',
    birthPlace: '110101',
    birthOn: '19900307',
    issuedOn: '20260105',
    validUntil: '20360105',
    identificationCode: '110000D1560000050000000111223344',
    cardClass: '3',
    initialisingBody: '911100000000',
    photo: null,
    bankCardNumber: null,
  }
}
