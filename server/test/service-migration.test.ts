import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { cardApplicationId } from '@yika/core/service/card-application.ts'
import {
  evolveHolderMigration,
  evolveMigrationLine,
  type HolderMigration,
  type HolderMigrationEvent,
  type MigrationLine,
  type MigrationLineEvent,
} from '@yika/core/service/holder-migration.ts'
import * as schema from '@yika/core/service/integration-schema.ts'
import { applicationsOfPersons } from '../src/service/application-store.ts'
import { linesAt, migrationsById } from '../src/service/integration-store.ts'
import { collectedCard, enabledCard, givenCard, officer } from './given-card.ts'
import { ofDepartment, type ServiceWorld, serviceWorld } from './service-world.ts'

const civil = ofDepartment('civil-affairs')
const transport = ofDepartment('transport')
const second = { ...officer, id: 'officer-2' }

/** Synthetic numbers with a right check digit. */
const numbers = ['11010119500505001X', '110101195005050036', '110101195005050052', '110101195005050079'] as const

async function integrated({ kernel, run }: ServiceWorld, serviceId: string, zh: string, en: string): Promise<void> {
  const announced = { serviceId, oldCard: { zh, en }, noOwnCardFrom: '2026-11-24', oldRightsUntil: '2027-12-31' }
  assert.equal((await run(schema.announceIntegration, officer, announced)).serviceId, serviceId)
  assert.equal((await run(schema.signIntegration, second, { serviceId })).serviceId, serviceId)
  assert.ok(kernel.now !== '')
}

const lineOf = (position: number, identityNumber: string, change: object = {}) => ({
  ...{ position, identityNumber, oldCardNumber: `ZL-${position}`, from: '2020-01-01', until: null, balanceFen: 0 },
  ...change,
})

const statuses = (answer: { results: readonly { status: string }[] }) => answer.results.map(({ status }) => status)

async function purseOf({ kernel }: ServiceWorld, personId: string, cardId: string): Promise<number> {
  const [row] = await kernel.db<{ posted: number }[]>`
    select posted from ledger_balance where person_id = ${personId} and account = ${`purse/${cardId}`}`
  return Number(row?.posted ?? 0)
}

test('M16.1, M16.2: from a day on the answer is: use the social security card', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, visit, read } = world
  const wish = {
    ...{ serviceId: 'elderly-care', oldCard: { zh: '北京通-养老助残卡', en: 'elderly and disability care card' } },
    ...{ noOwnCardFrom: '2026-12-01', oldRightsUntil: '2027-12-31' },
  }
  assert.equal((await run(schema.announceIntegration, transport, wish)).code, 'not-permitted')
  const past = { ...wish, noOwnCardFrom: '2026-11-23' }
  assert.equal((await run(schema.announceIntegration, civil, past)).code, 'integration-day-past')
  assert.equal((await run(schema.announceIntegration, civil, wish)).code, undefined)
  assert.deepEqual((await visit(schema.integratedServices, {})).services, [])
  assert.equal((await visit(schema.endedCard, { card: '养老助残卡' })).code, 'ended-card-unknown')
  const waiting = await read(schema.integrationsAnnounced, officer, {})
  assert.deepEqual(
    waiting.integrations.map(({ serviceId }) => serviceId),
    ['elderly-care'],
  )
  assert.equal((await run(schema.signIntegration, civil, { serviceId: 'elderly-care' })).code, 'same-person-twice')
  await run(schema.signIntegration, ofDepartment('civil-affairs', 'civil-affairs-2'), { serviceId: 'elderly-care' })
  const { services } = await visit(schema.integratedServices, {})
  assert.deepEqual(
    services.map(({ serviceId, owner }) => [serviceId, owner.zh]),
    [['elderly-care', '市民政部门']],
  )
  const soon = await visit(schema.endedCard, { card: '养老助残卡' })
  assert.equal(soon.ended, false)
  assert.match(soon.answer.zh, /自2026-12-01起不再发放/)
  assert.equal((await visit(schema.endedCard, { card: '- -' })).code, 'ended-card-unknown')
  kernel.now = '2026-11-30T16:00:00.000Z' as Instant
  const now = await visit(schema.endedCard, { card: 'Elderly and disability care card' })
  assert.equal(now.ended, true)
  assert.match(now.answer.zh, /^请使用社会保障卡/)
  assert.match(now.answer.en, /^Use the social security card/)
  assert.deepEqual(
    [now.load.needed, now.load.places.map(({ place }) => place)],
    [true, ['service-hall', 'bank-outlet', 'online']],
  )
  const shorter = { serviceId: 'elderly-care', oldRightsUntil: '2027-06-30' }
  assert.equal((await run(schema.prolongOldRights, civil, shorter)).code, 'old-rights-not-shortened')
  assert.equal(
    (await run(schema.prolongOldRights, civil, { ...shorter, oldRightsUntil: '2028-12-31' })).code,
    undefined,
  )
})

test('M16.3, M16.5: each line has its result; who has no card yet keeps the old one and is moved when the card is enabled', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, read, person, task } = world
  const [withCard = '', waiting = '', young = '', stranger = ''] = numbers
  const holder = await person({ number: withCard, grounds: ['elderly'] })
  const { cardId } = await givenCard(kernel, holder, enabledCard())
  const later = await person({ number: waiting, grounds: ['elderly'] })
  const notEntitled = await person({ number: young, birthOn: '1999-09-09' })
  await givenCard(kernel, notEntitled, enabledCard())
  const open = { serviceId: 'elderly-care', reference: 'MZ-2026-11' }
  assert.equal((await run(schema.openMigration, civil, open)).code, 'service-not-integrated')
  await integrated(world, 'elderly-care', '养老助残卡', 'elderly care card')
  const { migrationId } = await run(schema.openMigration, civil, open)
  assert.equal((await run(schema.openMigration, civil, open)).code, 'migration-exists')
  const file = {
    migrationId,
    lines: [
      lineOf(1, withCard),
      lineOf(2, waiting),
      lineOf(3, young),
      lineOf(4, stranger),
      lineOf(5, withCard, { oldCardNumber: 'ZL-1' }),
      lineOf(6, withCard, { balanceFen: 500 }),
      lineOf(7, withCard, { oldCardNumber: 'ZL-7' }),
    ],
  }
  assert.equal((await run(schema.receiveMigrationLines, transport, file)).code, 'not-permitted')
  const first = await run(schema.receiveMigrationLines, civil, file)
  const expected = ['migrated', 'no-card-yet', 'refused', 'person-unknown', 'duplicate', 'balance-invalid', 'migrated']
  assert.deepEqual(statuses(first), expected)
  assert.equal(first.results[2]?.refusal, 'not-entitled')
  const onCard = async (personId: string, card: string) =>
    (await applicationsOfPersons(kernel.db, [personId])).get(
      cardApplicationId({ cardId: card, serviceId: 'elderly-care' }),
    )
  assert.deepEqual(
    [(await onCard(holder, cardId))?.state, (await onCard(holder, cardId))?.from],
    ['active', '2020-01-01'],
  )
  // The same file again, and the same old cards in another batch: nothing changes.
  const events = await kernel.db`select count(*)::integer from event`
  assert.deepEqual(await run(schema.receiveMigrationLines, civil, file), first)
  assert.deepEqual(await kernel.db`select count(*)::integer from event`, events)
  const again = await run(schema.openMigration, civil, { ...open, reference: 'MZ-2026-12' })
  const repeated = await run(schema.receiveMigrationLines, civil, {
    migrationId: again.migrationId,
    lines: [lineOf(1, withCard), lineOf(2, stranger, { oldCardNumber: 'zl-2' })],
  })
  assert.deepEqual(statuses(repeated), ['duplicate', 'duplicate'])
  const other = await run(schema.receiveMigrationLines, civil, { migrationId, lines: [lineOf(1, waiting)] })
  assert.deepEqual(statuses(other), ['differs'])
  const waitingLine = { personId: later, migrationId, position: 2 }
  assert.equal((await run(schema.settleMigrationLine, systemActor, waitingLine)).code, 'card-not-enabled')
  assert.equal((await run(schema.settleMigrationLine, officer, waitingLine)).code, 'not-permitted')
  // The old card keeps its rights: the wait does not end by itself, the card ends it.
  await task('settle-waiting-migration')
  const rows = async (status?: 'no-card-yet' | 'migrated') =>
    read(schema.migrationRows, civil, { migrationId, ...(status === undefined ? {} : { status }) })
  assert.deepEqual(
    (await rows('no-card-yet')).rows.map(({ position }) => position),
    [2],
  )
  await givenCard(kernel, later, collectedCard())
  await task('settle-waiting-migration')
  assert.deepEqual(
    (await rows('no-card-yet')).rows.map(({ position }) => position),
    [2],
  )
  const enabled = await givenCard(kernel, later, enabledCard())
  await task('settle-waiting-migration')
  assert.deepEqual((await rows('no-card-yet')).rows, [])
  assert.equal((await onCard(later, enabled.cardId))?.state, 'active')
  const { csv, rows: all } = await rows()
  assert.deepEqual(
    all.map(({ position }) => position),
    [1, 2, 3, 4, 5, 6, 7],
  )
  assert.match(csv, /\r\n3,refused,"不符合规定",not-entitled,0\r\n/)
  for (const number of numbers) assert.ok(!csv.includes(number))
  const kept = await kernel.db<{ text: string }[]>`
    select data::text as text from event union all select outcome::text from command_answer`
  for (const { text } of kept) assert.doesNotMatch(text, /1101011950|ZL-\d/i)
})

test('M16.3, M13.4, M17.5: balances move when a second person has approved the totals of the file, each once', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, read, person } = world
  const [one = '', two = '', three = ''] = numbers
  const holder = await person({ number: one })
  const { cardId } = await givenCard(kernel, holder, enabledCard())
  const other = await person({ number: two })
  const card = await givenCard(kernel, other, enabledCard())
  const later = await person({ number: three })
  await integrated(world, 'metro', '市政交通一卡通', 'municipal transit card')
  const open = { serviceId: 'metro', reference: 'JT-1', institutionId: 'transit-operator' }
  const unknown = await run(schema.openMigration, transport, { ...open, institutionId: 'nobody-1' })
  assert.equal(unknown.code, 'institution-unknown')
  const foreign = await run(schema.openMigration, transport, { ...open, institutionId: 'hospital-3' })
  assert.equal(foreign.code, 'institution-unknown', 'a hospital of another body pays for no purse')
  const { migrationId } = await run(schema.openMigration, transport, open)
  const file = {
    migrationId,
    lines: [
      lineOf(1, one, { balanceFen: 4550 }),
      lineOf(2, one, { balanceFen: 450 }),
      lineOf(3, two, { balanceFen: 0 }),
      lineOf(4, two, { balanceFen: -1 }),
      lineOf(5, two, { balanceFen: 100_001 }),
      lineOf(6, three, { balanceFen: 2000 }),
    ],
  }
  const received = await run(schema.receiveMigrationLines, transport, file)
  const expected = ['balance-waits', 'balance-waits', 'migrated', 'balance-invalid', 'balance-invalid', 'no-card-yet']
  assert.deepEqual(statuses(received), expected)
  await run(schema.receiveMigrationLines, transport, file)
  const moved = async () => {
    await world.task('settle-waiting-migration')
    const [sum] = await kernel.db<{ fen: number }[]>`
      select coalesce(sum(posted), 0)::integer as fen from ledger_balance where account like 'purse/%'`
    return sum?.fen
  }
  assert.equal(await moved(), 0)
  const totals = { migrationId, lines: 6, balanceFen: 107_000 }
  const wrong = await run(schema.closeMigration, transport, { ...totals, balanceFen: 7000 })
  assert.equal(wrong.code, 'migration-totals-differ')
  const [second, third] = [ofDepartment('transport', 'transport-2'), ofDepartment('transport', 'transport-3')]
  const approve = async (actor: Actor) => (await run(schema.approveMigration, actor, { migrationId })).code
  assert.equal(await approve(third), 'migration-not-closed')
  assert.equal((await run(schema.closeMigration, second, totals)).code, undefined)
  assert.equal((await run(schema.closeMigration, second, totals)).code, 'migration-closed')
  assert.equal(await moved(), 0, 'what one person has counted moves nothing')
  const early = { personId: holder, migrationId, position: 1 }
  assert.equal((await run(schema.settleMigrationLine, systemActor, early)).code, 'migration-not-approved')
  assert.equal(await approve(transport), 'same-person-twice')
  assert.equal(await approve(second), 'same-person-twice')
  assert.equal(await approve({ ...third, otherAccounts: [second.id] }), 'same-person-twice')
  assert.equal(await approve(civil), 'not-permitted')
  assert.equal(await moved(), 0)
  assert.equal(await approve(third), undefined)
  assert.equal(await approve(third), 'migration-approved')
  assert.equal(await moved(), 5000)
  assert.deepEqual([await purseOf(world, holder, cardId), await purseOf(world, other, card.cardId)], [5000, 0])
  // Who gets the card later gets the money with it, and once.
  const enabled = await givenCard(kernel, later, enabledCard())
  assert.equal(await moved(), 7000)
  assert.equal(await moved(), 7000)
  assert.equal(await purseOf(world, later, enabled.cardId), 2000)
  const [legs] = await kernel.db<{ fen: number; transfers: number }[]>`
    select sum(amount)::integer as fen, count(*)::integer as transfers from ledger_leg
    where debit = 'payable/transit-operator'`
  assert.deepEqual({ ...legs }, { fen: 7000, transfers: 3 })
  const late = await run(schema.receiveMigrationLines, transport, { migrationId, lines: [lineOf(9, one)] })
  assert.equal(late.code, 'migration-closed')
  assert.deepEqual(await run(schema.receiveMigrationLines, transport, file), {
    results: received.results.map((row) =>
      row.status === 'balance-waits' || row.status === 'no-card-yet' ? { ...row, status: 'migrated' } : row,
    ),
  })
  const { migrations } = await read(schema.migrations, transport, {})
  assert.deepEqual(migrations[0]?.results, [
    { status: 'balance-invalid', lines: 2 },
    { status: 'migrated', lines: 4 },
  ])
  assert.deepEqual((await read(schema.migrations, civil, {})).migrations, [])
  assert.equal((await read(schema.migrations, transport, { migrationId })).migrations.length, 1)
  assert.deepEqual(
    (await read(schema.migrations, transport, { migrationId: '01890000-0000-7000-8000-000000000000' })).migrations,
    [],
  )
  assert.equal((await read(schema.migrationRows, civil, { migrationId })).code, 'not-permitted')
})

test('M16.3: what every card opens needs nothing on the card, and a right that ended before it began is refused', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, person } = world
  const [one = '', two = ''] = numbers
  const holder = await person({ number: one })
  await givenCard(kernel, holder, enabledCard())
  const move = async (serviceId: string, organisationId: string, lines: ReturnType<typeof lineOf>[]) => {
    await integrated(world, serviceId, '旧卡', 'old card')
    const department = ofDepartment(organisationId)
    const { migrationId } = await run(schema.openMigration, department, { serviceId, reference: 'B-1' })
    return run(schema.receiveMigrationLines, department, { migrationId, lines })
  }
  const readers = await move('library', 'culture-tourism', [lineOf(1, one), lineOf(2, two)])
  assert.deepEqual(statuses(readers), ['migrated', 'person-unknown'])
  assert.equal((await applicationsOfPersons(kernel.db, [holder])).size, 0)
  const reversed = lineOf(1, one, { from: '2027-05-01', until: '2027-04-30' })
  const tickets = await move('park-annual-ticket', 'landscaping', [reversed])
  assert.deepEqual(tickets.results[0], { position: 1, status: 'refused', refusal: 'old-right-ended' })
})

test('M16.3: batches and their lines are the fold of their events', async (t) => {
  const world = await serviceWorld(t)
  const { kernel, run, person, task } = world
  const [one = '', two = ''] = numbers
  await integrated(world, 'park-annual-ticket', '公园年票卡', 'annual ticket card')
  const holder = await person({ number: one })
  const landscaping = ofDepartment('landscaping')
  const { migrationId } = await run(schema.openMigration, landscaping, {
    serviceId: 'park-annual-ticket',
    reference: 'YL-1',
  })
  const lines = [lineOf(1, one, { until: '2026-12-31' }), lineOf(2, two), lineOf(3, one, { until: '2026-01-01' })]
  assert.deepEqual(statuses(await run(schema.receiveMigrationLines, landscaping, { migrationId, lines })), [
    ...['no-card-yet', 'person-unknown', 'no-card-yet'],
  ])
  await givenCard(kernel, holder, enabledCard())
  await task('settle-waiting-migration')
  await run(schema.closeMigration, landscaping, { migrationId, lines: 3, balanceFen: 0 })
  await run(schema.approveMigration, ofDepartment('landscaping', 'landscaping-2'), { migrationId })
  const events = await kernel.db<
    { stream: string; streamId: string; personId: string; at: Instant; name: string; data: object }[]
  >`
    select stream, stream_id, nullif(person_id, '00000000-0000-0000-0000-000000000000') as person_id, name, data, at
    from event where stream in ('holder-migration', 'migration-line') order by stream_id, version`
  const states = new Map<string, { state: HolderMigration | MigrationLine; version: number }>()
  for (const { streamId, at, ...rest } of events) {
    const event = { ...rest, id: streamId }
    const before = states.get(streamId)
    const state =
      rest.stream === 'holder-migration'
        ? evolveHolderMigration(
            before?.state as HolderMigration | undefined,
            event as unknown as HolderMigrationEvent,
            at,
          )
        : evolveMigrationLine(before?.state as MigrationLine | undefined, event as unknown as MigrationLineEvent, at)
    states.set(streamId, { state, version: (before?.version ?? 0) + 1 })
  }
  const asked = lines.map(({ position }) => ({ migrationId, position }))
  const rows = await kernel.db.begin((tx) => linesAt(tx, asked))
  const batches = await migrationsById(kernel.db, [migrationId])
  assert.equal(rows.size + batches.size, states.size)
  for (const [id, row] of [...rows, ...batches] as [string, object][]) {
    const folded = states.get(id)
    assert.deepEqual({ ...folded?.state, version: folded?.version }, row)
  }
  // What the first old card gave stands on the card; the second had run out, and the card is left as it is.
  const inOrder = [...rows.values()].sort((a, b) => a.position - b.position)
  assert.deepEqual(
    inOrder.map(({ status }) => status),
    ['migrated', 'person-unknown', 'migrated'],
  )
})
