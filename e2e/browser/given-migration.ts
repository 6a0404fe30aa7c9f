import assert from 'node:assert/strict'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import * as integration from '@yika/core/service/integration-schema.ts'
import { sampleSeed } from '../../server/src/first-start.ts'
import { citizenNumber } from '../../server/src/sample/citizen-number.ts'
import type { Stage } from './stage.ts'

/** Of a person whom this city is too small to have. */
const nobodysNumber = citizenNumber(900_001, sampleSeed, true, 1950, '1').number

/** The old card for the elderly gives way: announced and signed by two people, one of its holders moved. */
export async function givenMigration({ yika, holder }: Stage): Promise<{ readonly migrationId: string }> {
  const one = await yika.staff('civil-affairs-user')
  const other = await yika.staff('second-civil-affairs-user')
  const serviceId = 'elderly-care'
  const today = dayOf(instantOf(Date.now()))
  const announced = await yika.call(integration.announceIntegration, one, {
    ...{ serviceId, oldCard: { zh: '北京通-养老助残卡', en: 'elderly and disability care card' } },
    ...{ noOwnCardFrom: addDays(today, 1), oldRightsUntil: addDays(today, 730) },
  })
  assert.equal(announced.status, 200, announced.text)
  assert.equal((await yika.call(integration.signIntegration, other, { serviceId })).status, 200)
  const opened = await yika.call(integration.openMigration, one, { serviceId, reference: '养老卡第一批' })
  const migrationId = opened.body['migrationId'] as string
  const received = await yika.call(integration.receiveMigrationLines, one, {
    migrationId,
    lines: [holder.identityNumber, nobodysNumber].map((identityNumber, at) => ({
      ...{ position: at + 1, identityNumber, oldCardNumber: `A000000${at + 1}`, from: today, until: null },
      balanceFen: 0,
    })),
  })
  assert.equal(received.status, 200, received.text)
  return { migrationId }
}
