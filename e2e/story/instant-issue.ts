import * as application from '@yika/core/application/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import * as production from '@yika/core/production/schema.ts'
import { personaliseAtCounter } from '../../server/src/simulator/personalise-at-counter.ts'
import { readerWith, serialOf } from '../../server/src/simulator/virtual-blank.ts'
import { photoOf, wishOf } from './apply.ts'
import { newBankCardNumber, newCertificateSerial } from './bank-and-factory.ts'
import { blankFor, machineOf } from './factory-floor.ts'
import { cardsSeenByBureau } from './my-cards.ts'
import { StoryBroken } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

const dutyNoticeVersion = dutyNotice.version

/** Articles 7 and 13: a card while one waits, out of the outlet's own blanks, and the count at the end of the day. */
export async function instantIssue(stage: Stage): Promise<void> {
  stage.story.scene('即时制卡 Instant issue: applied, made, collected and activated in one visit')
  await inOneVisit(stage)
  await closeDay(stage)
}

async function inOneVisit(stage: Stage): Promise<void> {
  const { story, cast, people } = stage
  const { walkIn } = people
  const personId = personIdOf(stage, walkIn)
  const { visitId } = await openVisit(stage, cast.clerk, walkIn)
  await story.does(cast.clerk, application.addPhoto, { personId, file: await photoOf(walkIn) })
  const wish = wishOf(stage, walkIn, { kind: 'first-issue', reason: 'first' })
  const { applicationId, promisedOn } = await story.does(cast.clerk, application.applyForCard, wish)
  const marked = await story.does(cast.clerk, application.markInstant, { personId, applicationId })
  story.holds('the promise becomes the visit itself', marked.promisedOn < (promisedOn ?? ''), true)

  const own = { personId, applicationId }
  await story.isRefused(cast.otherClerk, production.issueInstantly, own, 'not-permitted')
  const spoiled = await story.does(cast.clerk, production.issueInstantly, own)
  const continued = await story.does(cast.clerk, production.issueInstantly, own)
  story.holds('asked twice, what was begun is continued under the same number', continued, spoiled)
  const jam = { made: false as const, reason: '打印机卡纸' }
  await story.does(cast.clerk, production.returnInstantCard, { personId, lineId: spoiled.lineId, result: jam })
  const begun = await story.does(cast.clerk, production.issueInstantly, own)
  const data = await story.does(cast.clerk, production.personalisationData, {
    personId,
    lineId: begun.lineId,
    purpose: 'production',
    reveal: ['name', 'identityNumber'],
  })
  story.holds('the printer gets the name and the number', [data.name, data.ssn], [walkIn.name, walkIn.identityNumber])
  const cardId = await makeAndHandOver(stage, personId, begun)
  const read = { personId, cardId, purpose: 'counter-service', caseId: visitId } as const
  const status = await story.does(cast.clerk, card.cardStatus, read)
  story.holds('the clerk reads the state in plain words', status.headline.zh.length > 0, true)
  const [seen] = await cardsSeenByBureau(stage, walkIn, cardId)
  story.holds(
    'the bureau sees a card that was made and is in use, both functions',
    [seen?.cardNumber, seen?.physical, seen?.social, seen?.finance],
    [begun.cardNumber, 'collected', 'enabled', 'active'],
  )
}

/** A blank out of the drawer becomes the card that was begun, and the holder takes it along, both functions in use. */
export async function makeAndHandOver(
  stage: Stage,
  personId: string,
  begun: { readonly lineId: string; readonly cardNumber: string },
): Promise<string> {
  const { story, cast } = stage
  const memory = await blankFor(stage, serialOf(begun.cardNumber))
  const made = await personaliseAtCounter(machineOf(stage, cast.clerk), readerWith(memory), {
    ...{ personId, lineId: begun.lineId },
    bankCardNumber: newBankCardNumber(),
    certificateSerial: newCertificateSerial(begun.cardNumber),
  })
  if (!made.made) throw new StoryBroken(`the counter could not make the card: ${made.reason}`)
  stage.factoryFloor.drawer.put(begun.cardNumber, memory)
  const broken = { ...made, bankCardNumber: '6210990000000000' }
  await story.isRefused(
    cast.clerk,
    production.returnInstantCard,
    { personId, lineId: begun.lineId, result: broken },
    'input-invalid',
  )
  const { cardId } = await story.does(cast.clerk, production.returnInstantCard, {
    personId,
    lineId: begun.lineId,
    result: made,
  })
  await story.does(cast.clerk, distribution.collectCard, { personId, cardId, dutyNoticeVersion })
  await story.does(cast.clerk, card.activateFinance, { personId, cardId, dutyNoticeVersion })
  return cardId
}

/** Ten blanks: one became a card, one was spoiled; then somebody counts one too few and somebody else settles it. */
async function closeDay(stage: Stage): Promise<void> {
  const { story, cast, outlet } = stage
  const placeId = outlet.outletId
  await story.isRefused(cast.otherClerk, blanks.closeStockDay, { placeId, counted: 8 }, 'not-permitted')
  const day = await story.does(cast.supervisor, blanks.closeStockDay, { placeId, counted: 7 })
  story.holds('the books expect eight, seven were counted', day, { expected: 8, difference: -1 })
  const reason = '卡基损坏后未登记'
  await story.isRefused(cast.supervisor, blanks.settleStockDifference, { placeId, reason }, 'same-person-twice')
  await story.isRefused(cast.clerk, blanks.settleStockDifference, { placeId, reason }, 'not-permitted')
  await story.does(cast.production, blanks.settleStockDifference, { placeId, reason })
  await story.does(cast.clerk, blanks.closeStockDay, { placeId, counted: 7 })
  await story.does(cast.clerk, blanks.proposeBlankDestruction, { placeId, count: 1 })
  await story.does(cast.supervisor, blanks.confirmBlankDestruction, { placeId })
  const { stocks } = await story.does(cast.auditor, blanks.blankStocks, { placeId })
  const [stock] = stocks
  story.holds(
    'the auditor’s sum comes out: ten issued, one good, one spoiled and destroyed, one missing, seven on hand',
    [stock?.issued, stock?.good, stock?.spoiled, stock?.destroyed, stock?.missing, stock?.onHand, stock?.difference],
    [10, 1, 1, 1, 1, 7, 0],
  )
}
