import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, dayOf } from '@yika/core/calendar/instant.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import * as schema from '@yika/core/travel/schema.ts'
import * as useSchema from '@yika/core/use/schema.ts'
import { travelTasks } from '../src/travel/tasks.ts'
import { givenTerminal, systemOf, tapped } from './card-at-terminal.ts'
import { givenCardInReader } from './card-in-reader.ts'
import { activatedCard, bankId, clerk, givenPerson, givenVisit, holderOf, officer } from './given-card.ts'
import { at, hour, metro, travelWorld } from './travel-world.ts'

const { kernel, bus, accepted, codeOf, tapAt, upload, givenRider, travelOf, moneyOf, foldsAgree } = await travelWorld({
  after,
})
const { db, executor } = kernel
const parkGate = await givenTerminal(kernel, {
  ...{ terminalId: 'park-gate', institutionId: 'park-1', services: ['park-annual-ticket'] },
})

test('M5.5: what a purse does not cover is owed, stops rides until it is paid, and a top-up pays it first', async () => {
  kernel.now = at(20 * hour)
  const { personId, card, of } = await givenRider(1_000)
  const ride = async (from: number) => [
    await tapAt(of, 'in', 'air-cargo', at(from * hour)),
    await tapAt(of, 'out', 'airport', at((from + 1) * hour)),
  ]
  await upload(await ride(1))
  assert.deepEqual(await moneyOf(personId), { balance: 0, debt: 1_500, fares: [2_500] })
  const states = () => db<{ serviceId: string; state: string; suspensionReason: string | null }[]>`
    select service_id, state, suspension_reason from card_application where person_id = ${personId} order by service_id`
  assert.deepEqual(
    (await states()).map(({ serviceId, state, suspensionReason }) => [serviceId, state, suspensionReason]),
    [
      ['bus', 'suspended', 'debt'],
      ['metro', 'suspended', 'debt'],
    ],
  )
  kernel.now = at(22 * hour)
  const rides = [await tapAt(of, 'bus', 'line 7', at(4 * hour)), await tapAt(of, 'bus', 'line 7', at(21 * hour))]
  assert.deepEqual(
    (await upload(rides, bus)).map(({ counts, reason }) => [counts, reason]),
    [
      [true, null],
      [true, 'application-suspended'],
    ],
    'a bus without network let it in',
  )
  const stranger = await givenPerson(kernel)
  const together = await executor.executeAll(schema.topUpPurse, [
    { actor: holderOf(personId), key: `small ${personId}`, input: { ...card, amount: 1 } },
    { actor: holderOf(stranger), key: `foreign ${personId}`, input: { ...card, personId: stranger, amount: 1_000 } },
  ])
  assert.deepEqual(
    together.map((outcome) => outcome.status === 'refused' && outcome.code),
    ['top-up-amount', 'card-unknown'],
    'a card that somebody else names beside its holder is no card of theirs',
  )
  const receipt = await accepted(schema.topUpPurse, holderOf(personId), { ...card, amount: 2_000 })
  assert.deepEqual([receipt.debtPaid, receipt.balance], [1_700, 300])
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['active', 'active'],
  )
})

test('M5.5, M13.3: money comes in at a bank, at a transit point and from home; limits hold, and a key works once', async () => {
  kernel.now = at(20 * hour)
  const { personId, card } = await givenRider()
  assert.equal(await codeOf(schema.topUpPurse, clerk, { ...card, amount: 1_000 }), 'visit-required')
  await givenVisit(kernel, personId)
  await accepted(schema.topUpPurse, clerk, { ...card, amount: 1_000 })
  await accepted(schema.topUpPurse, systemOf(metro), { ...card, amount: 1_000 })
  assert.equal(
    await codeOf(schema.topUpPurse, systemOf('museum-1'), { ...card, amount: 1_000 }),
    'institution-out-of-contract',
  )
  assert.equal(await codeOf(schema.topUpPurse, holderOf(personId), { ...card, amount: 999 }), 'top-up-amount')
  assert.equal(await codeOf(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_001 }), 'top-up-amount')
  const same = () => kernel.run(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_000 }, `once ${personId}`)
  assert.deepEqual(await same(), await same())
  assert.equal((await moneyOf(personId)).balance, 52_000)
  assert.equal(await codeOf(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_000 }), 'purse-full')
})

test('M5.5: a top-up that was torn while the chip was written is posted or voided when the terminal reports', async () => {
  kernel.now = at(20 * hour)
  const { personId, card } = await givenRider()
  const open = () => accepted(schema.openTopUp, systemOf(metro), { ...card, amount: 3_000 })
  const [written, torn] = [await open(), await open()]
  const pending = async () =>
    (await travelOf(personId)).cards.map(({ balance, pendingTopUps }) => [balance, pendingTopUps])[0]
  assert.deepEqual(await pending(), [0, 6_000])
  const close = (topUpId: string, ok: boolean) => ({ ...card, topUpId, written: ok })
  assert.equal(await codeOf(schema.closeTopUp, systemOf('museum-1'), close(torn.topUpId, true)), 'not-permitted')
  for (const _ of [1, 2])
    assert.deepEqual(await accepted(schema.closeTopUp, systemOf(metro), close(written.topUpId, true)), {
      status: 'posted',
      balance: 3_000,
    })
  assert.equal((await accepted(schema.closeTopUp, systemOf(metro), close(torn.topUpId, false))).status, 'voided')
  assert.equal(await codeOf(schema.closeTopUp, systemOf(metro), close(torn.topUpId, true)), 'top-up-closed-otherwise')
  assert.deepEqual(await pending(), [3_000, 0])
})

test('M5.4, M5.6: an annual ticket is sold with the card itself, opens a park, and is taken back only unused', async () => {
  kernel.now = at(20 * hour)
  const { card, of } = await givenRider()
  const park = systemOf('park-1')
  const show = async () => ({ presentation: await tapped(of.memory, 'park-1', kernel.now) })
  const enter = async () => {
    const presentation = await tapped(of.memory, 'park-gate', kernel.now)
    const input = { serviceId: 'park-annual-ticket', presentation, purpose: 'card-use' } as const
    return (await accepted(useSchema.decideUse, parkGate, input as never)).allowed
  }
  assert.equal(await enter(), false)
  const shown = await show()
  const sold = await accepted(schema.sellParkTicket, park, shown)
  assert.deepEqual([sold.price, sold.from, sold.until], [10_000, dayOf(kernel.now), addDays(dayOf(kernel.now), 364)])
  assert.equal(await codeOf(schema.sellParkTicket, park, await show()), 'ticket-held-already')
  const back = { ...card, receiptId: sold.receiptId }
  assert.equal(await codeOf(schema.refundParkTicket, systemOf('park-2'), back), 'not-permitted')
  assert.deepEqual(await accepted(schema.refundParkTicket, park, back), { refunded: 10_000 })
  const second = await accepted(schema.sellParkTicket, park, await show())
  assert.equal(await enter(), true)
  assert.equal(
    await codeOf(schema.refundParkTicket, park, { ...card, receiptId: second.receiptId }),
    'ticket-not-refundable',
  )
  const atMuseum = { presentation: await tapped((await givenRider()).of.memory, 'museum-1', kernel.now) }
  assert.equal(await codeOf(schema.sellParkTicket, systemOf('museum-1'), atMuseum), 'institution-out-of-contract')
  const code = { by: 'e-card', code: 'x'.repeat(20), at: kernel.now } as const
  assert.notEqual(await codeOf(schema.sellParkTicket, park, { presentation: code }), 'accepted')
})

async function givenEnded(fen: number) {
  const rider = await givenRider(fen)
  const { personId, card } = rider
  await givenVisit(kernel, personId)
  await accepted(reportLoss, clerk, {
    ...card,
    functions: 'both',
    kind: 'formal',
    channel: 'bank',
  } as never)
  return rider
}

test('M5.10: purse and ticket of a lost card go to the new one after late taps had their time; the holder sees it', async () => {
  kernel.now = at(20 * hour)
  const { personId, card, of } = await givenRider(5_000)
  await accepted(schema.sellParkTicket, systemOf('park-1'), {
    presentation: await tapped(of.memory, 'park-1', kernel.now),
  })
  assert.equal(await codeOf(schema.openPurseCase, holderOf(personId), card), 'purse-card-lives')
  await givenVisit(kernel, personId)
  await accepted(reportLoss, clerk, {
    ...card,
    functions: 'both',
    kind: 'formal',
    channel: 'bank',
  } as never)
  const tasks = travelTasks({
    db,
    executor,
    clock: () => kernel.now,
    policyReader: () => ({ number: () => 24 }) as never,
  })
  const work = (queue: string) => tasks.find((task) => task.queue === queue)?.handle({}, '')
  await work('open-purse-cases')
  await work('open-purse-cases')
  const { cases } = await travelOf(personId)
  assert.deepEqual(
    cases.map(({ cardId, status }) => [cardId, status]),
    [[card.cardId, 'open']],
  )
  assert.equal(await codeOf(schema.openPurseCase, holderOf(personId), card), 'purse-case-open')
  const decide = { personId, caseId: cases[0]?.caseId ?? '', way: 'new-card' } as const
  assert.equal(await codeOf(schema.decidePurseCase, officer, decide), 'purse-settles-later')
  await upload([await tapAt(of, 'in', 'centre', at(hour)), await tapAt(of, 'out', 'east-gate', at(2 * hour))])
  kernel.now = at(20 * hour + 7 * 24 * hour)
  assert.equal(await codeOf(schema.decidePurseCase, officer, decide), 'new-card-missing')
  const next = await givenCardInReader(kernel, personId, activatedCard())
  await work('settle-purse-cases')
  const after = await travelOf(personId)
  const balanceOf = (cardId: string) => after.cards.find((one) => one.cardId === cardId)?.balance
  assert.deepEqual([balanceOf(card.cardId), balanceOf(next.card.cardId)], [0, 4_500], 'the late ride was paid first')
  assert.deepEqual(
    after.cases.map(({ status, amount }) => [status, amount]),
    [['done', 4_500]],
  )
  const tickets = await db<{ cardId: string; state: string }[]>`
    select card_id, state from card_application where person_id = ${personId} and service_id = 'park-annual-ticket' order by state`
  assert.deepEqual(
    tickets.map(({ cardId, state }) => [cardId, state]),
    [
      [next.card.cardId, 'active'],
      [card.cardId, 'removed'],
    ],
  )
})

test('M5.10: from an amount on two people decide; a refund goes to the bank account', async () => {
  kernel.now = at(20 * hour)
  const { personId, card } = await givenEnded(40_000)
  await givenCardInReader(kernel, personId, activatedCard())
  const { caseId } = await accepted(schema.openPurseCase, clerk, card)
  kernel.now = at(20 * hour + 7 * 24 * hour)
  const decide = { personId, caseId, way: 'refund' } as const
  const waiting = await accepted(schema.purseCases, officer, { status: 'open', purpose: 'supervision' } as never)
  assert.ok(waiting.cases.some((one) => one.caseId === caseId))
  assert.equal(await codeOf(schema.decidePurseCase, systemActor, decide), 'purse-case-two-persons')
  assert.equal(
    await codeOf(schema.approvePurseCase, officer, { personId, caseId, version: 1 }),
    'purse-case-not-proposed',
  )
  assert.deepEqual(await accepted(schema.decidePurseCase, officer, decide), { status: 'proposed', amount: 40_000 })
  assert.equal(await codeOf(schema.approvePurseCase, officer, { personId, caseId, version: 2 }), 'same-person-twice')
  const proposed = await accepted(schema.purseCases, officer, { status: 'proposed', purpose: 'supervision' } as never)
  assert.deepEqual(
    proposed.cases.filter((one) => one.caseId === caseId).map(({ way, decidedBy }) => [way, decidedBy]),
    [['refund', officer.id]],
  )
  const second = { ...officer, id: 'officer-2' }
  const seen = proposed.cases.find((one) => one.caseId === caseId)?.version ?? 0
  await accepted(schema.decidePurseCase, officer, { ...decide, way: 'new-card' })
  const stale = { personId, caseId, version: seen }
  assert.equal(await codeOf(schema.approvePurseCase, second, stale), 'changed-meanwhile', 'another way than was read')
  await accepted(schema.decidePurseCase, officer, decide)
  const again = { personId, caseId, version: seen + 2 }
  assert.equal((await accepted(schema.approvePurseCase, second, again)).amount, 40_000)
  assert.equal(await codeOf(schema.approvePurseCase, second, again), 'purse-case-closed')
  const [leg] = await db<{ credit: string; amount: number }[]>`
    select credit, amount from ledger_leg l join ledger_transfer t using (person_id, transfer_id)
    where person_id = ${personId} and kind = 'purse-refund'`
  assert.deepEqual([leg?.credit, leg?.amount], [`clearing/${bankId}`, 40_000])
})

test('M13.4: the cases of a purse, its rides and their taps are the fold of their events, and the books of travel sum to zero', () =>
  foldsAgree(['ride', 'travel-tap', 'purse-case']))
