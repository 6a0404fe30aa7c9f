import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Application } from '@yika/core/application/application.ts'
import { applicationEvent, evolveApplication } from '@yika/core/application/application.ts'
import { instantOf } from '@yika/core/calendar/instant.ts'
import type { Card, CardEvent } from '@yika/core/card/card.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { evolve } from '@yika/core/card/evolve.ts'
import { cancelCard } from '@yika/core/card/schema.ts'
import * as operation from '@yika/core/distribution/schema.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import type { Line } from '@yika/core/production/line.ts'
import { applicationStream } from '../src/application/store.ts'
import { openReceiptToken } from '../src/card/receipt-token.ts'
import { cardStream } from '../src/card/store.ts'
import { cardDestructionStream, parcelLineStream, parcelStream } from '../src/distribution/store.ts'
import { distributionTasks } from '../src/distribution/tasks.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { batchStream, lineStream } from '../src/production/store.ts'
import { callsOn } from './calls-on.ts'
import {
  bankId,
  bankSystem,
  clerk,
  district,
  type GivenApplicant,
  givenApplication,
  givenWorkshop,
  manager,
  outletId,
  supervisor,
  system,
} from './given-application.ts'
import { givenVisit as givenCounterVisit } from './given-card.ts'

const kernel = await givenWorkshop({ after })
const start = kernel.now

const { accepted, codeOf, read } = callsOn(kernel)

interface Finished {
  readonly personId: string
  readonly cardId: string
  readonly cardNumber: string
  readonly application: Application
}

let numbers = 0

/** A card as production hands it over: keys replaced, its line shipped, its application in production. */
async function finishedCard(given: GivenApplicant = {}): Promise<Finished> {
  const application = (await givenApplication(kernel, given)) as Stored<Application>
  const { personId, applicationId } = application
  const [cardId, batchId] = [newId(Date.parse(start)), newId(Date.parse(start))]
  numbers += 1
  const cardNumber = `D${String(numbers).padStart(8, '0')}`
  const steps: readonly (readonly [CardEvent['name'], object])[] = [
    ['card-requested', { applicationId, replaces: null, bankId, generation: 3, issuingArea: '110000' }],
    ['card-batched', { batchId, cardNumber }],
    ['account-opened', { bankCardNumber: Buffer.from('sealed').toString('base64') }],
    ['card-certified', { certificateSerial: '01' }],
    [
      'card-personalised',
      { chipIdentificationCode: '1'.repeat(32), atr: '3B00', issuedOn: '2026-11-20', expiresOn: '2036-11-20' },
    ],
    ['keys-replaced', {}],
  ]
  const card = steps.reduce<Card | undefined>(
    (state, [name, data]) => evolve(state, { stream: 'card', id: cardId, personId, name, data } as CardEvent, start),
    undefined,
  ) as Card
  const batch: Stored<Batch> = {
    ...{ batchId, version: 9, batchNumber: `B${numbers}`, kind: 'central', bankId, district, officeId: null },
    ...{ state: 'shipped', ordered: 1, formedBy: 'manager-1', formedAt: start, releasedBy: 'manager-2' },
    ...{ certifierId: 'certifier', makerId: 'factory', bankReturn: null, certificateResult: null },
    ...{ factoryReturn: null, keyResult: null, changedAt: start },
  }
  const line: Stored<Line> = {
    ...{ personId, lineId: newId(Date.parse(start)), version: 6, batchId, applicationId, cardId, cardNumber },
    ...{
      sequence: 1,
      state: 'shipped',
      failStage: null,
      reason: null,
      boxPosition: null,
      attempt: 1,
      changedAt: start,
    },
  }
  const started = evolveApplication(application, applicationEvent(application, 'production-started', { cardId }), start)
  await kernel.db.begin(async (tx) => {
    await batchStream.save(tx, [batch])
    await cardStream.save(tx, [{ ...card, version: 6 }])
    await applicationStream.save(tx, [{ ...started, version: 2 }])
    await lineStream.save(tx, [line])
  })
  return { personId, cardId, cardNumber, application: started }
}

async function givenVisit(personId: string, presenter: 'holder' | 'guardian' | 'proxy', change: object = {}) {
  const presenterId = presenter === 'holder' ? personId : (await givenApplication(kernel)).personId
  return givenCounterVisit(kernel, personId, { officeId: outletId, presenter, presenterId, ...change })
}

async function cardState({ personId, cardId }: { personId: string; cardId: string }) {
  const [row] = await kernel.db<{ physical: string; social: string; application: string; line: string | null }[]>`
    select card.physical, card.social, application.status as application, parcel_line.state as line
    from card join application using (person_id, application_id)
    left join parcel_line on parcel_line.person_id = card.person_id and parcel_line.card_id = card.card_id
    where card.person_id = ${personId} and card.card_id = ${cardId}`
  return [row?.physical, row?.social, row?.application, row?.line]
}

const toOutlet = { kind: 'outlet', bankId, officeId: outletId } as const
const duty = { dutyNoticeVersion: dutyNotice.version }

/** The cards in their holder's outlet, waiting. */
async function atOutlet(cards: readonly Finished[]): Promise<string> {
  const { parcelId } = await accepted(operation.formParcel, manager, toOutlet)
  await accepted(operation.dispatchParcel, manager, { parcelId, consignment: 'C1' })
  const scanned = cards.map(({ cardNumber }) => cardNumber)
  await accepted(operation.receiveParcel, clerk, { parcelId, scanned, missing: 0 })
  return parcelId
}

test('M13.5: a parcel is signed by giver and receiver, and every card in it is checked', async () => {
  const cards = [await finishedCard(), await finishedCard(), await finishedCard()]
  const { parcelId, listed } = await accepted(operation.formParcel, manager, toOutlet)
  assert.equal(listed, 3)
  assert.equal(await codeOf(operation.formParcel, manager, toOutlet), 'parcel-nothing-to-send')
  const numbersOf = cards.map(({ cardNumber }) => cardNumber)
  const receive = (scanned: readonly string[], missing: number, actor = clerk) =>
    codeOf(operation.receiveParcel, actor, { parcelId, scanned: [...scanned], missing })
  assert.equal(await receive(numbersOf, 0), 'parcel-state-wrong')
  await accepted(operation.dispatchParcel, manager, { parcelId })
  assert.deepEqual(await cardState(cards[0] as Finished), ['shipped', 'none', 'in-production', 'under-way'])
  assert.equal(await receive([...numbersOf.slice(0, 2), 'X00000019'], 1), 'parcel-card-unknown')
  assert.equal(await receive([numbersOf[0] as string, numbersOf[0] as string], 1), 'parcel-card-unknown')
  assert.equal(await receive(numbersOf.slice(0, 2), 0), 'parcel-count-differs')
  const elsewhere = { ...clerk, officeId: '018f0000-0000-7000-8000-00000000c009' }
  assert.equal(await receive(numbersOf, 0, elsewhere), 'not-permitted')
  assert.equal(await receive(numbersOf, 0, { ...clerk, id: 'manager-1' }), 'same-person-twice')

  const short = { parcelId, scanned: numbersOf.slice(0, 2), missing: 1 }
  assert.deepEqual(await accepted(operation.receiveParcel, clerk, short), { arrived: 2, missing: 1 })
  assert.deepEqual(await cardState(cards[0] as Finished), ['at-outlet', 'none', 'ready', 'waiting'])
  assert.deepEqual(await cardState(cards[2] as Finished), ['missing', 'cancelled', 'accepted', 'missing'])
  const told = kernel.tasks.filter(({ queue, data }) => queue === 'tell-holder' && 'notice' in data)
  assert.deepEqual(
    told.map(({ data }) => (data as { personId: string }).personId).sort(),
    cards
      .slice(0, 2)
      .map(({ personId }) => personId)
      .sort(),
  )
  const { personId, cardId } = cards[2] as Finished
  await accepted(operation.findMissingCard, supervisor, { personId, cardId, officeId: outletId })
  assert.deepEqual(await cardState(cards[2] as Finished), ['returned', 'cancelled', 'accepted', 'found'])

  const { parcels } = await read(operation.parcels, clerk, { officeId: outletId })
  assert.deepEqual(
    parcels.map((parcel) => [parcel.state, parcel.listed, parcel.missing, parcel.dispatchedBy, parcel.receivedBy]),
    [['received', 3, 1, 'manager-1', 'clerk-1']],
  )
  const contents = await read(operation.parcelContents, clerk, { parcelId, purpose: 'distribution', reveal: ['name'] })
  assert.deepEqual(
    contents.cards.map(({ name, phone, state }) => [name, phone, state]),
    [
      ['张三', '199****1234', 'waiting'],
      ['张三', '199****1234', 'waiting'],
      ['张三', '199****1234', 'found'],
    ],
  )
  await assert.rejects(kernel.db`update parcel set received_by = dispatched_by where parcel_id = ${parcelId}`, {
    constraint_name: 'parcel_two_persons',
  })
})

test('M9.1: a card is handed over to who was identified here, with the duty in its present version on record', async () => {
  const card = await finishedCard()
  await atOutlet([card])
  const { personId, cardId } = card
  const collect = { personId, cardId, ...duty }
  assert.equal(await codeOf(operation.collectCard, clerk, collect), 'visit-required')
  const visitId = await givenVisit(personId, 'holder')
  const old = { ...collect, dutyNoticeVersion: '2020-1' }
  assert.equal(await codeOf(operation.collectCard, clerk, old), 'duty-notice-outdated')
  const otherBank = { ...clerk, bankId: '018f0000-0000-7000-8000-00000000b009' }
  assert.equal(await codeOf(operation.collectCard, otherBank, collect), 'not-permitted')
  const { verification, ...answer } = await accepted(operation.collectCard, clerk, collect)
  assert.deepEqual(answer, { cardId, collected: true })
  const paper = { kind: 'collection', personId, id: cardId, at: kernel.now }
  assert.deepEqual(openReceiptToken(kernel.custodian, verification), paper)
  assert.deepEqual(await cardState(card), ['collected', 'pending-enable', 'collected', 'collected'])
  const [line] = await kernel.db<{ dutyNoticeVersion: string; visitId: string }[]>`
    select duty_notice_version, visit_id from parcel_line where card_id = ${cardId}`
  assert.deepEqual({ ...line }, { dutyNoticeVersion: dutyNotice.version, visitId })
  assert.equal(await codeOf(operation.collectCard, clerk, collect), 'card-not-to-be-collected')
})

test('M9.3: a proxy collects only within the scope that was given', async () => {
  const card = await finishedCard()
  await atOutlet([card])
  const collect = { personId: card.personId, cardId: card.cardId, ...duty }
  await givenVisit(card.personId, 'proxy', { scope: ['apply-for-card'], openedAt: '2026-11-22T00:00:00.000Z' })
  assert.equal(await codeOf(operation.collectCard, clerk, collect), 'not-permitted')
  await givenVisit(card.personId, 'proxy', { scope: ['collect-card'] })
  await accepted(operation.collectCard, clerk, collect)
})

test('M8.4: a minor’s card goes to the guardian only, and never by post or employer', async () => {
  const card = await finishedCard({ birthOn: '2012-05-01' })
  await atOutlet([card])
  const collect = { personId: card.personId, cardId: card.cardId, ...duty }
  await givenVisit(card.personId, 'holder', { openedAt: '2026-11-22T00:00:00.000Z' })
  assert.equal(await codeOf(operation.collectCard, clerk, collect), 'guardian-must-collect')
  await givenVisit(card.personId, 'guardian')
  await accepted(operation.collectCard, clerk, collect)

  const posted = await finishedCard({ birthOn: '2012-05-01', application: { delivery: 'post', outletId: null } })
  const { parcelId } = await accepted(operation.formParcel, manager, { kind: 'post', bankId })
  await accepted(operation.dispatchParcel, manager, { parcelId })
  const delivered = { personId: posted.personId, cardId: posted.cardId, ...duty }
  assert.equal(await codeOf(operation.confirmDelivery, bankSystem, delivered), 'guardian-must-collect')
})

test('M3.1: a card by post is ready when it leaves, collected when it was delivered, or waits at an outlet again', async () => {
  const post = { delivery: 'post', outletId: null } as const
  const [delivered, returned] = [await finishedCard({ application: post }), await finishedCard({ application: post })]
  const { parcelId } = await accepted(operation.formParcel, manager, { kind: 'post', bankId })
  await accepted(operation.dispatchParcel, manager, { parcelId, consignment: 'EMS-1' })
  assert.deepEqual(await cardState(delivered), ['shipped', 'none', 'ready', 'under-way'])
  assert.equal(await codeOf(operation.receiveParcel, clerk, { parcelId, scanned: [], missing: 2 }), 'not-permitted')

  const citizen: Actor = {
    id: delivered.personId,
    role: 'citizen',
    organisationId: 'self',
    personId: delivered.personId,
  }
  const confirm = { personId: delivered.personId, cardId: delivered.cardId, ...duty }
  await accepted(operation.confirmDelivery, citizen, confirm)
  assert.deepEqual(await cardState(delivered), ['collected', 'pending-enable', 'collected', 'collected'])
  assert.equal(await codeOf(operation.confirmDelivery, bankSystem, confirm), 'delivery-not-open')

  const back = { personId: returned.personId, cardId: returned.cardId, reason: 'moved' }
  assert.deepEqual(await accepted(operation.takeBackCard, clerk, back), { officeId: outletId })
  assert.deepEqual(await cardState(returned), ['at-outlet', 'none', 'ready', 'waiting'])
  await givenVisit(returned.personId, 'holder')
  await accepted(operation.collectCard, clerk, { personId: returned.personId, cardId: returned.cardId, ...duty })
})

test('M3.1: an employer signs for its parcel, and each person confirms the card by itself', async () => {
  const groupId = newId(Date.parse(start))
  await kernel.db`
    insert into application_group (group_id, version, employer_id, kind, bank_ids, collection, opens_on, closes_on,
      opened_by, opened_at, lines_received, lines_unmatched)
    values (${groupId}, 1, 'employer-1', 'employer', ${[bankId]}::uuid[], 'employer', '2026-11-01', '2026-12-01',
      'agent-1', ${start}, 1, 0)`
  const card = await finishedCard({
    application: { delivery: 'employer', outletId: null, groupId, channel: 'employer' },
  })
  const employer: Actor = {
    id: 'agent-1',
    role: 'employer-agent',
    organisationId: 'employer-1',
    employerId: 'employer-1',
  }
  const other = { ...employer, id: 'agent-9', employerId: 'employer-9' }
  const to = { kind: 'employer', bankId } as const
  assert.equal(await codeOf(operation.formParcel, manager, to), 'input-invalid')
  assert.equal(
    await codeOf(operation.formParcel, manager, { ...to, employerId: 'employer-9' }),
    'parcel-nothing-to-send',
  )
  const { parcelId } = await accepted(operation.formParcel, manager, { ...to, employerId: 'employer-1' })
  await accepted(operation.dispatchParcel, manager, { parcelId })
  const receive = { parcelId, scanned: [card.cardNumber], missing: 0 }
  assert.equal(await codeOf(operation.receiveParcel, other, receive), 'not-permitted')
  await accepted(operation.receiveParcel, employer, receive)
  assert.deepEqual(await cardState(card), ['shipped', 'none', 'ready', 'waiting'])
  const confirm = { personId: card.personId, cardId: card.cardId, ...duty }
  assert.equal(await codeOf(operation.confirmDelivery, other, confirm), 'not-permitted')
  assert.equal(await codeOf(operation.confirmDelivery, bankSystem, confirm), 'not-permitted')
  await accepted(operation.confirmDelivery, employer, confirm)
  assert.deepEqual(await cardState(card), ['collected', 'pending-enable', 'collected', 'collected'])
})

test('M3.1: who does not collect is reminded at 7, 30 and 90 days, then the card is sealed and two persons destroy it', async () => {
  const card = await finishedCard()
  await atOutlet([card])
  const { personId, cardId } = card
  const tasks = distributionTasks({
    db: kernel.db,
    executor: kernel.executor,
    clock: () => kernel.now,
    policyReader: () => ({
      number: () => 1,
      text: () => '7,30,90',
      flag: () => false,
      used: () => [],
    }),
  })
  const run = async (queue: string, days: number) => {
    kernel.now = instantOf(Date.parse(start) + days * 86_400_000)
    await tasks.find((task) => task.queue === queue)?.handle({}, 'task-1')
  }
  const remindersOf = async () => {
    const [row] = await kernel.db<{ reminders: number }[]>`select reminders from parcel_line where card_id = ${cardId}`
    return row?.reminders
  }
  for (const [days, reminders] of [
    [6, 0],
    [7, 1],
    [7, 1],
    [29, 1],
    [30, 2],
    [90, 3],
    [200, 3],
  ] as const) {
    await run('remind-collections', days)
    assert.equal(await remindersOf(), reminders, `after ${days} days`)
  }
  assert.equal(await codeOf(operation.remindCollection, system, { personId, cardId }), 'reminder-not-due')
  const notices = kernel.tasks.filter(({ data }) => (data as { cardId?: string }).cardId === cardId)
  assert.deepEqual(
    notices.map(({ data }) => (data as { notice: string }).notice),
    ['card-ready', 'collect-your-card', 'collect-your-card', 'collect-your-card'],
  )

  await run('seal-uncollected-cards', 364)
  assert.equal(
    await codeOf(operation.sealUncollected, system, { personId, cardId }),
    'card-not-uncollected-long-enough',
  )
  assert.deepEqual(await cardState(card), ['at-outlet', 'none', 'ready', 'waiting'])
  await run('seal-uncollected-cards', 365)
  assert.deepEqual(await cardState(card), ['sealed', 'none', 'closed', 'sealed'])
  const sealed = await read(operation.cardsInDistribution, clerk, {
    officeId: outletId,
    state: 'sealed',
    purpose: 'distribution',
  })
  assert.deepEqual(
    sealed.cards.filter((one) => one.cardId === cardId).map(({ name }) => name),
    ['张*'],
  )

  const reason = 'sealed for a year'
  assert.equal(
    await codeOf(operation.confirmCardDestruction, supervisor, { personId, cardId }),
    'destruction-not-proposed',
  )
  await accepted(operation.proposeCardDestruction, supervisor, { personId, cardId, reason })
  assert.equal(await codeOf(operation.confirmCardDestruction, supervisor, { personId, cardId }), 'same-person-twice')
  const open = { bankId, purpose: 'distribution' as const }
  const [waits] = (await read(operation.cardDestructions, supervisor, open)).cards
  assert.deepEqual([waits?.cardId, waits?.reason, waits?.proposedBy], [cardId, reason, supervisor.id])
  await accepted(operation.confirmCardDestruction, manager, { personId, cardId })
  assert.deepEqual((await read(operation.cardDestructions, supervisor, open)).cards, [])
  assert.equal((await cardState(card))[0], 'destroyed')
  kernel.now = start
})

/** A card made at the counter and left there. */
async function instantCard(): Promise<Finished> {
  const card = await finishedCard({ application: { instantOutletId: outletId, channel: 'instant' } })
  const { personId, cardId } = card
  await kernel.db`
    update batch set kind = 'instant', office_id = ${outletId}, state = 'reconciled'
    where batch_id = (select batch_id from batch_line where card_id = ${cardId})`
  await kernel.db`update batch_line set state = 'finished' where card_id = ${cardId}`
  await kernel.db`update card set physical = 'at-outlet' where person_id = ${personId} and card_id = ${cardId}`
  await kernel.db`update application set status = 'ready', ready_at = changed_at where person_id = ${personId}`
  return card
}

const reader = { number: () => 1, text: () => '7,30,90', flag: () => false, used: () => [] }
const sweeps = distributionTasks({
  ...{ db: kernel.db, executor: kernel.executor, clock: () => kernel.now, policyReader: () => reader },
})

async function sweep(queue: 'remind-collections' | 'seal-uncollected-cards', days: number): Promise<void> {
  kernel.now = instantOf(Date.parse(start) + days * 86_400_000)
  await sweeps.find((task) => task.queue === queue)?.handle({}, 'task-1')
  kernel.now = start
}

test('M3.1: an instant card that was left lying is reminded of, listed and sealed as every other', async () => {
  const [left, collected] = [await instantCard(), await instantCard()]
  const { personId, cardId } = left
  const remindersOf = async () => {
    const rows = await kernel.db<{ reminders: number; state: string }[]>`
      select reminders, state from parcel_line where card_id = ${cardId}`
    return rows.map(({ reminders, state }) => [reminders, state])
  }
  await sweep('remind-collections', 6)
  assert.deepEqual(await remindersOf(), [])
  await sweep('remind-collections', 7)
  await sweep('remind-collections', 8)
  assert.deepEqual(await remindersOf(), [[1, 'waiting']])
  await sweep('remind-collections', 30)
  assert.deepEqual(await remindersOf(), [[2, 'waiting']])
  const list = { officeId: outletId, state: 'waiting', purpose: 'distribution' } as const
  const waiting = await read(operation.cardsInDistribution, clerk, list)
  const row = waiting.cards.find((one) => one.cardId === cardId)
  assert.deepEqual([row?.parcelId, row?.waitingSince], [null, start])

  await givenVisit(collected.personId, 'holder')
  await accepted(operation.collectCard, clerk, { personId: collected.personId, cardId: collected.cardId, ...duty })
  assert.deepEqual(await cardState(collected), ['collected', 'pending-enable', 'collected', 'collected'])

  await sweep('seal-uncollected-cards', 364)
  assert.deepEqual(await cardState(left), ['at-outlet', 'none', 'ready', 'waiting'])
  await sweep('seal-uncollected-cards', 365)
  assert.deepEqual(await cardState(left), ['sealed', 'none', 'closed', 'sealed'])
  const notices = await kernel.db<{ fact: string }[]>`
    select fact from bank_notice where person_id = ${personId} and card_id = ${cardId}`
  assert.deepEqual(
    notices.map(({ fact }) => fact),
    ['account-to-close'],
    'M7.7: nobody will use the account of a sealed card',
  )
})

const bureau: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }

async function end({ personId, cardId }: Finished): Promise<void> {
  await accepted(cancelCard, bureau, { personId, cardId, reason: 'entitlement-ended' })
}

test('M7.7: a card that ended is neither packed, sent, handed out nor reminded of, wherever it lies', async () => {
  const cards = [
    await finishedCard(),
    await finishedCard(),
    await finishedCard(),
    await finishedCard(),
    await finishedCard(),
  ]
  const [onTable, packed, underWay, lost, good] = cards as [Finished, Finished, Finished, Finished, Finished]
  await end(onTable)
  const { parcelId, listed } = await accepted(operation.formParcel, manager, toOutlet)
  assert.equal(listed, 4)
  assert.deepEqual(await cardState(onTable), ['spoiled', 'cancelled', 'failed', null])

  await end(packed)
  await accepted(operation.dispatchParcel, manager, { parcelId })
  assert.deepEqual(await cardState(packed), ['spoiled', 'cancelled', 'failed', 'sealed'])
  const { parcel } = await read(operation.parcelContents, clerk, { parcelId, purpose: 'distribution' })
  assert.equal(parcel.listed, 3)

  await end(underWay)
  await end(lost)
  const scanned = [underWay.cardNumber, good.cardNumber]
  await accepted(operation.receiveParcel, clerk, { parcelId, scanned, missing: 1 })
  assert.deepEqual(await cardState(underWay), ['sealed', 'cancelled', 'failed', 'sealed'])
  assert.deepEqual(await cardState(lost), ['missing', 'cancelled', 'failed', 'missing'])
  assert.deepEqual(await cardState(good), ['at-outlet', 'none', 'ready', 'waiting'])
  const toldOf = kernel.tasks.filter(({ data }) => (data as { cardId?: string }).cardId === underWay.cardId)
  assert.deepEqual(toldOf, [])

  await end(good)
  await givenVisit(good.personId, 'holder')
  const collect = { personId: good.personId, cardId: good.cardId, ...duty }
  assert.equal(await codeOf(operation.collectCard, clerk, collect), 'card-not-to-be-collected')
  await sweep('remind-collections', 7)
  const [line] = await kernel.db<{ reminders: number }[]>`
    select reminders from parcel_line where card_id = ${good.cardId}`
  assert.equal(line?.reminders, 0)
  const instant = await instantCard()
  await end(instant)
  await sweep('seal-uncollected-cards', 1)
  assert.deepEqual(await cardState(good), ['sealed', 'cancelled', 'closed', 'sealed'])
  assert.deepEqual(await cardState(instant), ['sealed', 'cancelled', 'closed', 'sealed'])

  const facts = await kernel.db<{ cardId: string; fact: string }[]>`
    select card_id, fact from bank_notice where card_id = any(${cards.map(({ cardId }) => cardId)}::uuid[])`
  assert.deepEqual(facts.map(({ cardId }) => cardId).sort(), cards.map(({ cardId }) => cardId).sort(), 'each once')
  assert.ok(facts.every(({ fact }) => fact === 'account-to-close'))
})

test('M7.7: a card by post that ended is not confirmed, and is sealed where it comes back', async () => {
  const post = { application: { delivery: 'post', outletId: null } } as const
  const card = await finishedCard(post)
  const lostInParcel = await finishedCard()
  const { parcelId } = await accepted(operation.formParcel, manager, { kind: 'post', bankId })
  await accepted(operation.dispatchParcel, manager, { parcelId })
  await end(card)
  const confirm = { personId: card.personId, cardId: card.cardId, ...duty }
  assert.equal(await codeOf(operation.confirmDelivery, bankSystem, confirm), 'card-not-to-be-collected')
  const back = { personId: card.personId, cardId: card.cardId, reason: 'undelivered' }
  await accepted(operation.takeBackCard, clerk, back)
  assert.deepEqual(await cardState(card), ['sealed', 'cancelled', 'closed', 'sealed'])

  const other = await accepted(operation.formParcel, manager, toOutlet)
  await accepted(operation.dispatchParcel, manager, other)
  await accepted(operation.receiveParcel, clerk, { parcelId: other.parcelId, scanned: [], missing: 1 })
  const facts = await kernel.db<{ fact: string }[]>`
    select fact from bank_notice where card_id = ${lostInParcel.cardId}`
  assert.deepEqual(
    [...facts].map(({ fact }) => fact),
    ['account-to-close'],
    'a lost card gets no use of its account',
  )
})

test('M14.8: a card that still works cannot be destroyed', async () => {
  const card = await finishedCard()
  await atOutlet([card])
  const input = { personId: card.personId, cardId: card.cardId, reason: 'by mistake' }
  assert.equal(await codeOf(operation.proposeCardDestruction, manager, input), 'card-cannot-be-destroyed')
})

test('M13.3: events fold to the rows of parcels, their cards and destructions', async () => {
  const events = await kernel.db<{ stream: string; streamId: string; at: string; version: number }[]>`
    select stream, stream_id, person_id, name, data, at, version from event order by stream, stream_id, version`
  const fold = (stream: { evolve(state: never, event: never, at: never): object; name: string }, id: string) =>
    events
      .filter((event) => event.stream === stream.name && event.streamId === id)
      .reduce<object | undefined>((state, { streamId, ...event }) => {
        const next = stream.evolve(state as never, { ...event, id: streamId } as never, event.at as never)
        return { ...next, version: event.version }
      }, undefined)
  const parcels = await kernel.db<{ parcelId: string }[]>`select * from parcel`
  const lines = await kernel.db<{ parcelLineId: string }[]>`select * from parcel_line`
  const destructions = await kernel.db<{ cardId: string }[]>`select * from card_destruction`
  assert.ok(parcels.length > 5 && lines.length > 8 && destructions.length === 1)
  for (const row of parcels) assert.deepEqual(fold(parcelStream, row.parcelId), { ...row })
  for (const row of lines) assert.deepEqual(fold(parcelLineStream, row.parcelLineId), { ...row })
  for (const row of destructions) assert.deepEqual(fold(cardDestructionStream, row.cardId), { ...row })
})
