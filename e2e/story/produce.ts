import * as application from '@yika/core/application/schema.ts'
import * as card from '@yika/core/card/schema.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import * as chipKey from '@yika/core/production/chip-key-schema.ts'
import * as production from '@yika/core/production/schema.ts'
import { publicKeyOf } from '../../server/src/simulator/opening-key.ts'
import { certify, formBatch, lineOf, makeBatch, openAccounts, personalise, replaceKeys } from './batch.ts'
import { home } from './people.ts'
import { factoryId, type Stage } from './stage.ts'

const store = 'bureau-store'

/** What the sealed envelope of a card says until the holder changes it. */
export function initialPinOf({ factoryFloor }: Stage, cardNumber: string): string {
  return factoryFloor.orders.get(cardNumber)?.initialPin ?? ''
}

/** Articles 3, 6, 13 and 14: a batch from the queue to zero, with the wrong attempts and the two failures of real life. */
export async function produceCards(stage: Stage): Promise<void> {
  stage.story.scene('制卡 Produce: two persons, a bank, a factory, and every line with an end of its own')
  await handBlanksOver(stage)
  await agreeOnFactoryKey(stage)
  await openNumbers(stage)
  const batchId = await formBatch(stage, home, 4)
  await release(stage, batchId)
  await throughTheBank(stage, batchId)
  await certify(stage, batchId)
  await personalise(stage, batchId, { person: stage.people.foreigner, reason: '芯片写入失败' })
  await settleFailures(stage, batchId)
  await setInitialPin(stage, batchId)
  await replaceKeys(stage, batchId)
  await reconcile(stage, batchId)
  await makeAgain(stage)
}

/** A blank is as good as a card that nobody has ordered: each step is signed for by another hand. */
async function handBlanksOver(stage: Stage): Promise<void> {
  const { story, cast, outlet } = stage
  const stock = { placeId: store, placeKind: 'store' as const, count: 100, deliveryNote: 'STORY-1' }
  await story.does(cast.production, blanks.stockBlanks, stock)
  const toFactory = { placeId: store, toPlaceId: factoryId, toPlaceKind: 'factory' as const, count: 60 }
  await story.isRefused(cast.production, blanks.offerBlanks, { ...toFactory, count: 101 }, 'blank-stock-short')
  const { transferId } = await story.does(cast.production, blanks.offerBlanks, toFactory)
  await story.isRefused(cast.production, blanks.receiveBlanks, { transferId, received: 60 }, 'same-person-twice')
  await story.isRefused(
    cast.factory,
    blanks.receiveBlanks,
    { transferId, received: 59 },
    'blank-difference-unexplained',
  )
  await story.does(cast.factory, blanks.receiveBlanks, { transferId, received: 60 })
  await story.isRefused(cast.factory, blanks.receiveBlanks, { transferId, received: 60 }, 'blank-transfer-closed')
  const toOutlet = { placeId: store, toPlaceId: outlet.outletId, toPlaceKind: 'outlet' as const, count: 10 }
  const offered = await story.does(cast.production, blanks.offerBlanks, toOutlet)
  await story.does(cast.clerk, blanks.receiveBlanks, { transferId: offered.transferId, received: 10 })
  const { stocks } = await story.does(cast.auditor, blanks.blankStocks, {})
  story.holds(
    'the auditor counts a hundred blanks in three places',
    Object.fromEntries(stocks.map((one) => [one.placeId, one.onHand])),
    { [store]: 30, [factoryId]: 60, [outlet.outletId]: 10 },
  )
}

/** An order is closed for one key: a wrong one would give everybody's data away, so that one person sets it and another confirms it. */
async function agreeOnFactoryKey(stage: Stage): Promise<void> {
  const { story, cast, factoryFloor } = stage
  const key = publicKeyOf(factoryFloor.openingKey)
  const confirmation = { makerId: factoryId, sm2: key.sm2 }
  await story.isRefused(cast.factory, chipKey.setFactoryKey, { makerId: factoryId, key }, 'not-permitted')
  await story.does(cast.production, chipKey.setFactoryKey, { makerId: factoryId, key })
  await story.isRefused(cast.production, chipKey.confirmFactoryKey, confirmation, 'same-person-twice')
  const other = { makerId: factoryId, sm2: `04${'0'.repeat(128)}` }
  await story.isRefused(cast.secondProduction, chipKey.confirmFactoryKey, other, 'factory-key-differs')
  await story.does(cast.secondProduction, chipKey.confirmFactoryKey, confirmation)
  const { factories } = await story.does(cast.auditor, chipKey.factoryKeys, {})
  story.holds(
    'the auditor sees whose key it is, and that two persons agreed',
    factories.map((one) => [one.makerId, one.key?.sm2, one.setBy === one.confirmedBy]),
    [[factoryId, key.sm2, false]],
  )
}

/** Every card has a number of its own, out of a range that the office has opened. */
async function openNumbers(stage: Stage): Promise<void> {
  const { story, cast } = stage
  const range = { prefix: 'T', first: 0, count: 500 }
  await story.isRefused(cast.factory, card.fillCardNumbers, range, 'not-permitted')
  const filled = await story.does(cast.production, card.fillCardNumbers, range)
  story.holds('the range holds as many numbers as were asked for', filled.count, 500)
}

async function release(stage: Stage, batchId: string): Promise<void> {
  const { story, cast } = stage
  await story.isRefused(cast.production, production.releaseBatch, { batchId }, 'same-person-twice')
  await story.isRefused(cast.production, production.exportToBank, { batchId }, 'batch-state-wrong')
  await story.does(cast.secondProduction, production.releaseBatch, { batchId })
}

async function throughTheBank(stage: Stage, batchId: string): Promise<void> {
  const { story, cast, people } = stage
  const file = await openAccounts(stage, batchId, { person: people.neighbour, reason: '客户信息核验未通过' })
  const again = await story.does(cast.bank, production.takeBankReturn, { file })
  story.holds('the same file again has the same answer and no effect', [again.good, again.failed], [3, 1])
  const touched = Buffer.from(file, 'base64').toString('latin1').replace('\r\n', '\n')
  await story.isRefused(
    cast.bank,
    production.takeBankReturn,
    { file: Buffer.from(touched, 'latin1').toString('base64') },
    'file-line-ending',
  )
  await story.isRefused(cast.factory, production.bankOutFile, { batchId, purpose: 'production' }, 'not-permitted')
}

/** What failed at the bank goes back to the applicant, what failed in making is made again. */
async function settleFailures(stage: Stage, batchId: string): Promise<void> {
  const { story, cast, people, signIn } = stage
  await story.isRefused(cast.production, production.reconcileBatch, { batchId }, 'batch-not-settled')
  const settled = await story.does(cast.production, production.reworkLine, { batchId })
  story.holds('both failed lines have an end', settled.settled, 2)
  await story.isRefused(cast.production, production.reworkLine, { batchId }, 'line-not-failed')

  const citizen = await signIn.citizen('neighbour', people.neighbour.identityNumber)
  const { applications } = await story.does(citizen, application.myApplications, { purpose: 'own-affairs' })
  const [mine] = applications
  story.holds(
    'the neighbour is told what the bank said, in words and with a way on',
    [mine?.status, mine?.timeline.trouble?.words, (mine?.timeline.trouble?.remedy.zh.length ?? 0) > 0],
    ['correction-needed', '客户信息核验未通过', true],
  )
  const { personId, applicationId } = mine as NonNullable<typeof mine>
  const sent = await story.does(citizen, application.resubmitApplication, { personId, applicationId, delivery: 'post' })
  story.holds('sent again, it goes on where it stopped', sent.status, 'accepted')
}

/** The station that prints the sealed envelopes sets the PIN while the card is on its way. */
async function setInitialPin(stage: Stage, batchId: string): Promise<void> {
  const { story, cast, people } = stage
  const { personId, cardId, cardNumber } = await lineOf(stage, batchId, people.holder)
  const initialPin = initialPinOf(stage, cardNumber)
  await story.isRefused(cast.factory, card.setInitialPin, { personId, cardId, pin: '123456' }, 'pin-guessable')
  await story.isRefused(cast.clerk, card.setInitialPin, { personId, cardId, pin: initialPin }, 'not-permitted')
  await story.does(cast.factory, card.setInitialPin, { personId, cardId, pin: initialPin })
}

async function reconcile(stage: Stage, batchId: string): Promise<void> {
  const { story, cast, people } = stage
  await story.isRefused(cast.production, production.reconcileBatch, { batchId }, 'batch-not-settled')
  const { shipped } = await story.does(cast.production, production.shipToOutlet, { batchId })
  story.holds('the cards of the holder and of the child are handed over', shipped, 2)
  const sums = await story.does(cast.production, production.reconcileBatch, { batchId })
  story.holds('the batch comes out at zero', sums, { ordered: 4, good: 2, reworked: 2, givenUp: 0 })
  const line = await lineOf(stage, batchId, people.holder)
  const read = await story.does(cast.bureau, card.card, {
    personId: line.personId,
    cardId: line.cardId,
    purpose: 'counter-service',
    caseId: line.cardId,
  })
  story.holds(
    'the bureau sees a finished card that can do nothing yet',
    [read.physical, read.social, read.finance, read.pinState],
    ['keys-replaced', 'none', 'dormant', 'initial'],
  )
}

/** The second try of the two, in a batch of their own. */
async function makeAgain(stage: Stage): Promise<void> {
  const { story, people } = stage
  const batchId = await makeBatch(stage, home, 2)
  const attempt = async (person: typeof people.foreigner) => (await lineOf(stage, batchId, person)).attempt
  story.holds(
    'for both it was the second try',
    [await attempt(people.foreigner), await attempt(people.neighbour)],
    [2, 2],
  )
}
