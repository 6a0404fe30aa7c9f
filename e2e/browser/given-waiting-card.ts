import assert from 'node:assert/strict'
import { evolveParcelLine, parcelLineEvent } from '@yika/core/distribution/parcel-line.ts'
import { parcelLineStream } from '../../server/src/distribution/store.ts'
import { personsByIds } from '../../server/src/holder/store.ts'
import { newId } from '../../server/src/kernel/identifier.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { type CardInReader, givenCardInReader } from '../../server/test/card-in-reader.ts'
import { collectedCard } from '../../server/test/given-card.ts'
import type { TestServer } from '../../server/test/test-server.ts'
import { givenAppliedOnLine } from './given-applied-on-line.ts'

/**
 * Somebody applied for a new card on line; factory and post have done their part: it lies at the outlet of the demonstration clerk, its
 * chip written with the city's own keys, and in a reader besides.
 */
export async function givenWaitingCard(yika: TestServer, person: SamplePerson): Promise<CardInReader> {
  const { db, custodian, clock } = yika.server.platform
  const { personId, applicationId, bankId, officeId } = await givenAppliedOnLine(yika, person)
  const now = clock()
  const key = Buffer.from((await personsByIds(db, [personId])).get(personId)?.key ?? '', 'base64')
  const account = custodian.seal(key, personId, 'bankCardNumber', '6210990000000001')
  const bankCardNumber = Buffer.from(account).toString('base64')
  const steps = collectedCard(applicationId).slice(0, -1)
  const made = await givenCardInReader(
    { db, custodian, now },
    personId,
    steps.map((step): (typeof steps)[number] => {
      if (step[0] === 'card-requested') return [step[0], { ...step[1], bankId }]
      if (step[0] === 'account-opened') return [step[0], { bankCardNumber }]
      return step[0] === 'card-arrived' ? [step[0], { officeId }] : step
    }),
  )
  const { cardId, cardNumber } = made.card
  assert.ok(cardNumber)
  const shelved = parcelLineEvent({ personId, parcelLineId: newId(Date.parse(now)) }, 'card-shelved', {
    ...{ cardId, cardNumber, applicationId, bankId, officeId },
    waitingSince: now,
  })
  await db.begin(async (tx) => {
    await parcelLineStream.save(tx, [{ ...evolveParcelLine(undefined, shelved, now), version: 1 }])
    await tx`
      update application set status = 'ready', card_id = ${cardId}, ready_at = ${now}, attempts = 1
      where person_id = ${personId} and application_id = ${applicationId}`
  })
  return made
}
