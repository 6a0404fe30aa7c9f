import type { AnswerOf } from '@yika/core/operation/operation.ts'
import * as production from '@yika/core/production/schema.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { bankAnswer, bytesOfReturn, newCertificateSerial, readOutFile } from './bank-and-factory.ts'
import { finishMade, makeOrdered } from './factory-floor.ts'
import { StoryBroken } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import { factoryId, type Stage } from './stage.ts'

export type Line = AnswerOf<typeof production.batchLines>['lines'][number]

/** Why a party gives no card for a person of the batch. */
export interface Failing {
  readonly person: SamplePerson
  readonly reason: string
}

export async function formBatch(stage: Stage, district: string, lines: number): Promise<string> {
  const { story, cast, bank } = stage
  const formed = await story.does(cast.production, production.formBatches, { bankId: bank.bankId, district })
  story.holds(
    `one batch holds all ${lines} of them and nobody is held back`,
    [formed.batches.map((batch) => batch.lines), formed.held],
    [[lines], 0],
  )
  return (formed.batches[0] as { batchId: string }).batchId
}

async function linesOf(stage: Stage, batchId: string): Promise<readonly Line[]> {
  const read = await stage.story.does(stage.cast.production, production.batchLines, { batchId, purpose: 'production' })
  return read.lines
}

export async function lineOf(stage: Stage, batchId: string, person: SamplePerson): Promise<Line> {
  const line = (await linesOf(stage, batchId)).find(({ personId }) => personId === personIdOf(stage, person))
  if (line === undefined) throw new StoryBroken(`person ${person.index} is not in the batch`)
  return line
}

/** The bank gets its file and answers with accounts, line by line. */
export async function openAccounts(stage: Stage, batchId: string, failing?: Failing): Promise<string> {
  const { story, cast, bank } = stage
  await story.does(cast.production, production.exportToBank, { batchId })
  const { file } = await story.does(cast.bank, production.bankOutFile, {
    batchId,
    purpose: 'production',
    reveal: ['name', 'identityNumber', 'documentNumber', 'phone', 'address'],
  })
  const { batchNumber, lines } = readOutFile(file)
  const reasonFor = reasonIn(stage, await linesOf(stage, batchId), failing)
  const cards = lines.map((line) => bankAnswer(line, bank.cnaps, reasonFor(line['社保卡号'])))
  const returned = bytesOfReturn(batchNumber, cards)
  const taken = await story.does(cast.bank, production.takeBankReturn, { file: returned })
  const failed = failing === undefined ? 0 : 1
  story.holds('the bank has answered for every line', [taken.good, taken.failed], [lines.length - failed, failed])
  return returned
}

export async function certify(stage: Stage, batchId: string): Promise<void> {
  const { story, cast } = stage
  await story.does(cast.production, production.requestCertificates, { batchId, certifierId: factoryId })
  const { requests } = await story.does(cast.factory, production.certificateRequest, {
    batchId,
    purpose: 'production',
    reveal: ['name', 'identityNumber'],
  })
  const results = requests.map(({ cardNumber }) => ({ cardNumber, code: 0, serial: newCertificateSerial(cardNumber) }))
  const taken = await story.does(cast.factory, production.takeCertificates, { batchId, results })
  story.holds('each account has its certificate', [taken.good, taken.failed], [requests.length, 0])
}

/** The factory opens its sealed order, prints and fills the cards, and says what they say of themselves. */
export async function personalise(stage: Stage, batchId: string, failing?: Failing): Promise<void> {
  const { story, cast } = stage
  await story.does(cast.production, production.exportToFactory, { batchId, makerId: factoryId })
  const reasonFor = reasonIn(stage, await linesOf(stage, batchId), failing)
  const { batchNumber, cards } = await makeOrdered(stage, batchId, reasonFor)
  const returned = bytesOfReturn(batchNumber, cards)
  const taken = await story.does(cast.factory, production.takeFactoryReturn, { file: returned })
  const failed = failing === undefined ? 0 : 1
  story.holds('the factory has answered for every line', [taken.good, taken.failed], [cards.length - failed, failed])
}

export async function replaceKeys(stage: Stage, batchId: string): Promise<void> {
  const { story, cast } = stage
  const finished = await finishMade(stage, batchId)
  const taken = await story.does(cast.factory, production.replaceKeys, { batchId, ...finished })
  story.holds('every card reads back as the register says and has proved the keys of the city', taken.failed, 0)
}

/** A batch in which everything goes well, from the queue to the table of the packers. */
export async function makeBatch(stage: Stage, district: string, lines: number): Promise<string> {
  const { story, cast } = stage
  const batchId = await formBatch(stage, district, lines)
  await story.does(cast.secondProduction, production.releaseBatch, { batchId })
  await openAccounts(stage, batchId)
  await certify(stage, batchId)
  await personalise(stage, batchId)
  await replaceKeys(stage, batchId)
  await story.does(cast.production, production.shipToOutlet, { batchId })
  const sums = await story.does(cast.production, production.reconcileBatch, { batchId })
  story.holds('ordered equals good: nothing is open', sums, { ordered: lines, good: lines, reworked: 0, givenUp: 0 })
  return batchId
}

function reasonIn(stage: Stage, lines: readonly Line[], failing?: Failing): (cardNumber?: string) => string {
  if (failing === undefined) return () => ''
  const personId = personIdOf(stage, failing.person)
  const line = lines.find((one) => one.personId === personId)
  return (cardNumber) => (cardNumber === line?.cardNumber ? failing.reason : '')
}
