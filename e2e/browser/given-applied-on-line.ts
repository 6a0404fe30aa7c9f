import assert from 'node:assert/strict'
import * as application from '@yika/core/application/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import { staffByUserName } from '../../server/src/access/store.ts'
import { sampleSeed } from '../../server/src/first-start.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import type { TestServer } from '../../server/test/test-server.ts'

export interface AppliedOnLine {
  readonly personId: string
  readonly applicationId: string
  readonly bankId: string
  /** The outlet of the demonstration clerk, where the card is to be collected. */
  readonly officeId: string
}

/** Somebody who has an older card applied on line for a new one. */
export async function givenAppliedOnLine(yika: TestServer, person: SamplePerson): Promise<AppliedOnLine> {
  const { db } = yika.server.platform
  const token = await yika.citizen(person)
  const staff = await staffByUserName(db, yika.account('bank-clerk').userName)
  assert.ok(staff?.bankId && staff.officeId)
  const { bankId, officeId } = staff
  const [held] = (await yika.call(card.myCards, token, { purpose: 'own-affairs' })).body['cards'] as {
    personId: string
  }[]
  assert.ok(held)
  const { personId } = held
  const file = (await samplePhoto(person.index, sampleSeed)).toString('base64')
  const { photoId } = (await yika.call(application.addPhoto, token, { personId, file })).body
  const wish = {
    ...{ personId, name: person.name, kind: 'renewal', reason: 'generation-upgrade', bankId, photoId },
    ...{ delivery: 'outlet', outletId: officeId, dutyShown: dutyNotice.version },
  }
  const applied = await yika.call(application.applyForCard, token, wish)
  assert.equal(applied.status, 200, applied.text)
  return { personId, applicationId: String(applied.body['applicationId']), bankId, officeId }
}
