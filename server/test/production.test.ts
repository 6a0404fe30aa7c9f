import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Application } from '@yika/core/application/application.ts'
import { cancelCard } from '@yika/core/card/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import * as blanks from '@yika/core/production/blank-schema.ts'
import * as chipKey from '@yika/core/production/chip-key-schema.ts'
import type { FactoryOrder, OrderedCard } from '@yika/core/production/factory-order.ts'
import { parseOutFile } from '@yika/core/production/out-file.ts'
import { type ReturnedCard, writeReturnFile } from '@yika/core/production/return-file.ts'
import * as operation from '@yika/core/production/schema.ts'
import { photoStream } from '../src/application/photo-store.ts'
import { visitStream } from '../src/holder/store.ts'
import { newId } from '../src/kernel/identifier.ts'
import { fromGb18030, gb18030Length, toGb18030 } from '../src/production/gb18030.ts'
import { batchStream, blankStockStream, lineStream } from '../src/production/store.ts'
import { openFactoryOrder } from '../src/simulator/open-factory-order.ts'
import { personaliseAtCounter } from '../src/simulator/personalise-at-counter.ts'
import { orderOf, playFactory, transportMasterOf } from '../src/simulator/simulated-factory.ts'
import { playKeyCentre } from '../src/simulator/simulated-key-centre.ts'
import { readerWith, virtualBlank } from '../src/simulator/virtual-blank.ts'
import { callsOn } from './calls-on.ts'
import {
  bankId,
  bankSystem,
  certifier,
  clerk,
  cnaps,
  district,
  factory,
  givenApplication,
  givenWorkshop,
  manager,
  outletId,
  secondManager,
  supervisor,
} from './given-application.ts'
import { clientOn, floorOn, givenFactoryKey, openingKey, seedWhere } from './given-factory.ts'

const everything = ['name', 'identityNumber', 'documentNumber', 'phone', 'address', 'bankCardNumber'] as const

const kernel = await givenWorkshop({ after })
await givenFactoryKey(kernel)

const { accepted, refused, read } = callsOn(kernel)

/** Each test has the queue to itself. */
beforeEach(async () => {
  await kernel.db`update application set status = 'withdrawn' where status = 'accepted'`
})

async function atBank(count: number): Promise<{ batchId: string; batchNumber: string; applications: Application[] }> {
  const applications: Application[] = []
  for (let one = 0; one < count; one += 1) applications.push(await givenApplication(kernel, { name: '欧阳娜娜' }))
  const formed = await accepted(operation.formBatches, manager, { bankId, district })
  const batch = formed.batches[0] as (typeof formed.batches)[number]
  await accepted(operation.releaseBatch, secondManager, { batchId: batch.batchId })
  await accepted(operation.exportToBank, manager, { batchId: batch.batchId })
  return { ...batch, applications }
}

async function outFile(batchId: string) {
  const { file } = await read(operation.bankOutFile, bankSystem, { batchId, purpose: 'production', reveal: everything })
  const parsed = parseOutFile(fromGb18030(Buffer.from(file, 'base64')), gb18030Length)
  assert.equal(parsed.ok, true)
  return parsed as Extract<typeof parsed, { ok: true }>
}

function card(line: Readonly<Record<string, string>>, change: Partial<ReturnedCard> = {}): ReturnedCard {
  return {
    sequence: Number(line['序号']),
    cardNumber: line['社保卡号'] as string,
    ssn: line['社会保障号码'] as string,
    name: line['姓名'] as string,
    issuedOn: null,
    validUntil: null,
    identificationCode: '',
    resetInformation: '',
    bank: cnaps,
    bankCardNumber: '6217000000000000012',
    personalAccount: '',
    boxPosition: '',
    failedStage: '',
    failedReason: '',
    ...change,
  }
}

function returnFile(batchNumber: string, cards: readonly ReturnedCard[]): string {
  return toGb18030(writeReturnFile({ batchNumber, cards }, gb18030Length)).toString('base64')
}

async function linesOf(batchId: string) {
  const input = { batchId, purpose: 'production', reveal: ['name'] }
  return (await read(operation.batchLines, manager, input)).lines
}

test('M3.1: a batch goes through bank, certificate system, factory and key replacement, line by line', async () => {
  const { batchId, batchNumber } = await atBank(3)
  const bank = await outFile(batchId)
  assert.equal(bank.batchNumber, batchNumber)
  assert.deepEqual([bank.lines[0]?.['姓名'], bank.lines[0]?.['证件号码']], ['欧阳娜娜', '110101199003070011'])
  assert.equal(bank.lines[0]?.['通讯地址'], '示范路1号，2单元')

  const [first, second, third] = bank.lines.map((line) => card(line)) as [ReturnedCard, ReturnedCard, ReturnedCard]
  const declined = { ...second, bankCardNumber: '', failedStage: '银行', failedReason: '证件过期' } as const
  const file = returnFile(batchNumber, [first, declined, third])
  assert.deepEqual(await accepted(operation.takeBankReturn, bankSystem, { file }), { batchId, good: 2, failed: 1 })
  assert.deepEqual(await accepted(operation.takeBankReturn, bankSystem, { file }), { batchId, good: 2, failed: 1 })

  await accepted(operation.requestCertificates, manager, { batchId, certifierId: 'certifier' })
  const { requests } = await read(operation.certificateRequest, certifier, {
    batchId,
    purpose: 'production',
    reveal: everything,
  })
  const results = requests.map(({ cardNumber }) => ({ cardNumber, code: 0, serial: 'A1B2' }))
  assert.deepEqual(await accepted(operation.takeCertificates, certifier, { batchId, results }), {
    batchId,
    good: 2,
    failed: 0,
  })

  await accepted(operation.exportToFactory, manager, { batchId, makerId: 'factory' })
  const [page, ...more] = await orderOf(clientOn(kernel, factory), openingKey, batchId)
  assert.deepEqual([page?.cards.length, more.length], [2, 0])
  const [good, bad] = (page as FactoryOrder).cards as [OrderedCard, OrderedCard]
  assert.equal(good.bankCardNumber, '6217000000000000012')
  const seed = seedWhere('deadChip', { good: [good.cardNumber], bad: [bad.cardNumber] })
  const floor = floorOn(kernel, { seed, deadChip: 0.5 })
  assert.deepEqual(await playFactory(floor, batchId), { batchId, good: 1, failed: 1 })
  assert.deepEqual(await playKeyCentre(floor, batchId), { batchId, good: 1, failed: 0 })
  assert.deepEqual(await accepted(operation.shipToOutlet, manager, { batchId }), { shipped: 1 })

  assert.equal((await refused(operation.reconcileBatch, manager, { batchId })).code, 'batch-not-settled')
  assert.deepEqual(await accepted(operation.reworkLine, manager, { batchId }), { settled: 2 })
  assert.deepEqual(await accepted(operation.reconcileBatch, manager, { batchId }), {
    ordered: 3,
    good: 1,
    reworked: 2,
    givenUp: 0,
  })
  assert.deepEqual(
    (await linesOf(batchId)).map(({ state, failStage, reason }) => [state, failStage, reason]),
    [
      ['shipped', null, null],
      ['reworked', 'bank', '证件过期'],
      ['reworked', 'making', '模拟（simulated）：芯片无应答'],
    ],
  )
  const [sealed] = await kernel.db<{ bankCardNumber: Buffer }[]>`
      select bank_card_number from card where batch_id = ${batchId} and bank_card_number is not null limit 1`
  assert.equal(sealed?.bankCardNumber.includes('6217000000000000012'), false)
  const [stock] = (await read(blanks.blankStocks, manager, { placeId: 'factory' })).stocks
  assert.deepEqual([stock?.issued, stock?.good, stock?.spoiled, stock?.onHand], [100, 1, 1, 98])
  const { batches } = await read(operation.batches, factory, { makerId: 'factory' })
  assert.deepEqual(
    batches.map((one) => [one.batchId, one.state]),
    [[batchId, 'reconciled']],
  )
})

test('M13.3: a file that is cut off, miscounted, foreign or changed leaves nothing behind', async () => {
  const { batchId, batchNumber } = await atBank(2)
  const bank = await outFile(batchId)
  const cards = bank.lines.map((line) => card(line))
  const whole = returnFile(batchNumber, cards)
  const bytes = Buffer.from(whole, 'base64')
  const send = async (file: Buffer) => refused(operation.takeBankReturn, bankSystem, { file: file.toString('base64') })
  const [first, second] = cards as [ReturnedCard, ReturnedCard]
  const outside = Buffer.from(bytes)
  outside[bytes.indexOf(toGb18030('欧阳娜娜'))] = 0xff
  const cases: [Buffer, string][] = [
    [bytes.subarray(0, bytes.length - 30), 'file-line-ending'],
    [Buffer.from(returnFile(batchNumber, [first]), 'base64'), 'file-count-wrong'],
    [
      Buffer.from(returnFile(batchNumber, [first, { ...second, cardNumber: 'X00000019' }]), 'base64'),
      'file-card-unknown',
    ],
    [Buffer.from(returnFile('20990101110105AAAAA', cards), 'base64'), 'file-batch-unknown'],
    [outside, 'file-character-not-allowed'],
  ]
  for (const [file, code] of cases) assert.equal((await send(file)).code, code)
  assert.deepEqual(
    (await linesOf(batchId)).map(({ state }) => state),
    ['created', 'created'],
  )
  assert.deepEqual(await accepted(operation.takeBankReturn, bankSystem, { file: whole }), {
    batchId,
    good: 2,
    failed: 0,
  })
  const other = returnFile(batchNumber, [first, { ...second, bankCardNumber: '6217000000000000020' }])
  assert.equal((await refused(operation.takeBankReturn, bankSystem, { file: other })).code, 'file-already-taken')
  assert.deepEqual(await accepted(operation.cancelBatch, manager, { batchId, reason: 'wrong bank' }), { released: 2 })
})

test('M11.2: whoever has no part in a batch is refused before anybody of it is opened', async (t) => {
  const { batchId, batchNumber } = await atBank(1)
  const bank = await outFile(batchId)
  const file = returnFile(
    batchNumber,
    bank.lines.map((line) => card(line)),
  )
  const opened = t.mock.method(kernel.custodian, 'open')
  const otherBank = { ...bankSystem, id: 'other-bank', bankId: '018f0000-0000-7000-8000-00000000b0ff' }
  assert.equal((await refused(operation.takeBankReturn, otherBank, { file })).code, 'not-permitted')
  assert.equal((await refused(operation.takeFactoryReturn, factory, { file })).code, 'not-permitted')
  assert.equal(opened.mock.callCount(), 0)
  await accepted(operation.takeBankReturn, bankSystem, { file })
  assert.ok(opened.mock.callCount() > 0)
  await accepted(operation.cancelBatch, manager, { batchId, reason: 'only a test of the bank' })
})

test('M4.2: a bank that answers for somebody else gives no account to the line', async () => {
  const { batchId, batchNumber } = await atBank(2)
  const bank = await outFile(batchId)
  const cards = bank.lines.map((line, index) => card(line, index === 0 ? { name: '欧阳娜' } : { bank: '102100099996' }))
  const file = returnFile(batchNumber, cards)
  assert.deepEqual(await accepted(operation.takeBankReturn, bankSystem, { file }), { batchId, good: 0, failed: 2 })
  assert.deepEqual(
    (await linesOf(batchId)).map(({ state, reason }) => [state, reason]),
    [
      ['account-mismatch', 'identity-differs'],
      ['account-mismatch', 'bank-differs'],
    ],
  )
  await accepted(operation.reworkLine, manager, { batchId, sequences: [1] })
  await accepted(operation.reworkLine, manager, { batchId, sequences: [2], outcome: 'give-up' })
  const statuses = await kernel.db<{ status: string }[]>`
      select application.status from batch_line join application using (person_id, application_id)
      where batch_id = ${batchId} order by sequence`
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['correction-needed', 'failed'],
  )
})

test('M6.2, M11.3: files hold nothing for a party that the batch is not with, and every person in one is on record', async () => {
  const { batchId, applications } = await atBank(2)
  const ask = (actor: Actor, one: Operation, reveal: readonly string[]) =>
    kernel.reader.read(one, actor, { batchId, purpose: 'production', reveal })
  const stranger = { ...bankSystem, bankId: '018f0000-0000-7000-8000-00000000b002' }
  const codes = await Promise.all([
    ask(stranger, operation.bankOutFile, everything),
    ask(factory, operation.factoryOrder, everything),
    ask(manager, operation.bankOutFile, everything),
    ask(certifier, operation.certificateRequest, everything),
  ])
  assert.deepEqual(
    codes.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)),
    ['not-permitted', 'not-found', 'not-permitted', 'not-found'],
  )
  const masked = await ask(bankSystem, operation.bankOutFile, [])
  const text = fromGb18030(Buffer.from((masked as { answer: { file: string } }).answer.file, 'base64'))
  assert.equal(text.includes('110101199003070011') || text.includes('欧阳娜娜'), false)
  await outFile(batchId)
  for (const { personId } of applications) {
    const audit = await kernel.db<{ fields: string[]; purpose: string; organisationId: string }[]>`
        select fields, purpose, organisation_id from audit_entry
        where person_id = ${personId} and operation = 'bank-out-file' and outcome = 'read' order by at, fields desc`
    assert.equal(audit.length, 2)
    assert.deepEqual(
      audit.map(({ fields }) => fields.filter((field) => field.startsWith('name'))),
      [['name!'], ['name']],
    )
    assert.deepEqual([audit[0]?.purpose, audit[0]?.organisationId], ['production', 'bank'])
  }
  // A file in which nobody is left any more, too, is only for whom it was made.
  const end = (social: string, reason: string | null, at: string | null) => kernel.db`
    update card set social = ${social}, cancel_reason = ${reason}, cancelled_at = ${at}
    where card_id in (select card_id from batch_line where batch_id = ${batchId})`
  await end('cancelled', 'production-fault', kernel.now)
  const empty = await Promise.all([
    ask(stranger, operation.bankOutFile, everything),
    ask(bankSystem, operation.bankOutFile, everything),
  ])
  assert.deepEqual(
    empty.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)),
    ['not-permitted', 'accepted'],
  )
  await end('none', null, null)
  await accepted(operation.cancelBatch, manager, { batchId, reason: 'done' })
})

test('M4.4, M14.8: a factory opens the order and the pictures of the cards it is to make, nobody else does, and each look is on record', async () => {
  const { batchId, batchNumber, applications } = await atBank(4)
  const [first, second] = applications as [Application, Application]
  for (const one of [first, second]) await givenPhoto(one)
  const look = { batchId, purpose: 'production', limit: 3 } as const
  const code = async (actor: Actor) => {
    const outcome = await kernel.reader.read(operation.factoryOrder, actor, look)
    return outcome.status === 'refused' ? outcome.code : outcome.status
  }
  const bank = await outFile(batchId)
  const file = returnFile(
    batchNumber,
    bank.lines.map((line) => card(line)),
  )
  await accepted(operation.takeBankReturn, bankSystem, { file })
  await accepted(operation.requestCertificates, manager, { batchId, certifierId: 'certifier' })
  const results = bank.lines.map((line) => ({ cardNumber: line['社保卡号'] as string, code: 0, serial: 'AA' }))
  await accepted(operation.takeCertificates, certifier, { batchId, results })
  assert.equal(await code(factory), 'not-found', 'the batch is not with the factory yet')
  await accepted(operation.exportToFactory, manager, { batchId, makerId: 'factory' })
  assert.equal(await code({ ...factory, id: 'factory-2', organisationId: 'another-factory' }), 'not-permitted')
  assert.equal(await code(manager), 'not-permitted')

  const { keys } = await clientOn(kernel, factory).lookUp(chipKey.orderKeys, {})
  const reveal = ['name', 'identityNumber', 'bankCardNumber'] as const
  const cardsIn = (envelope: string) => {
    const opened = openFactoryOrder(envelope, openingKey, keys)
    assert.ok(opened.ok)
    return opened.order.cards
  }
  const page = await read(operation.factoryOrder, factory, { ...look, reveal })
  assert.deepEqual([page.batchNumber, page.count, page.next], [batchNumber, 3, '3'])
  assert.deepEqual(
    cardsIn(page.envelope).map(({ cardNumber, pictures }) => [
      cardNumber,
      pictures && [pictures.print, pictures.chip].map(textOf),
    ]),
    results.slice(0, 3).map(({ cardNumber }, index) => {
      const personId = applications[index]?.personId
      return [cardNumber, index < 2 ? [`print ${personId}`, `chip ${personId}`] : null]
    }),
  )
  const rest = await read(operation.factoryOrder, factory, { ...look, reveal, after: page.next })
  assert.deepEqual([cardsIn(rest.envelope).length, rest.next], [1, null])
  assert.equal(Buffer.from(page.envelope, 'base64').includes('110101199003070011'), false)
  const stolen = openFactoryOrder(page.envelope, { sm2: '33'.repeat(32) }, keys)
  assert.deepEqual(stolen, { ok: false, fault: 'recipient' })
  const masked = await read(operation.factoryOrder, factory, { ...look, after: '3' })
  assert.deepEqual(openFactoryOrder(masked.envelope, openingKey, keys), { ok: false, fault: 'order' })
  for (const [index, { personId }] of applications.entries()) {
    const looks = await kernel.db<{ purpose: string; fields: string[] }[]>`
      select purpose, fields from audit_entry
      where person_id = ${personId} and operation = 'factory-order' and outcome = 'read' order by fields desc`
    const revealed = { purpose: 'production', fields: ['name!', 'identityNumber!', 'bankCardNumber!'] }
    const unopened = { purpose: 'production', fields: ['name', 'identityNumber', 'bankCardNumber'] }
    assert.deepEqual(
      looks.map((entry) => ({ ...entry })),
      index === 3 ? [revealed, unopened] : [revealed],
    )
  }
  await playFactory(floorOn(kernel), batchId)
  assert.equal(await code(factory), 'not-found', 'what is made needs no picture any more')
})

const textOf = (base64: string) => Buffer.from(base64, 'base64').toString()

/** An accepted photo; what a picture is made of is tested with the photos themselves. */
async function givenPhoto({ personId, applicationId }: Application): Promise<void> {
  const { db, custodian, blobs, now } = kernel
  const [row] = await db<{ key: Buffer }[]>`select key from person where person_id = ${personId}`
  const put = (text: string) =>
    blobs.put(custodian.sealBytes(row?.key as Buffer, personId, 'photo', Buffer.from(`${text} ${personId}`)))
  const photoId = newId(Date.parse(now))
  const measures = {
    ...{ width: 358, height: 441, colour: true, backgroundLeast: 250, backgroundSpread: 1 },
    ...{ sharpness: 100, contrast: 50, brightness: 128 },
  }
  const [originalBlob, cardBlob, chipBlob] = await Promise.all([put('original'), put('print'), put('chip')])
  const photo = {
    ...{ personId, photoId, version: 1, originalBlob, cardBlob, chipBlob, measures, addedAt: now },
    ...{ originalBytes: 1, cardBytes: 1, chipBytes: 1, perceptualHash: '0'.repeat(16) },
  }
  await db.begin((tx) => photoStream.save(tx, [photo]))
  await db`
    update application set photo_id = ${photoId} where person_id = ${personId} and application_id = ${applicationId}`
}

test('M14.8: who formed a batch cannot release it, in the books either', async () => {
  await givenApplication(kernel)
  const { batches } = await accepted(operation.formBatches, manager, { bankId, district })
  const batchId = batches[0]?.batchId as string
  assert.equal((await refused(operation.releaseBatch, manager, { batchId })).code, 'same-person-twice')
  await assert.rejects(kernel.db`update batch set released_by = formed_by where batch_id = ${batchId}`, {
    constraint_name: 'batch_two_persons',
  })
  await accepted(operation.cancelBatch, manager, { batchId, reason: 'test' })
})

test('M3.1: two who form batches at once share the queue, and nobody gets two cards', async () => {
  const applications = await Promise.all(Array.from({ length: 6 }, () => givenApplication(kernel)))
  const outcomes = await Promise.all(
    [manager, secondManager].map((actor) => kernel.run(operation.formBatches, actor, { bankId, district })),
  )
  const [won] = outcomes.filter(({ status }) => status === 'accepted')
  assert.ok(won)
  const lines = await kernel.db<{ personId: string; batchId: string }[]>`
      select person_id, batch_id from batch_line
      where person_id = any(${applications.map(({ personId }) => personId)}::uuid[])`
  assert.equal(lines.length, 6)
  for (const batchId of new Set(lines.map((line) => line.batchId)))
    await accepted(operation.cancelBatch, manager, { batchId, reason: 'test' })
})

test('M13.5: spoiled is a finished card that turns out bad, and its application is made again', async () => {
  const { batchId, batchNumber, applications } = await atBank(1)
  const bank = await outFile(batchId)
  await accepted(operation.takeBankReturn, bankSystem, {
    file: returnFile(
      batchNumber,
      bank.lines.map((line) => card(line)),
    ),
  })
  await accepted(operation.requestCertificates, manager, { batchId, certifierId: 'certifier' })
  const cardNumber = bank.lines[0]?.['社保卡号'] as string
  const waiting = await refused(operation.takeCertificates, certifier, {
    batchId,
    results: [{ cardNumber, code: 10020 }],
  })
  assert.equal(waiting.code, 'certificates-in-progress')
  await accepted(operation.takeCertificates, certifier, { batchId, results: [{ cardNumber, code: 0, serial: 'FF' }] })
  await accepted(operation.exportToFactory, manager, { batchId, makerId: 'factory' })
  await playFactory(floorOn(kernel), batchId)
  const [line] = await linesOf(batchId)
  const { personId, cardId } = line as NonNullable<typeof line>
  await accepted(operation.spoilCard, manager, { personId, cardId, reason: 'scratched' })
  const again = await refused(operation.spoilCard, manager, { personId, cardId, reason: 'scratched' })
  assert.equal(again.code, 'card-cannot-be-spoiled')
  const [application] = await kernel.db<{ status: string }[]>`
      select status from application where application_id = ${applications[0]?.applicationId as string}`
  assert.equal(application?.status, 'accepted')
  const { batches } = await accepted(operation.formBatches, manager, { bankId, district })
  await accepted(operation.cancelBatch, manager, { batchId: batches[0]?.batchId as string, reason: 'test' })
})

async function numberState(cardNumber: string | undefined): Promise<string | undefined> {
  const [row] = await kernel.db<{ state: string }[]>`
    select state from card_number where card_number = ${cardNumber as string}`
  return row?.state
}

test('M3.1: the number of a card that was dropped before it had an account is locked, never held or given again', async () => {
  const { batchId } = await atBank(1)
  const [line] = await linesOf(batchId)
  assert.equal(await numberState(line?.cardNumber), 'held')
  await accepted(operation.cancelBatch, manager, { batchId, reason: 'test' })
  const [row] = await kernel.db<
    { physical: string }[]
  >`select physical from card where card_id = ${line?.cardId as string}`
  assert.equal(row?.physical, 'retired')
  assert.equal(await numberState(line?.cardNumber), 'locked')
  const { batches } = await accepted(operation.formBatches, manager, { bankId, district })
  const [again] = await linesOf(batches[0]?.batchId as string)
  assert.notEqual(again?.cardNumber, line?.cardNumber)
  await accepted(operation.cancelBatch, manager, { batchId: batches[0]?.batchId as string, reason: 'test' })
})

test('M7.7: a card that ends in the making leaves the files, is never made, and its bank is told to close the account', async () => {
  const { batchId, batchNumber } = await atBank(3)
  const before = await outFile(batchId)
  const bureau: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }
  const end = async (sequence: number, reason: 'entitlement-ended' | 'production-fault') => {
    const line = (await linesOf(batchId))[sequence - 1] as { personId: string; cardId: string }
    const { personId, cardId } = line
    await accepted(cancelCard, bureau, { personId, cardId, reason })
    return cardId
  }
  const facts = async (cardId: string) => {
    const rows = await kernel.db<{ fact: string }[]>`select fact from bank_notice where card_id = ${cardId}`
    return rows.map(({ fact }) => fact)
  }
  const ended = await end(1, 'entitlement-ended')
  assert.deepEqual(await facts(ended), [], 'there is no account yet')
  assert.equal((await outFile(batchId)).lines.length, 2)
  const file = returnFile(
    batchNumber,
    before.lines.map((line) => card(line)),
  )
  assert.deepEqual(await accepted(operation.takeBankReturn, bankSystem, { file }), { batchId, good: 2, failed: 1 })
  assert.deepEqual(await facts(ended), ['account-to-close'], 'the bank had opened it in vain')

  const second = await end(2, 'production-fault')
  assert.deepEqual(await facts(second), ['account-to-close'])
  assert.deepEqual(await accepted(operation.requestCertificates, manager, { batchId, certifierId: 'certifier' }), {
    requested: 1,
  })
  const [, , third] = await linesOf(batchId)
  await accepted(operation.cancelBatch, manager, { batchId, reason: 'test' })
  assert.deepEqual(await facts(third?.cardId as string), ['account-to-close'], 'a new card gets a new account')
  assert.deepEqual(await facts(second), ['account-to-close'], 'told once')
  const rows = await kernel.db<{ state: string; reason: string; physical: string; status: string }[]>`
    select line.state, line.reason, card.physical, application.status
    from batch_line line join card using (person_id, card_id)
    join application on application.person_id = line.person_id and application.application_id = line.application_id
    where line.batch_id = ${batchId} order by sequence`
  assert.deepEqual(
    rows.map((row) => Object.values(row)),
    [
      ['given-up', 'card-cancelled-entitlement-ended', 'spoiled', 'failed'],
      ['reworked', 'card-cancelled-production-fault', 'spoiled', 'accepted'],
      ['cancelled', null, 'spoiled', 'accepted'],
    ],
  )
})

test('M7.14: an instant card is begun, continued after a break, and made out of the outlet’s own blanks', async () => {
  const { transferId } = await accepted(blanks.offerBlanks, factory, {
    placeId: 'factory',
    toPlaceId: outletId,
    toPlaceKind: 'outlet',
    count: 10,
  })
  assert.equal(
    (await refused(blanks.receiveBlanks, clerk, { transferId, received: 9 })).code,
    'blank-difference-unexplained',
  )
  const short = { transferId, received: 9, differenceReason: 'one bent in the box' }
  assert.deepEqual(await accepted(blanks.receiveBlanks, clerk, short), { difference: 1 })
  const { transfers } = await read(blanks.blankTransfers, clerk, { placeId: outletId })
  assert.deepEqual([transfers[0]?.difference, transfers[0]?.receivedBy], [1, 'clerk-1'])

  const application = await givenApplication(kernel, {
    application: { instantOutletId: outletId, channel: 'instant' },
  })
  const { personId, applicationId } = application
  const begin = { personId, applicationId }
  assert.equal((await refused(operation.issueInstantly, clerk, begin)).code, 'visit-required')
  await givenVisit(personId)
  const begun = await accepted(operation.issueInstantly, clerk, begin)
  assert.deepEqual(await accepted(operation.issueInstantly, clerk, begin), begun)
  const data = await read(operation.personalisationData, clerk, {
    personId,
    lineId: begun.lineId,
    purpose: 'production',
    reveal: ['name', 'identityNumber'],
  })
  assert.deepEqual([data.cardNumber, data.name, data.ssn], [begun.cardNumber, '张三', '110101199003070011'])

  const failed = { personId, lineId: begun.lineId, result: { made: false, reason: 'ribbon' } } as const
  assert.deepEqual(await accepted(operation.returnInstantCard, clerk, failed), { made: false, cardId: begun.cardId })
  const second = await accepted(operation.issueInstantly, clerk, begin)
  const blank = virtualBlank(77, await transportMasterOf(clientOn(kernel, factory), floorOn(kernel).party))
  const result = await personaliseAtCounter(clientOn(kernel, clerk), readerWith(blank), {
    ...{ personId, lineId: second.lineId },
    ...{ bankCardNumber: '6217000000000000020', certificateSerial: 'C0FFEE' },
  })
  assert.ok(result.made, JSON.stringify(result))
  const good = { personId, lineId: second.lineId, result }
  const wrongAccount = { ...good, result: { ...result, bankCardNumber: '6217000000000000021' } }
  assert.equal((await refused(operation.returnInstantCard, clerk, wrongAccount)).code, 'input-invalid')
  assert.deepEqual(await accepted(operation.returnInstantCard, clerk, good), { made: true, cardId: second.cardId })
  assert.deepEqual(await accepted(operation.returnInstantCard, clerk, good), { made: true, cardId: second.cardId })
  assert.equal(
    (await refused(operation.returnInstantCard, clerk, { ...good, ...failed, lineId: second.lineId })).code,
    'instant-line-closed',
  )
  const [stock] = (await read(blanks.blankStocks, clerk, { placeId: outletId })).stocks
  assert.deepEqual([stock?.issued, stock?.good, stock?.spoiled, stock?.onHand], [9, 1, 1, 7])
  const [row] = await kernel.db<{ physical: string; status: string; pin: string; version: number; counter: number }[]>`
      select card.physical, application.status, card.pin_state as pin, chip_key_version as version, chip_counter as counter
      from card join application using (person_id, card_id)
      where person_id = ${personId}`
  assert.deepEqual([row?.physical, row?.status, row?.pin, row?.version], ['at-outlet', 'ready', 'initial', 1])
  assert.ok((row?.counter ?? 0) > 0, 'the counter that the chip has proved')
})

test('M13.5: blanks are counted at the end of the day, and differences and destruction need two persons', async () => {
  await accepted(blanks.stockBlanks, manager, {
    placeId: 'store',
    placeKind: 'store',
    count: 50,
    deliveryNote: 'delivery 2',
  })
  const at = { placeId: outletId }
  await accepted(blanks.offerBlanks, manager, {
    placeId: 'store',
    toPlaceId: outletId,
    toPlaceKind: 'outlet',
    count: 5,
  })
  const [before] = (await read(blanks.blankStocks, clerk, at)).stocks
  const onHand = before?.onHand as number
  assert.deepEqual(await accepted(blanks.closeStockDay, clerk, { ...at, counted: onHand - 1 }), {
    expected: onHand,
    difference: -1,
  })
  assert.deepEqual(await accepted(blanks.settleStockDifference, supervisor, { ...at, reason: 'not found' }), {
    onHand: onHand - 1,
  })
  await accepted(blanks.spoilBlanks, clerk, { ...at, count: 2, reason: 'bent' })
  await accepted(blanks.proposeBlankDestruction, clerk, { ...at, count: 1 })
  const [asked] = (await read(blanks.blankStocks, clerk, at)).stocks
  assert.deepEqual([asked?.destructionCount, asked?.destructionProposedBy, asked?.countedBy], [1, clerk.id, clerk.id])
  const declined = { ...at, reason: 'two lie here' }
  assert.deepEqual(await accepted(blanks.declineBlankDestruction, supervisor, declined), { declined: 1 })
  assert.equal((await refused(blanks.declineBlankDestruction, supervisor, declined)).code, 'destruction-not-proposed')
  await accepted(blanks.proposeBlankDestruction, supervisor, { ...at, count: 2 })
  assert.equal((await refused(blanks.confirmBlankDestruction, supervisor, at)).code, 'same-person-twice')
  const other = { ...supervisor, id: 'supervisor-2' }
  assert.deepEqual(await accepted(blanks.confirmBlankDestruction, other, at), { destroyed: 2 })
  const elsewhere = { ...clerk, officeId: '018f0000-0000-7000-8000-00000000c002' }
  assert.equal((await refused(blanks.spoilBlanks, elsewhere, { ...at, count: 1, reason: 'x' })).code, 'not-permitted')
  await assert.rejects(kernel.db`update blank_stock set on_hand = on_hand + 1 where place_id = ${outletId}`, {
    constraint_name: 'blank_stock_balance',
  })
})

test('M13.3: events fold to the rows of batches, lines and stocks', async () => {
  const events = await kernel.db<
    { stream: string; streamId: string; personId: string; name: string; data: object; at: string; version: number }[]
  >`
      select stream, stream_id, person_id, name, data, at, version from event order by stream, stream_id, version`
  const fold = (stream: { evolve(state: never, event: never, at: never): object; name: string }, id: string) =>
    events
      .filter((event) => event.stream === stream.name && event.streamId === id)
      .reduce<object | undefined>((state, { streamId, ...event }) => {
        const next = stream.evolve(state as never, { ...event, id: streamId } as never, event.at as never)
        return { ...next, version: event.version }
      }, undefined)
  const batches = await kernel.db<{ batchId: string }[]>`select * from batch`
  const lines = await kernel.db<{ lineId: string }[]>`select * from batch_line`
  const stocks = await kernel.db<{ placeId: string }[]>`select * from blank_stock`
  assert.ok(batches.length > 3 && lines.length > 10 && stocks.length === 3)
  for (const row of batches) assert.deepEqual(fold(batchStream, row.batchId), { ...row })
  for (const row of lines) assert.deepEqual(fold(lineStream, row.lineId), { ...row })
  for (const row of stocks) assert.deepEqual(fold(blankStockStream, row.placeId), { ...row })
})

async function givenVisit(personId: string): Promise<void> {
  const visit = {
    personId,
    visitId: newId(Date.parse(kernel.now)),
    version: 1,
    officeId: outletId,
    presenter: 'holder',
    presenterId: personId,
    scope: null,
    documentType: 'identity-card',
    openedBy: 'clerk-1',
    openedAt: kernel.now,
    until: '2099-01-01T00:00:00.000Z',
    closedAt: null,
  } as const
  await kernel.db.begin((tx) => visitStream.save(tx, [visit as never]))
}
