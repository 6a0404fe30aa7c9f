import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, addMilliseconds, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { cancelCard, reportLoss } from '@yika/core/card/schema.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { travelFigures } from '@yika/core/policy/figure/travel.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import { evolveSignal } from '@yika/core/travel/impossible-travel.ts'
import { evolvePurseCase } from '@yika/core/travel/purse-case.ts'
import { evolveRide } from '@yika/core/travel/ride.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { syntheticNetwork } from '@yika/core/travel/synthetic-network.ts'
import { evolveTap } from '@yika/core/travel/tap.ts'
import * as useSchema from '@yika/core/use/schema.ts'
import { cardCommands } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { codeReader } from '../src/e-card/read-code.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { createPresenter } from '../src/presentation/presenter.ts'
import { networkCache } from '../src/travel/network-store.ts'
import { purseCommands } from '../src/travel/purse-commands.ts'
import { travelPublicReads, travelQueries } from '../src/travel/queries.ts'
import { seedNetwork } from '../src/travel/seed-network.ts'
import { tapCommands } from '../src/travel/tap-commands.ts'
import { travelTasks } from '../src/travel/tasks.ts'
import { useCommands } from '../src/use/commands.ts'
import { givenTerminal, systemOf, tapped } from './card-at-terminal.ts'
import { type CardInReader, givenCardInReader } from './card-in-reader.ts'
import { activatedCard, bankId, clerk, givenPerson, givenVisit, holderOf, officer } from './given-card.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { givenCatalogue } from './given-service.ts'
import { testKernel } from './test-kernel.ts'

const firstFareTable = travelFigures['travel.fare-table'].first[0].value
const hour = 3_600_000
const minute = 60_000

const kernel = await testKernel(
  { after },
  {
    commands: ({ db, custodian, clock, policyReader }) => {
      const readCode = codeReader({ db, custodian, clock, policyReader })
      const presenter = createPresenter({ db, custodian, readCode })
      const networks = networkCache()
      return [
        ...tapCommands({ clock, policyReader, networks, presenter }),
        ...purseCommands({ presenter }),
        ...useCommands({ custodian, presenter }),
        ...cardCommands({ custodian }),
      ]
    },
    queries: ({ policyReader }) =>
      travelQueries({
        ...{ clock: () => kernel.now, policyReader, networks: networkCache() },
        book: () => policyBook(firstPolicyValues()),
      }),
    standing: loadStanding,
    caseConcerns,
    policy: Object.fromEntries(firstPolicyValues().map(({ key, value }) => [key, value])),
    now: '2026-11-20T00:00:00.000Z',
  },
)
const { db, executor } = kernel
await givenChipKeys(kernel)
await givenCatalogue(kernel)
await seedNetwork(executor)
const metro = 'transit-operator'
const gate = await givenTerminal(kernel, {
  ...{ terminalId: 'gate-1', institutionId: metro, kind: 'gate', services: ['metro'], offline: true },
})
const bus = await givenTerminal(kernel, {
  ...{ terminalId: 'bus-1', institutionId: metro, kind: 'bus', services: ['bus'], offline: true },
})
const parkGate = await givenTerminal(kernel, {
  ...{ terminalId: 'park-gate', institutionId: 'park-1', services: ['park-annual-ticket'] },
})

async function accepted<O extends Operation>(operation: O, actor: Actor, input: InputOf<O>): Promise<AnswerOf<O>> {
  const outcome = await (operation.kind === 'query'
    ? kernel.reader.read(operation, actor, input as object)
    : kernel.run(operation, actor, input as object))
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: AnswerOf<O> }).answer
}

async function refusal<O extends Operation>(operation: O, actor: Actor, input: InputOf<O>): Promise<string> {
  const outcome = await kernel.run(operation, actor, input as object)
  return outcome.status === 'refused' ? outcome.code : outcome.status
}

type Tap = InputOf<typeof schema.uploadTaps>['taps'][number]
let sequence = 0

/** A chip at a gate at a moment; told whenever the test likes. */
async function tapAt(
  of: CardInReader,
  kind: Tap['kind'],
  place: string,
  at: Instant,
  more: Partial<Tap> = {},
): Promise<Tap> {
  sequence += 1
  const terminalId = kind === 'bus' ? 'bus-1' : 'gate-1'
  const metres = kind === 'bus' ? { metres: 4_000 } : {}
  return { sequence, kind, place, ...metres, presentation: await tapped(of.memory, terminalId, at), ...more }
}

const upload = (taps: readonly Tap[], actor = gate, clock: Instant = kernel.now) =>
  accepted(schema.uploadTaps, actor, { clock, taps: [...taps] }).then((answer) => answer.taps)

const at = (ms: number) => addMilliseconds('2026-11-20T00:00:00.000Z' as Instant, ms)

async function givenRider(fen = 0) {
  const personId = await givenPerson(kernel)
  const of = await givenCardInReader(kernel, personId, activatedCard())
  const card = { personId, cardId: of.card.cardId }
  if (fen > 0) await accepted(schema.topUpPurse, holderOf(personId), { ...card, amount: fen })
  return { personId, of, card }
}

const travelOf = (personId: string, month = '2026-11') =>
  accepted(schema.myTravel, holderOf(personId), { personId, month, purpose: 'own-affairs' } as never)

async function moneyOf(personId: string, month = '2026-11') {
  const { cards, rides } = await travelOf(personId, month)
  return { balance: cards[0]?.balance, debt: cards[0]?.debt, fares: rides.map(({ fare }) => fare).reverse() }
}

test('M5.5, M13.4: a ride by metro and one by bus are taken from the purse, line by line', async () => {
  kernel.now = at(10 * hour)
  const { personId, of } = await givenRider(5_000)
  const taps = [await tapAt(of, 'in', 'west-gate', at(hour)), await tapAt(of, 'out', 'far-east', at(2 * hour))]
  assert.deepEqual(
    (await upload(taps)).map(({ outcome, counts }) => [outcome, counts]),
    [
      ['recorded', true],
      ['recorded', true],
    ],
  )
  await upload([await tapAt(of, 'bus', 'line 7', at(3 * hour))], bus)
  assert.deepEqual(await moneyOf(personId), { balance: 5_000 - 700 - 100, debt: 0, fares: [700, 100] })
  const { rides, steps, verified } = await travelOf(personId)
  assert.deepEqual([rides[1]?.fromName?.zh !== undefined, rides[0]?.toName, verified], [true, null, false])
  assert.deepEqual(steps[1], { fromFen: 10_000, percent: 80 })
  assert.deepEqual(rides[1]?.lines, [{ reason: 'distance', fen: 700, of: 41_878 }])
  assert.deepEqual(
    rides[0]?.lines.map(({ reason, fen }) => [reason, fen]),
    [
      ['distance', 200],
      ['rider', -100],
    ],
  )
  const [sums] = await db<{ posted: number; payable: number }[]>`
    select sum(posted)::bigint as posted, (select posted from ledger_balance where account = ${`payable/${metro}`}) as payable
    from ledger_balance`
  assert.deepEqual([sums?.posted, sums?.payable], [0, 800], 'the books balance, and the operator is owed the fares')
})

test('M5.5, M13.3: told twice, late and out of order, each tap counts once and the sum is the same', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  const taps = [
    await tapAt(of, 'in', 'centre', at(hour)),
    await tapAt(of, 'out', 'east-gate', at(2 * hour)),
    await tapAt(of, 'in', 'east-gate', at(8 * hour)),
    await tapAt(of, 'out', 'centre', at(9 * hour)),
  ] as const
  await upload([taps[3]])
  assert.deepEqual((await moneyOf(personId)).fares, [300], 'an exit alone costs the lowest fare')
  await upload([taps[0]])
  assert.deepEqual((await moneyOf(personId)).fares, [600], 'in and out at one station, and too long in between')
  const first = await upload([taps[2], taps[1]])
  const again = await upload([taps[2], taps[1]])
  assert.deepEqual(again, first, 'after a power failure the terminal sends its journal again')
  await Promise.all([upload([...taps]), upload([...taps].reverse())])
  assert.deepEqual(await moneyOf(personId), { balance: 5_000 - 1_000, debt: 0, fares: [500, 500] })
  const [count] = await db<{ count: number }[]>`
    select count(*)::integer as count from travel_tap where person_id = ${personId}`
  assert.equal(count?.count, 4)
  const { rides } = await travelOf(personId)
  assert.deepEqual(
    rides.map(({ changed }) => changed),
    [true, false],
    'what a late tap changed is said',
  )
})

test('M13.3: a gate without a journal loses power between the entry and its upload: nobody pays twice, nothing is invented', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  const first = [await tapAt(of, 'in', 'centre', at(hour)), await tapAt(of, 'out', 'east-market', at(2 * hour))]
  await upload(first)
  const lost = await tapAt(of, 'in', 'centre', at(3 * hour))
  await upload([await tapAt(of, 'out', 'east-gate', at(4 * hour))])
  assert.deepEqual(
    (await moneyOf(personId)).fares,
    [300, 300],
    'of the second ride only the end is known: the lowest fare',
  )
  // With its memory the gate has lost how far it had counted.
  const numbered = first[0]?.sequence ?? 0
  const entry = await tapAt(of, 'in', 'west-gate', at(5 * hour))
  const [again] = await upload([{ ...entry, sequence: numbered }])
  assert.deepEqual([again?.outcome, again?.reason], ['refused', 'tap-number-taken'])
  assert.deepEqual((await moneyOf(personId)).fares, [300, 300], 'what stands under the number stays')
  const [told] = await upload([entry])
  assert.equal(told?.outcome, 'recorded', 'the refused tap did not use up its proof')
  await upload([lost])
  assert.deepEqual((await moneyOf(personId)).fares, [300, 500], 'found again later, the entry makes the ride whole')
})

test('M5.5: a late tap changes what later rides of the month cost, and only the difference is posted', async () => {
  kernel.now = at(100 * hour)
  const { personId, card, of } = await givenRider(50_000)
  await db`
    insert into ride (person_id, ride_id, version, card_id, operator_id, mode, ride_end, exit_tap_id, counted_at, month, lines,
      fare, charged_at)
    select ${personId}, gen_random_uuid(), 1, ${card.cardId}, ${metro}, 'metro', 'whole', gen_random_uuid(), ${at(0)},
      '2026-11', '[]', 9700, ${at(0)}`
  const early = [await tapAt(of, 'in', 'centre', at(50 * hour)), await tapAt(of, 'out', 'east-market', at(51 * hour))]
  const late = [await tapAt(of, 'in', 'centre', at(60 * hour)), await tapAt(of, 'out', 'east-gate', at(61 * hour))]
  await upload(late)
  assert.deepEqual((await moneyOf(personId)).fares.slice(1), [500])
  await upload(early)
  assert.deepEqual(
    (await moneyOf(personId)).fares.slice(1),
    [300, 400],
    'the earlier ride reached the step of 100 yuan',
  )
  assert.equal((await moneyOf(personId)).balance, 50_000 - 700)
  const legs = await db<{ amount: number; debit: string }[]>`
    select amount, debit from ledger_leg l join ledger_transfer t using (person_id, transfer_id)
    where person_id = ${personId} and kind = 'ride' order by amount`
  assert.deepEqual(
    legs.map(({ amount, debit }) => [amount, debit.split('/')[0]]),
    [
      [100, 'payable'],
      [300, 'purse'],
      [500, 'purse'],
    ],
  )
})

test('M14.1, M14.2: a forged or repeated proof, a number used twice and an unknown station cost only themselves', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  const entry = await tapAt(of, 'in', 'centre', at(hour))
  const forged = await tapAt(of, 'out', 'east-gate', at(2 * hour))
  const { presentation } = forged
  if (presentation.by === 'chip') presentation.cryptogram = presentation.cryptogram.replace(/./g, '0')
  const replayed = { ...entry, sequence: 999_999 }
  const nowhere = await tapAt(of, 'out', 'nowhere', at(3 * hour))
  const exit = await tapAt(of, 'out', 'east-gate', at(4 * hour))
  const outcomes = await upload([entry, forged, replayed, nowhere, exit, { ...exit, place: 'centre' }])
  assert.deepEqual(
    outcomes.map(({ outcome, reason }) => reason ?? outcome),
    ['recorded', 'proof-wrong', 'proof-used', 'station-unknown', 'recorded', 'tap-number-taken'],
  )
  assert.deepEqual((await moneyOf(personId)).fares, [500])
})

test('M14.2: two chips with one key are told apart by their counters, however late their taps come', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  const copy = { ...of, memory: of.memory.slice() }
  const [own, others] = [await tapAt(of, 'bus', 'line 7', at(hour)), await tapAt(copy, 'bus', 'line 8', at(2 * hour))]
  const outcomes = await upload([own, others], bus)
  assert.deepEqual(
    outcomes.map(({ outcome, reason }) => reason ?? outcome),
    ['recorded', 'chip-copied'],
  )
  const noted = kernel.tasks.filter(({ queue, data }) => {
    return queue === 'note-chip-doubt' && (data as { personId: string }).personId === personId
  })
  assert.equal(noted.length, 1, 'the doubt is written down by a command of its own, which holds the card')
})

test('M13.2, M14.7: what a card did before its loss was reported counts, what it did after is kept and charged to nobody', async () => {
  kernel.now = at(5 * hour)
  const { personId, card, of } = await givenRider(5_000)
  await accepted(reportLoss, holderOf(personId), {
    ...card,
    functions: 'social',
    kind: 'provisional',
    channel: 'web',
  } as never)
  kernel.now = at(20 * hour)
  const outcomes = await upload([
    await tapAt(of, 'in', 'centre', at(3 * hour)),
    await tapAt(of, 'out', 'east-gate', at(4 * hour)),
    await tapAt(of, 'in', 'centre', at(6 * hour)),
    await tapAt(of, 'out', 'far-south', at(7 * hour)),
  ])
  assert.deepEqual(
    outcomes.map(({ outcome, counts, reason }) => [outcome, counts, reason]),
    [
      ...[
        ['recorded', true, null],
        ['recorded', true, null],
      ],
      ...[
        ['recorded', false, 'card-lost'],
        ['recorded', false, 'card-lost'],
      ],
    ],
  )
  assert.deepEqual(await moneyOf(personId), { balance: 4_500, debt: 0, fares: [500] })
  const { uncharged } = await travelOf(personId)
  assert.deepEqual(
    uncharged.map(({ place, reason }) => [place, reason]),
    [
      ['far-south', 'card-lost'],
      ['centre', 'card-lost'],
    ],
  )
})

test('M5.5: a clock that is off by days is put right by the time of the upload; one that tells the future is refused', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  const offMs = 3 * 24 * hour
  const taps = [
    await tapAt(of, 'in', 'centre', at(hour + offMs)),
    await tapAt(of, 'out', 'east-gate', at(2 * hour + offMs)),
  ]
  assert.deepEqual(
    (await upload(taps)).map(({ reason }) => reason),
    ['clock-off', 'clock-off'],
  )
  const put = await upload(taps, gate, at(20 * hour + offMs))
  assert.deepEqual(
    put.map(({ clockCorrectedMs }) => clockCorrectedMs),
    [-offMs, -offMs],
  )
  const { rides } = await travelOf(personId)
  assert.deepEqual([rides[0]?.enteredAt, rides[0]?.fare], [at(hour), 500])
  const old = await tapAt(of, 'bus', 'line 7', at(-40 * 24 * hour))
  assert.deepEqual(
    (await upload([old], bus)).map(({ reason }) => reason),
    ['use-too-late'],
  )
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
  assert.equal(await refusal(schema.topUpPurse, clerk, { ...card, amount: 1_000 }), 'visit-required')
  await givenVisit(kernel, personId)
  await accepted(schema.topUpPurse, clerk, { ...card, amount: 1_000 })
  await accepted(schema.topUpPurse, systemOf(metro), { ...card, amount: 1_000 })
  assert.equal(
    await refusal(schema.topUpPurse, systemOf('museum-1'), { ...card, amount: 1_000 }),
    'institution-out-of-contract',
  )
  assert.equal(await refusal(schema.topUpPurse, holderOf(personId), { ...card, amount: 999 }), 'top-up-amount')
  assert.equal(await refusal(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_001 }), 'top-up-amount')
  const same = () => kernel.run(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_000 }, `once ${personId}`)
  assert.deepEqual(await same(), await same())
  assert.equal((await moneyOf(personId)).balance, 52_000)
  assert.equal(await refusal(schema.topUpPurse, holderOf(personId), { ...card, amount: 50_000 }), 'purse-full')
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
  assert.equal(await refusal(schema.closeTopUp, systemOf('museum-1'), close(torn.topUpId, true)), 'not-permitted')
  for (const _ of [1, 2])
    assert.deepEqual(await accepted(schema.closeTopUp, systemOf(metro), close(written.topUpId, true)), {
      status: 'posted',
      balance: 3_000,
    })
  assert.equal((await accepted(schema.closeTopUp, systemOf(metro), close(torn.topUpId, false))).status, 'voided')
  assert.equal(await refusal(schema.closeTopUp, systemOf(metro), close(torn.topUpId, true)), 'top-up-closed-otherwise')
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
  assert.equal(await refusal(schema.sellParkTicket, park, await show()), 'ticket-held-already')
  const back = { ...card, receiptId: sold.receiptId }
  assert.equal(await refusal(schema.refundParkTicket, systemOf('park-2'), back), 'not-permitted')
  assert.deepEqual(await accepted(schema.refundParkTicket, park, back), { refunded: 10_000 })
  const second = await accepted(schema.sellParkTicket, park, await show())
  assert.equal(await enter(), true)
  assert.equal(
    await refusal(schema.refundParkTicket, park, { ...card, receiptId: second.receiptId }),
    'ticket-not-refundable',
  )
  const atMuseum = { presentation: await tapped((await givenRider()).of.memory, 'museum-1', kernel.now) }
  assert.equal(await refusal(schema.sellParkTicket, systemOf('museum-1'), atMuseum), 'institution-out-of-contract')
  const code = { by: 'e-card', code: 'x'.repeat(20), at: kernel.now } as const
  assert.notEqual(await refusal(schema.sellParkTicket, park, { presentation: code }), 'accepted')
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
  assert.equal(await refusal(schema.openPurseCase, holderOf(personId), card), 'purse-card-lives')
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
  assert.equal(await refusal(schema.openPurseCase, holderOf(personId), card), 'purse-case-open')
  const decide = { personId, caseId: cases[0]?.caseId ?? '', way: 'new-card' } as const
  assert.equal(await refusal(schema.decidePurseCase, officer, decide), 'purse-settles-later')
  await upload([await tapAt(of, 'in', 'centre', at(hour)), await tapAt(of, 'out', 'east-gate', at(2 * hour))])
  kernel.now = at(20 * hour + 7 * 24 * hour)
  assert.equal(await refusal(schema.decidePurseCase, officer, decide), 'new-card-missing')
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
  assert.equal(await refusal(schema.decidePurseCase, systemActor, decide), 'purse-case-two-persons')
  assert.equal(
    await refusal(schema.approvePurseCase, officer, { personId, caseId, version: 1 }),
    'purse-case-not-proposed',
  )
  assert.deepEqual(await accepted(schema.decidePurseCase, officer, decide), { status: 'proposed', amount: 40_000 })
  assert.equal(await refusal(schema.approvePurseCase, officer, { personId, caseId, version: 2 }), 'same-person-twice')
  const proposed = await accepted(schema.purseCases, officer, { status: 'proposed', purpose: 'supervision' } as never)
  assert.deepEqual(
    proposed.cases.filter((one) => one.caseId === caseId).map(({ way, decidedBy }) => [way, decidedBy]),
    [['refund', officer.id]],
  )
  const second = { ...officer, id: 'officer-2' }
  const seen = proposed.cases.find((one) => one.caseId === caseId)?.version ?? 0
  await accepted(schema.decidePurseCase, officer, { ...decide, way: 'new-card' })
  const stale = { personId, caseId, version: seen }
  assert.equal(await refusal(schema.approvePurseCase, second, stale), 'changed-meanwhile', 'another way than was read')
  await accepted(schema.decidePurseCase, officer, decide)
  const again = { personId, caseId, version: seen + 2 }
  assert.equal((await accepted(schema.approvePurseCase, second, again)).amount, 40_000)
  assert.equal(await refusal(schema.approvePurseCase, second, again), 'purse-case-closed')
  const [leg] = await db<{ credit: string; amount: number }[]>`
    select credit, amount from ledger_leg l join ledger_transfer t using (person_id, transfer_id)
    where person_id = ${personId} and kind = 'purse-refund'`
  assert.deepEqual([leg?.credit, leg?.amount], [`clearing/${bankId}`, 40_000])
})

test('M5.5: an entry whose exit never came is closed by the sweep, and a very late exit still makes it a ride', async () => {
  kernel.now = at(20 * hour)
  const { personId, card, of } = await givenRider(5_000)
  const exit = await tapAt(of, 'out', 'east-gate', at(2 * hour))
  assert.equal(await refusal(schema.closeOpenRides, holderOf(personId), card), 'not-permitted')
  await upload([await tapAt(of, 'in', 'centre', at(hour))])
  assert.deepEqual((await moneyOf(personId)).fares, [])
  kernel.now = at(26 * hour)
  const reader = () => ({ number: () => 24 }) as never
  const sweep = travelTasks({ db, executor, clock: () => kernel.now, policyReader: reader })[0]
  await sweep?.handle({}, '')
  await sweep?.handle({}, '')
  assert.deepEqual((await moneyOf(personId)).fares, [300])
  await upload([exit])
  const { rides } = await travelOf(personId)
  assert.deepEqual(
    rides.map(({ end, fare }) => [end, fare]),
    [
      ['whole', 500],
      ['gone', 0],
    ],
  )
  assert.equal((await moneyOf(personId)).balance, 4_500)
})

test('M14.4: one chip in two places faster than anybody travels is a signal, and nothing is stopped', async () => {
  kernel.now = at(20 * hour)
  const { personId, of } = await givenRider(5_000)
  await upload([
    await tapAt(of, 'in', 'far-south', at(hour)),
    await tapAt(of, 'out', 'observatory', at(hour + 10 * minute)),
  ])
  const { signals } = await accepted(schema.travelSignals, officer, { purpose: 'supervision' } as never)
  const mine = signals.filter((signal) => signal.personId === personId)
  assert.deepEqual(
    mine.map(({ from, to, metres, seconds }) => [from, to, metres, seconds]),
    [['far-south', 'observatory', 38_000, 600]],
  )
  const [marked] = await upload([await tapAt(of, 'bus', 'line 7', at(2 * hour))], bus)
  assert.equal(marked?.counts, true)
})

test('M5.2: a terminal tells rides of the services alone that it was registered for', async () => {
  kernel.now = at(6 * hour)
  const { of } = await givenRider(1_000)
  const kiosk = await givenTerminal(kernel, {
    ...{ terminalId: 'kiosk-1', institutionId: metro, kind: 'kiosk', services: ['suburban-rail'], offline: true },
  })
  const shown = await tapped(of.memory, 'kiosk-1', at(5 * hour))
  const [told] = await upload([{ sequence: 1, kind: 'in', place: 'centre', presentation: shown }], kiosk)
  assert.deepEqual([told?.outcome, told?.reason], ['refused', 'service-not-offered'])
})

test('M6.2, M5.2: who may not is refused; an operator sees sums and no person', async () => {
  kernel.now = at(20 * hour)
  const { of, personId } = await givenRider(5_000)
  const taps = [await tapAt(of, 'in', 'centre', at(hour))]
  const clock = kernel.now
  assert.equal(await refusal(schema.uploadTaps, { ...gate, id: 'gate-9' }, { clock, taps }), 'terminal-not-registered')
  assert.equal(await refusal(schema.uploadTaps, systemOf(metro), { clock, taps }), 'not-permitted')
  assert.equal(await refusal(schema.uploadTaps, holderOf(personId), { clock, taps }), 'not-permitted')
  const museumGate = await givenTerminal(kernel, {
    terminalId: 'odd-gate',
    institutionId: 'museum-1',
    services: ['museum'],
  })
  const odd = { ...taps[0], presentation: await tapped(of.memory, 'odd-gate', at(hour)) } as Tap
  assert.deepEqual(
    (await upload([odd], museumGate)).map(({ reason }) => reason),
    ['institution-out-of-contract'],
  )
  const totals = await accepted(schema.ridesOfDay, systemOf(metro), { operatorId: metro, on: '2026-11-20' })
  assert.ok(totals.taps > 0 && totals.totals.length > 0)
  assert.ok(!JSON.stringify(totals).includes(personId))
  const other = await kernel.reader.read(schema.ridesOfDay, systemOf('museum-1'), {
    operatorId: metro,
    on: '2026-11-20',
  })
  assert.equal(other.status, 'refused')
})

test('M5.5: a network begins in the future, and one that cannot be is refused', async () => {
  const transport: Actor = { id: 'planner', role: 'department-user', organisationId: 'transport' }
  const from = addDays(dayOf(kernel.now), 1)
  const network = structuredClone({ ...syntheticNetwork, from }) as unknown as InputOf<typeof schema.publishNetwork>
  assert.equal(
    await refusal(schema.publishNetwork, { ...transport, organisationId: 'health' }, network),
    'not-permitted',
  )
  assert.equal(
    await refusal(schema.publishNetwork, transport, { ...network, from: dayOf(kernel.now) }),
    'network-begins-later',
  )
  const short = { ...network, lines: network.lines.map((line) => ({ ...line, metres: [1] })) }
  assert.equal(await refusal(schema.publishNetwork, transport, short), 'network-wrong')
  assert.equal(await refusal(schema.publishNetwork, transport, network), 'accepted')
  assert.equal(await refusal(schema.publishNetwork, transport, network), 'network-day-taken')
})

test('M5.3: the card of somebody who has died opens no gate and charges nobody, not even late', async () => {
  kernel.now = at(5 * hour)
  const { personId, of } = await givenRider(1_000)
  const before = await tapAt(of, 'in', 'centre', at(2 * hour))
  await db`
    update person set life_status = 'deceased', death_on = '2026-11-20', death_reported_by = 'r', death_confirmed_by = 'c',
      death_reported_at = ${kernel.now}, death_status_before = 'alive'
    where person_id = ${personId}`
  const [late, now] = await upload([before, await tapAt(of, 'in', 'centre', at(4 * hour))])
  assert.deepEqual(
    [late, now].map((tap) => [tap?.outcome, tap?.counts, tap?.reason]),
    [
      ['recorded', false, 'holder-deceased'],
      ['recorded', false, 'holder-deceased'],
    ],
  )
  const [row] = await db<{ posted: number }[]>`
    select posted from ledger_balance where person_id = ${personId} and account = ${`purse/${of.card.cardId}`}`
  assert.equal(Number(row?.posted), 1_000)
})

test('M5.3: a cancelled card charges nobody', async () => {
  kernel.now = at(5 * hour)
  const { personId, card, of } = await givenRider()
  await givenVisit(kernel, personId)
  await accepted(cancelCard, clerk, { ...card, reason: 'holder-request' } as never)
  kernel.now = at(20 * hour)
  const outcomes = await upload([await tapAt(of, 'bus', 'line 7', at(6 * hour))], bus)
  assert.deepEqual(
    outcomes.map(({ counts, reason }) => [counts, reason]),
    [[false, 'card-cancelled']],
  )
  assert.deepEqual(await moneyOf(personId), { balance: 0, debt: 0, fares: [] })
})

test('M13.4: rides, taps, signals and cases are the fold of their events, and the books of travel sum to zero', async () => {
  const folds = {
    ride: { table: 'ride', id: 'ride_id', evolve: evolveRide },
    'travel-tap': { table: 'travel_tap', id: 'tap_id', evolve: evolveTap },
    'travel-signal': { table: 'travel_signal', id: 'signal_id', evolve: evolveSignal },
    'purse-case': { table: 'purse_case', id: 'case_id', evolve: evolvePurseCase },
  } as const
  for (const [stream, { table, id, evolve }] of Object.entries(folds)) {
    const rows = await db<{ personId: string; id: string; row: Record<string, unknown> }[]>`
      select person_id, ${db(id)} as id, to_jsonb(t) as row from ${db(table)} t
      where exists (select from event e where e.person_id = t.person_id and e.stream = ${stream} and e.stream_id = ${db(id)}::text)`
    assert.ok(rows.length > 0, stream)
    for (const { personId, id: streamId, row } of rows) {
      const events = await db.begin((tx) => eventsOf(tx, personId, stream, streamId))
      let state: unknown
      for (const { event, at: moment } of events)
        state = (evolve as (state: unknown, event: unknown, at: Instant) => unknown)(state, event, moment)
      assert.deepEqual(
        asStored({ ...(state as object), version: events.length }),
        asStored(row),
        `${stream} ${streamId}`,
      )
    }
  }
  const [sum] = await db<{ posted: number }[]>`select sum(posted)::bigint as posted from ledger_balance`
  assert.equal(sum?.posted, 0)
})

/** A state and its row under the same names: `end` is `ride_end`, `from` is `from_place`. */
function asStored(value: object): Record<string, unknown> {
  const names: Readonly<Record<string, string>> = { end: 'ride_end', from: 'from_place', to: 'to_place' }
  const plain = Object.entries(value).map(([name, content]): [string, unknown] => {
    const column = names[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const isMoment = typeof content === 'string' && /^\d{4}-\d\d-\d\dT/.test(content)
    return [column, isMoment ? new Date(content).toISOString() : content]
  })
  return Object.fromEntries(plain.sort(([one], [other]) => (one < other ? -1 : 1)))
}

test('M12.1: what a ride costs is public, with its discount steps and whether an official text confirms it', async () => {
  const book = policyBook(firstPolicyValues())
  const reader = { number: () => 0, text: () => firstFareTable, flag: () => false, used: () => [] }
  const [read] = travelPublicReads({
    clock: () => kernel.now,
    policyReader: () => reader,
    networks: networkCache(),
    book: () => book,
  })
  const ask = (input: object) => read?.answer(db, input as never)
  const answer = (await ask({ from: 'centre', to: 'east-gate', on: '2026-11-20' })) as AnswerOf<
    typeof schema.farePreview
  >
  assert.deepEqual([answer.mode, answer.metres, answer.fare, answer.verified], ['metro', 17_600, 500, false])
  assert.deepEqual(
    answer.monthly.map(({ fare }) => fare),
    [500, 400, 250, 500],
  )
  assert.match(answer.networkSource, /synthetic/)
  const code = async (input: object) => ((await ask(input)) as { code?: string }).code
  assert.equal(await code({ from: 'centre', to: 'nowhere' }), 'station-unknown')
  assert.equal(await code({ from: 'centre', to: 'airport' }), 'no-way-between')
  assert.equal(await code({ from: 'centre', to: 'east-gate', on: '2020-01-01' }), 'network-missing')
})
