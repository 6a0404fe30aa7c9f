import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { evolveBank } from '@yika/core/bank/bank.ts'
import { firstBankEvents } from '@yika/core/bank/first-banks.ts'
import { evolveOutlet, type OutletEvent } from '@yika/core/bank/outlet.ts'
import * as schema from '@yika/core/bank/schema.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { bankCommands } from '../src/bank/commands.ts'
import { bankPublicReads } from '../src/bank/queries.ts'
import { allBanks, loadBanks, loadOutlets } from '../src/bank/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import type { PublicRead } from '../src/kernel/public-read.ts'
import { testKernel } from './test-kernel.ts'

const officer: Actor = { id: 'officer', role: 'bureau-officer', organisationId: 'bureau' }
/** Monday, ten in the morning. */
const now = '2026-11-23T02:00:00.000Z' as Instant
const [firstBank, secondBank] = firstBankEvents().map(({ id }) => id) as [string, string]
const supervisor: Actor = { id: 'boss', role: 'bank-supervisor', organisationId: 'bank', bankId: firstBank }
const districtOfficer: Actor = { id: 'd', role: 'district-officer', organisationId: 'district', district: '110105' }

const outlet = {
  bankId: firstBank,
  openedOn: '2026-11-23',
  name: { zh: '朝阳支行', en: 'Chaoyang' },
  district: '110105',
  address: '朝阳区某路1号',
  longitude: 116.481234,
  latitude: 39.99,
  phone: null,
  instantIssue: false,
  openingHours: [{ weekday: 1, from: '09:00', to: '17:00' }],
  accessibility: ['step-free'],
}

function answerOf<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

function refusalOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : 'accepted'
}

async function bankKernel(ending: Parameters<typeof testKernel>[0]) {
  const kernel = await testKernel(ending, { commands: bankCommands })
  const [banks, outlets] = bankPublicReads(() => now) as [PublicRead, PublicRead]
  type Listed = { bankId: string; services: string[] }
  type Page = {
    total: number
    districts: object[]
    outlets: {
      outletId: string
      bankId: string
      longitude: number
      openNow: boolean
      blanksOnHand: number | null
    }[]
    next: string | null
  }
  return {
    ...kernel,
    open: async (difference: object = {}, by = officer) =>
      answerOf<{ outletId: string }>(await kernel.run(schema.openOutlet, by, { ...outlet, ...difference })).outletId,
    banksOn: async (on?: string) =>
      ((await banks.answer(kernel.db, { ...(on === undefined ? {} : { on }) } as never)) as { banks: Listed[] }).banks,
    outlets: async (input: object) => (await outlets.answer(kernel.db, input as never)) as Page,
  }
}

test('M7.12: the migrated catalogue is the one core brings along, and the fold of its events', async (t) => {
  const { db } = await testKernel(t, { commands: bankCommands })
  const banks = await loadBanks(
    db,
    firstBankEvents().map(({ id }) => id),
  )
  assert.equal(banks.size, 15)
  for (const event of firstBankEvents()) {
    assert.deepEqual(banks.get(event.id), { ...evolveBank(undefined, event), version: 1 })
    const [recorded, ...rest] = await db.begin((tx) => eventsOf(tx as never, null, 'bank', event.id))
    assert.deepEqual(recorded?.event, event)
    assert.deepEqual(rest, [])
  }
})

test('M7.12: the public catalogue is that of the asked day', async (t) => {
  const { run, banksOn } = await bankKernel(t)
  answerOf(await run(schema.withdrawBank, officer, { bankId: firstBank, withdrawnOn: '2027-01-01', reason: 'ended' }))
  const admission = {
    cnaps: '102100000005',
    name: { zh: '样例银行', en: 'Sample Bank' },
    admittedOn: '2026-12-01',
    services: ['application'],
    source: 'sample',
  }
  const { bankId } = answerOf<{ bankId: string }>(await run(schema.admitBank, officer, admission))
  const idsOn = async (on: string) => (await banksOn(on)).map((bank) => bank.bankId)
  assert.deepEqual(await idsOn('2024-10-29'), [])
  assert.equal((await banksOn()).length, 15)
  assert.ok((await idsOn('2026-12-31')).includes(firstBank))
  assert.ok((await idsOn('2026-12-31')).includes(bankId))
  assert.ok(!(await idsOn('2027-01-01')).includes(firstBank))
})

test('M7.12: one bank stands in the catalogue once, also when two officers admit it at the same moment', async (t) => {
  const { db, run } = await bankKernel(t)
  const admission = {
    cnaps: '313100000005',
    name: { zh: '样例银行', en: 'Sample Bank' },
    admittedOn: '2026-12-01',
    services: ['application'],
    source: 'sample',
  }
  const outcomes = await Promise.all([1, 2, 3].map(() => run(schema.admitBank, officer, admission)))
  assert.deepEqual(outcomes.map(refusalOf).toSorted(), ['accepted', 'bank-known', 'bank-known'])
  assert.equal((await allBanks(db)).length, 16)
  assert.equal(refusalOf(await run(schema.admitBank, supervisor, admission)), 'not-permitted')
})

test('M7.12: the services of a bank are those of the asked day, and outlets are found by them', async (t) => {
  const { run, open, banksOn, outlets } = await bankKernel(t)
  await open()
  await open({ bankId: secondBank })
  const change = { bankId: firstBank, from: '2026-12-01', services: ['pin', 'application'] }
  answerOf(await run(schema.changeBankServices, officer, change))
  const servicesOn = async (on: string) => (await banksOn(on)).find(({ bankId }) => bankId === firstBank)?.services
  assert.equal((await servicesOn('2026-11-30'))?.length, 10)
  assert.deepEqual(await servicesOn('2026-12-01'), ['application', 'pin'])
  const found = async (on: string) => (await outlets({ on, service: 'exchange' })).outlets.map(({ bankId }) => bankId)
  assert.deepEqual((await found('2026-11-30')).toSorted(), [firstBank, secondBank])
  assert.deepEqual(await found('2026-12-01'), [secondBank])
})

test('M7.14, M12.6: outlets are found by district, bank, instant issue and accessibility, page by page', async (t) => {
  const { open, outlets } = await bankKernel(t)
  const plain = await open()
  const instant = await open({ instantIssue: true, accessibility: ['step-free', 'sign-language'] })
  const other = await open({ bankId: secondBank, district: 'BDA', accessibility: [] })
  const ids = async (input: object) => (await outlets(input)).outlets.map(({ outletId }) => outletId).toSorted()
  assert.deepEqual(await ids({}), [plain, instant, other].toSorted())
  assert.deepEqual(await ids({ instant: true }), [instant])
  assert.deepEqual(await ids({ district: 'BDA' }), [other])
  assert.deepEqual(await ids({ bankId: secondBank }), [other])
  assert.deepEqual(await ids({ accessible: 'sign-language' }), [instant])
  assert.deepEqual(await ids({ on: '2026-11-22' }), [])
  const first = await outlets({ limit: 2 })
  const second = await outlets({ limit: 2, after: first.next })
  assert.equal(first.outlets.length, 2)
  assert.equal(second.next, null)
  assert.deepEqual(
    [...first.outlets, ...second.outlets].map(({ outletId }) => outletId).toSorted(),
    [plain, instant, other].toSorted(),
  )
  assert.equal(first.outlets[0]?.longitude, 116.481234)
})

test('M7.14, M12.6: an outlet is found by words and by the hour; how many fit where is counted over all pages', async (t) => {
  const { db, open, outlets } = await bankKernel(t)
  const hours = (from: string, to: string, weekday = 1) => ({ openingHours: [{ weekday, from, to }] })
  const open9to17 = await open({ instantIssue: true })
  const opensAt10 = await open({ ...hours('10:00', '12:00'), name: { zh: '西直门支行', en: 'Xizhimen' } })
  const closesAt10 = await open({ ...hours('09:00', '10:00'), district: '110102', address: '西直门外大街1号' })
  await open(hours('09:00', '17:00', 2))
  const ids = async (input: object) => (await outlets(input)).outlets.map(({ outletId }) => outletId).toSorted()
  assert.deepEqual(await ids({ openNow: true }), [open9to17, opensAt10].toSorted())
  assert.deepEqual(await ids({ text: ' 西直门 ' }), [opensAt10, closesAt10].toSorted())
  assert.deepEqual(await ids({ text: 'xizhi' }), [opensAt10])
  assert.deepEqual(await ids({ outletId: closesAt10 }), [closesAt10])
  assert.deepEqual(await ids({ text: '%' }), [])
  const districts = [
    { district: '110102', count: 1 },
    { district: '110105', count: 3 },
  ]
  const chosen = await outlets({ district: '110102', limit: 1 })
  assert.deepEqual([chosen.total, chosen.districts], [1, districts])
  assert.equal((await outlets({ limit: 1 })).total, 4)

  const instant = async () => (await outlets({ instant: true })).outlets[0]
  assert.deepEqual([(await instant())?.openNow, (await instant())?.blanksOnHand], [true, null])
  await db`
    insert into blank_stock (place_id, version, place_kind, issued, good, spoiled, returned, missing, on_hand, destroyed,
      difference, changed_at)
    values (${open9to17}, 1, 'outlet', 9, 2, 0, 0, 0, 7, 0, 0, ${now})`
  assert.equal((await instant())?.blanksOnHand, 7)
})

test('M7.13, M3.2: bank and district look after their own outlets only', async (t) => {
  const { run, open } = await bankKernel(t)
  const own = await open({}, supervisor)
  const foreign = await open({ bankId: secondBank, district: '110108' })
  const { bankId: _, openedOn: __, ...details } = outlet
  const change = (outletId: string, by: Actor) => run(schema.changeOutlet, by, { outletId, ...details })
  assert.equal(refusalOf(await change(own, supervisor)), 'accepted')
  assert.equal(refusalOf(await change(own, districtOfficer)), 'accepted')
  assert.equal(refusalOf(await change(foreign, supervisor)), 'not-permitted')
  assert.equal(refusalOf(await change(foreign, districtOfficer)), 'not-permitted')
  const elsewhere = { ...outlet, bankId: secondBank, district: '110108' }
  assert.equal(refusalOf(await run(schema.openOutlet, supervisor, elsewhere)), 'not-permitted')
  assert.equal(refusalOf(await run(schema.openOutlet, districtOfficer, elsewhere)), 'not-permitted')
})

test('M7.14: the row of an outlet is the fold of its events through its whole life', async (t) => {
  const { db, run, open } = await bankKernel(t)
  const outletId = await open()
  const { bankId: _, openedOn: __, ...details } = outlet
  const changed = { ...details, instantIssue: true, phone: '010-12345678', name: { zh: '新名', en: null } }
  answerOf(await run(schema.changeOutlet, officer, { outletId, ...changed }))
  answerOf(await run(schema.closeOutlet, officer, { outletId, closedOn: '2026-12-31', reason: 'moved' }))
  const events = await db.begin((tx) => eventsOf(tx as never, null, 'outlet', outletId))
  const folded = events.reduce<Parameters<typeof evolveOutlet>[0]>(
    (state, { event }) => evolveOutlet(state, event as OutletEvent),
    undefined,
  )
  assert.deepEqual((await loadOutlets(db, [outletId])).get(outletId), { ...folded, version: 3 })
  assert.equal(folded?.closedOn, '2026-12-31')
  assert.equal(
    refusalOf(await run(schema.closeOutlet, officer, { outletId, closedOn: '2027-01-01', reason: 'x y' })),
    'outlet-closed',
  )
})
