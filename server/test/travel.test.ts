import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { addDays, dayOf } from '@yika/core/calendar/instant.ts'
import { cancelCard, reportLoss } from '@yika/core/card/schema.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { travelFigures } from '@yika/core/policy/figure/travel.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { syntheticNetwork } from '@yika/core/travel/synthetic-network.ts'
import { networkCache } from '../src/travel/network-store.ts'
import { travelPublicReads } from '../src/travel/queries.ts'
import { travelTasks } from '../src/travel/tasks.ts'
import { givenTerminal, systemOf, tapped } from './card-at-terminal.ts'
import { clerk, givenVisit, holderOf, officer } from './given-card.ts'
import { at, hour, metro, type Tap, travelWorld } from './travel-world.ts'

const firstFareTable = travelFigures['travel.fare-table'].first[0].value
const minute = 60_000

const { kernel, gate, bus, accepted, codeOf, tapAt, upload, givenRider, travelOf, moneyOf, foldsAgree } =
  await travelWorld({ after })
const { db, executor } = kernel

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

test('M5.5: an entry whose exit never came is closed by the sweep, and a very late exit still makes it a ride', async () => {
  kernel.now = at(20 * hour)
  const { personId, card, of } = await givenRider(5_000)
  const exit = await tapAt(of, 'out', 'east-gate', at(2 * hour))
  assert.equal(await codeOf(schema.closeOpenRides, holderOf(personId), card), 'not-permitted')
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
  assert.equal(await codeOf(schema.uploadTaps, { ...gate, id: 'gate-9' }, { clock, taps }), 'terminal-not-registered')
  assert.equal(await codeOf(schema.uploadTaps, systemOf(metro), { clock, taps }), 'not-permitted')
  assert.equal(await codeOf(schema.uploadTaps, holderOf(personId), { clock, taps }), 'not-permitted')
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
    await codeOf(schema.publishNetwork, { ...transport, organisationId: 'health' }, network),
    'not-permitted',
  )
  assert.equal(
    await codeOf(schema.publishNetwork, transport, { ...network, from: dayOf(kernel.now) }),
    'network-begins-later',
  )
  const short = { ...network, lines: network.lines.map((line) => ({ ...line, metres: [1] })) }
  assert.equal(await codeOf(schema.publishNetwork, transport, short), 'network-wrong')
  assert.equal(await codeOf(schema.publishNetwork, transport, network), 'accepted')
  assert.equal(await codeOf(schema.publishNetwork, transport, network), 'network-day-taken')
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

test('M13.4: rides, taps and signals are the fold of their events, and the books of travel sum to zero', () =>
  foldsAgree(['ride', 'travel-tap', 'travel-signal']))

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
