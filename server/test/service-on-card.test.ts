import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import {
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationId,
  evolveCardApplication,
} from '@yika/core/service/card-application.ts'
import * as schema from '@yika/core/service/card-application-schema.ts'
import { applicationsOfPersons } from '../src/service/application-store.ts'
import { bankId, clerk, enabledCard, givenCard, givenVisit, holderOf } from './given-card.ts'
import { ofDepartment, type ServiceWorld, serviceWorld } from './service-world.ts'

const operator: Actor = {
  ...{ id: 'client-1', role: 'institution', organisationId: 'transport', officeId: 'transit-operator' },
}

async function holder({ kernel, person }: ServiceWorld, given: Parameters<ServiceWorld['person']>[0] = {}) {
  const personId = await person(given)
  const card = await givenCard(kernel, personId, enabledCard())
  return { personId, cardId: card.cardId, card, actor: holderOf(personId) }
}

test('M5.4: suburban rail opens at the bank of the card or at a point of the operator, with the holder there', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run } = world
  const { personId, cardId, actor, card } = await holder(world)
  const wish = { personId, cardId, serviceId: 'suburban-rail', medium: 'card' } as const
  assert.equal((await run(schema.loadService, clerk, wish)).code, 'visit-required')
  await givenVisit(kernel, personId)
  const elsewhere = { ...clerk, bankId: bankId.replace('b001', 'b002') }
  assert.equal((await run(schema.loadService, elsewhere, wish)).code, 'loading-place-unfit')
  assert.equal((await run(schema.loadService, actor, wish)).code, 'loading-place-unfit')
  assert.deepEqual(await run(schema.loadService, clerk, wish), { until: null })
  assert.equal((await run(schema.loadService, clerk, wish)).code, 'application-state-unfit')
  const second = await holder(world)
  // A card that was handed out has its number in the look-up since it was made.
  await kernel.db`
    insert into card_number (card_number, issuing_area, state, person_id, card_id)
    values (${second.card.cardNumber}, '110000', 'used', ${second.personId}, ${second.cardId})`
  const point = {
    cardNumber: second.card.cardNumber ?? '',
    serviceId: 'suburban-rail',
    medium: 'card',
    faceToFaceBy: 'E-7',
  } as const
  assert.deepEqual(await run(schema.loadServiceAtPoint, operator, point), { until: null })
  const park: Actor = { ...operator, officeId: 'park-1' }
  assert.equal((await run(schema.loadServiceAtPoint, park, point)).code, 'institution-out-of-contract')
  assert.equal(
    (await run(schema.loadServiceAtPoint, operator, { ...point, cardNumber: 'T99999999' })).code,
    'card-unknown',
  )
  const [loaded] = await kernel.db<{ data: { faceToFaceBy: string } }[]>`
    select data from event where person_id = ${second.personId} and name = 'application-loaded'`
  assert.equal(loaded?.data.faceToFaceBy, 'E-7')
  assert.ok(card.cardNumber !== null)
})

test('M5.4, M5.6: an entitlement is loaded on line by its holder, or refused with the reason', async (t) => {
  const world = await serviceWorld(t)
  const { run } = world
  const old = await holder(world, { grounds: ['elderly'] })
  const young = await holder(world, { birthOn: '1990-01-01', grounds: ['elderly'] })
  const wish = (of: { personId: string; cardId: string }) =>
    ({ personId: of.personId, cardId: of.cardId, serviceId: 'elderly-care', medium: 'e-card' }) as const
  const refused = await run(schema.loadService, young.actor, wish(young))
  assert.equal(refused.code, 'not-entitled')
  assert.deepEqual(await run(schema.loadService, old.actor, wish(old)), { until: null })
  assert.equal((await run(schema.loadService, young.actor, wish(old))).code, 'not-permitted')
  assert.equal((await run(schema.loadService, old.actor, { ...wish(old), cardId: young.cardId })).code, 'card-foreign')
})

test('M5.1, M5.4: my services says for each what is missing and where to get it', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, read } = world
  const { personId, cardId, actor } = await holder(world, { grounds: ['elderly'] })
  const mine = async () => (await read(schema.myServices, actor, { personId, purpose: 'own-affairs' })).services
  const of = async (serviceId: string) => (await mine()).find((one) => one.serviceId === serviceId)
  assert.equal((await of('metro'))?.usable, true)
  const settlement = await of('medical-settlement')
  assert.deepEqual([settlement?.usable, settlement?.missing?.reason], [false, 'not-entitled-ground'])
  const ticket = await of('park-annual-ticket')
  assert.equal(ticket?.missing?.reason, 'application-not-loaded')
  assert.deepEqual(
    ticket?.loadedAt.map(({ place }) => place),
    ['service-point'],
  )
  assert.deepEqual([ticket?.fee?.fen, ticket?.physicalCardOnly, ticket?.actions], [10_000, true, []])
  assert.deepEqual((await of('elderly-care'))?.actions, ['load'])
  await run(schema.loadService, actor, { personId, cardId, serviceId: 'elderly-care', medium: 'card' })
  const loaded = await of('elderly-care')
  assert.deepEqual([loaded?.usable, loaded?.state?.state, loaded?.actions], [true, 'active', ['remove']])
  const other = await holder(world)
  const own = await read(schema.myServices, other.actor, { personId: other.personId, purpose: 'own-affairs' })
  const unfit = own.services.find((one: { serviceId: string }) => one.serviceId === 'elderly-care')
  assert.deepEqual([unfit?.missing?.reason, unfit?.actions], ['not-entitled-ground', []], 'it would be refused')
  const foreign = await read(schema.myServices, other.actor, { personId, purpose: 'own-affairs' })
  assert.equal(foreign.code, 'not-permitted')
  const atDesk = { personId, purpose: 'counter-service' } as const
  assert.equal((await read(schema.servicesOfCard, clerk, atDesk)).code, 'visit-required')
  const visitId = await givenVisit(kernel, personId)
  const seen = await read(schema.servicesOfCard, clerk, { ...atDesk, caseId: visitId })
  assert.deepEqual(seen.services, await mine())
  assert.equal(seen.cardId, cardId)
})

test('M5.3, M14.7: the holder suspends and resumes, a department for its own reasons', async (t) => {
  const world = await serviceWorld(t)
  const { run } = world
  const { personId, cardId, actor } = await holder(world)
  const bus = { personId, cardId, serviceId: 'bus' }
  const asked = { ...bus, reason: 'holder-request', reference: '本人要求', until: null } as const
  assert.deepEqual(await run(schema.suspendApplication, actor, asked), { state: 'suspended' })
  assert.equal((await run(schema.suspendApplication, actor, asked)).code, 'application-state-unfit')
  assert.deepEqual(await run(schema.resumeApplication, actor, bus), { state: 'active' })
  const transport = ofDepartment('transport')
  const debt = { ...asked, reason: 'debt', reference: '欠费 2026-1' } as const
  assert.equal((await run(schema.suspendApplication, ofDepartment('health'), debt)).code, 'not-permitted')
  assert.deepEqual(await run(schema.suspendApplication, transport, debt), { state: 'suspended' })
  assert.equal((await run(schema.resumeApplication, actor, bus)).code, 'suspension-of-others')
  assert.deepEqual(await run(schema.resumeApplication, transport, bus), { state: 'active' })
  const pension = { ...debt, serviceId: 'benefit-receipt', reason: 'misuse' } as const
  const refused = await run(schema.suspendApplication, ofDepartment('human-resources'), pension)
  assert.equal(refused.code, 'benefit-not-suspended')
})

test('M5.3, M17.5: a penalty of the medical insurance is decided by two and ends by itself', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, read, task } = world
  const { personId, cardId } = await holder(world, { grounds: ['employee-medical'] })
  const [first, second] = [ofDepartment('medical-security'), ofDepartment('medical-security', 'medical-security-2')]
  const wish = { personId, reference: '医保处〔2026〕7号', until: '2026-12-31' }
  assert.equal((await run(schema.proposeSanction, ofDepartment('health'), wish)).code, 'not-permitted')
  const { sanctionId } = await run(schema.proposeSanction, first, wish)
  const waiting = await read(schema.sanctionsProposed, second, { purpose: 'supervision' })
  assert.deepEqual(
    waiting.sanctions.map(({ reference, name }) => [reference, name]),
    [['医保处〔2026〕7号', '张*']],
  )
  assert.equal((await run(schema.approveSanction, first, { personId, sanctionId })).code, 'same-person-twice')
  const other = await holder(world)
  const foreign = { personId: other.personId, sanctionId }
  assert.equal((await run(schema.approveSanction, second, foreign)).code, 'not-found')
  assert.deepEqual(await run(schema.approveSanction, second, { personId, sanctionId }), { cardId })
  const state = async () => {
    const rows = await applicationsOfPersons(kernel.db, [personId])
    return rows.get(cardApplicationId({ cardId, serviceId: 'medical-settlement' }))
  }
  assert.deepEqual((await state())?.suspension, {
    reason: 'sanction',
    reference: '医保处〔2026〕7号',
    until: '2026-12-31',
  })
  kernel.now = '2026-12-31T15:00:00.000Z' as Instant
  await task('end-services-run-out')
  assert.equal((await state())?.state, 'suspended')
  kernel.now = '2026-12-31T16:10:00.000Z' as Instant
  await task('end-services-run-out')
  assert.equal((await state())?.state, 'active')
  const next = await run(schema.proposeSanction, first, { ...wish, until: '2027-06-30' })
  const withdrawn = { personId, sanctionId: next.sanctionId, reason: '材料不足' }
  assert.equal((await run(schema.endSanction, ofDepartment('health'), withdrawn)).code, 'not-permitted')
  assert.deepEqual(await run(schema.endSanction, first, withdrawn), { sanctionId: next.sanctionId })
  assert.equal(
    (await run(schema.approveSanction, second, { personId, sanctionId: next.sanctionId })).code,
    'sanction-not-proposed',
  )
})

test('M5.3: what runs out is ended by the night, and rows are the fold of their events', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, task } = world
  const { personId, cardId } = await holder(world)
  await givenVisit(kernel, personId, { until: '2099-01-01T00:00:00.000Z' as Instant })
  const ticket = { personId, cardId, serviceId: 'park-annual-ticket', medium: 'card' } as const
  assert.equal((await run(schema.loadService, clerk, ticket)).code, 'loading-place-unfit')
  assert.equal((await run(schema.loadService, clerk, { ...ticket, medium: 'e-card' })).code, 'loading-place-unfit')
  await kernel.db`update card_service set loaded_at = '["bank-outlet"]' where service_id = 'park-annual-ticket'`
  assert.equal((await run(schema.loadService, clerk, ticket)).code, 'service-fee-unpaid')
  // Any text was a receipt once: none opens a service that costs money.
  const madeUp = { ...ticket, paymentReference: 'R-1' }
  assert.equal((await run(schema.loadService, clerk, madeUp)).code, 'service-fee-unpaid')
  assert.equal((await run(schema.loadService, clerk, { ...ticket, medium: 'e-card' })).code, 'physical-card-only')
  // What the parks give away may be loaded by whoever they name.
  await kernel.db`update card_service set fee_key = null where service_id = 'park-annual-ticket'`
  const bought = { ...ticket, activate: false }
  assert.deepEqual(await run(schema.loadService, clerk, bought), { until: '2027-11-22' })
  const onCard = { personId, cardId, serviceId: 'park-annual-ticket' }
  assert.deepEqual(await run(schema.activateApplication, holderOf(personId), onCard), { state: 'active' })
  assert.equal((await run(schema.expireApplication, systemActor, onCard)).code, 'application-not-due')
  assert.equal((await run(schema.expireApplication, clerk, onCard)).code, 'not-permitted')
  kernel.now = '2027-11-22T16:10:00.000Z' as Instant
  await task('end-services-run-out')
  const rows = await applicationsOfPersons(kernel.db, [personId])
  assert.equal(rows.get(cardApplicationId(onCard))?.state, 'expired')
  assert.deepEqual(await run(schema.loadService, clerk, ticket), { until: '2028-11-21' })
  assert.deepEqual(await run(schema.removeApplication, holderOf(personId), { ...onCard, reason: '退卡' }), {
    state: 'removed',
  })
  const events = await kernel.db<(CardApplicationEvent & { streamId: string; at: Instant })[]>`
    select stream, stream_id, person_id, name, data, at from event
    where person_id = ${personId} and stream = 'card-application' order by version`
  const folded = events.reduce<CardApplication | undefined>(
    (state, { streamId, at, ...event }) => evolveCardApplication(state, { ...event, id: streamId }, at),
    undefined,
  )
  const row = (await applicationsOfPersons(kernel.db, [personId])).get(cardApplicationId(onCard))
  assert.deepEqual({ ...folded, version: events.length }, row)
})
