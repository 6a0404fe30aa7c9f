import type { Card } from '@yika/core/card/card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { birthPlaceOf, chipTerms } from '@yika/core/production/chip-terms.ts'
import { fileDay } from '@yika/core/production/return-file.ts'
import { cardsByKeys, cardsOfNumbers } from './card/store.ts'
import { openText } from './holder/sealing.ts'
import { personsByIds } from './holder/store.ts'
import type { Custodian } from './kernel/custody/custodian.ts'
import type { Database } from './kernel/database/database.ts'
import { isSampleChip } from './sample/sample-chip.ts'
import type { SampleCardContent } from './simulator/sample-chip-memory.ts'

/** What lies in the chips of these cards, as far as they are third-generation cards that the sample city brought along. */
export async function sampleCardContents(
  db: Database,
  custodian: Custodian,
  numbers: readonly string[],
): Promise<readonly SampleCardContent[]> {
  const cards = await cardsByKeys(db, [...(await cardsOfNumbers(db, numbers)).values()])
  const sample = [...cards.values()].filter(({ atr }) => atr !== null && isSampleChip(atr))
  const persons = await personsByIds(
    db,
    sample.map(({ personId }) => personId),
  )
  return sample.flatMap((card) => {
    const person = persons.get(card.personId)
    // A name for which a clerk would first have to find a form stands in no chip.
    return person === undefined || person.nameOnChip === 'needs-clerk' ? [] : [contentOf(custodian, card, person)]
  })
}

function contentOf(custodian: Custodian, card: Card, person: Person): SampleCardContent {
  const ssn = openText(custodian, person, 'identityNumber', person.sealed.ssn)
  const { issuedOn, expiresOn, chipIdentificationCode, atr, chipKeyVersion, cardNumber } = card
  return {
    chip: { chipIdentificationCode: chipIdentificationCode ?? '', atr: atr ?? '', chipKeyVersion: chipKeyVersion ?? 1 },
    data: {
      ...{ version: chipTerms.specification, cardClass: chipTerms.cardClass, cardNumber: cardNumber ?? '' },
      ...{ initialisingBody: chipTerms.initialisingBody, bankCardNumber: null, ssn, birthPlace: birthPlaceOf(ssn) },
      ...{ name: openText(custodian, person, 'name', person.sealed.name), sex: person.sex },
      ...{ ethnicGroup: person.ethnicGroup, birthOn: fileDay(person.birthOn) },
      ...{
        issuedOn: issuedOn === null ? '' : fileDay(issuedOn),
        validUntil: expiresOn === null ? '' : fileDay(expiresOn),
      },
    },
  }
}
