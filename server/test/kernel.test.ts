import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { accept, type DomainEvent, refuse } from '@yika/core/decision/decision.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import fc from 'fast-check'
import { Type } from 'typebox'
import { command } from '../src/kernel/command.ts'
import { connect, type Transaction } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { query } from '../src/kernel/query.ts'
import type { Stored, Stream } from '../src/kernel/stream.ts'
import { testKernel } from './test-kernel.ts'

/**
 * The kernel is tried on an aggregate of its own, a purse that must not fall below zero, so that these tests say
 * something about the kernel and nothing about a chapter. The operations borrow names that the table of rights knows.
 */
interface Purse {
  readonly personId: string
  readonly fen: number
  readonly label: string
}

interface Moved extends DomainEvent {
  readonly stream: 'purse'
  readonly data: { readonly fen: number; readonly label: string }
}

const operation: Operation = {
  name: 'lapse-loss',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '试', en: 'test' },
  input: Type.Object({}),
  answer: Type.Object({}),
}

interface Move {
  readonly personId: string
  readonly fen: number
  readonly label?: string
  /** Trips a bug inside the decision. */
  readonly broken?: boolean
  /** Trips an outage before the transaction. */
  readonly unprepared?: boolean
}

const purseStream: Stream<Purse, Moved> = {
  name: 'purse',
  evolve: (purse, event) => ({
    personId: event.id,
    fen: (purse?.fen ?? 0) + event.data.fen,
    label: event.data.label,
  }),
  async save(tx, purses) {
    await tx`
      insert into purse (person_id, fen, label, version)
      select * from unnest(${purses.map((one) => one.personId)}::uuid[], ${purses.map((one) => one.fen)}::int[],
        ${purses.map((one) => one.label)}::text[], ${purses.map((one) => one.version)}::int[])
      on conflict (person_id) do update set fen = excluded.fen, label = excluded.label, version = excluded.version`
  },
}

async function loadPurses(tx: Transaction, ids: readonly string[]): Promise<Map<string, Stored<Purse>>> {
  const rows = await tx<Stored<Purse>[]>`
    select person_id, fen, label, version from purse where person_id = any(${[...new Set(ids)]}::uuid[])
    order by person_id for update`
  return new Map(rows.map((row) => [row.personId, { ...row }]))
}

const move = command<Operation, { purse: Map<string, Stored<Purse>> }, Move>({
  operation,
  async prepare(input) {
    const move = input as unknown as Move
    if (move.unprepared) throw new Error('an outage before the transaction')
    return move
  },
  async load(tx, requests) {
    return {
      purse: await loadPurses(
        tx,
        requests.map(({ input }) => input.personId),
      ),
    }
  },
  subject: (_world, input) => ({ personId: input.personId }),
  decide(world, input, context) {
    if (input.broken) throw new Error('a bug in a decision')
    const fen = (world.purse.get(input.personId)?.fen ?? 0) + input.fen
    // Ten thousand passes here and is stopped by the constraint of the table alone.
    if (fen < 0) return refuse('not-permitted')
    const rate = context.policy.number('rate')
    const event: Moved = {
      stream: 'purse',
      id: input.personId,
      personId: input.personId,
      name: 'moved',
      data: { fen: input.fen * rate, label: input.label ?? input.personId },
    }
    return accept([event], { fen: fen * rate }, [{ queue: 'tell', data: { personId: input.personId } }])
  },
  streams: [purseStream],
  conflicts: { purse_label_key: 'changed-meanwhile', purse_fen_check: 'input-invalid' },
})

const readPurse = query<Operation, Stored<Purse> | undefined>({
  operation: { ...operation, kind: 'query', name: 'card' },
  async load(db, reads) {
    const ids = reads.map(({ input }) => (input as { personId: string }).personId)
    const rows = await db<Stored<Purse>[]>`select * from purse where person_id = any(${ids}::uuid[])`
    return ids.map((id) => rows.find((row) => row.personId === id))
  },
  subjects: (purse) => (purse === undefined ? undefined : [{ personId: purse.personId }]),
  fields: ['name'],
  answer: (purse, _input, reader) => ({
    fen: purse?.fen,
    name: reader.show('name', sealedName.person, sealedName.sealed),
  }),
})

const person = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const kernel = await testKernel({ after }, { commands: () => [move], queries: () => [readPurse], policy: { rate: 1 } })
const owner = connect(kernel.ownerUrl, { connections: 1 })
after(() => owner.end())
await owner`create table purse (person_id uuid primary key, fen int not null check (fen < 10000), label text not null unique, version int not null)`
const key = kernel.custodian.newPersonKey(person(1))
const name = kernel.custodian.seal(key, person(1), 'name', '欧阳修')
const sealedName = {
  person: { personId: person(1), key: Buffer.from(key).toString('base64') },
  sealed: Buffer.from(name).toString('base64'),
}
const run = (input: Move, key?: string, actor: Actor = systemActor) => kernel.run(operation, actor, input, key)
const countOf = async (personId: string) => {
  const [row] = await kernel.db`
    select (select count(*)::int from event where person_id = ${personId}) as events,
      (select count(*)::int from audit_entry where person_id = ${personId}) as audit,
      (select fen from purse where person_id = ${personId}) as fen`
  return row
}

test('M13.3: an accepted command leaves state, event, answer, task and audit row together', async () => {
  const outcome = await run({ personId: person(1), fen: 5 }, 'key-first')
  assert.deepEqual(outcome, { status: 'accepted', answer: { fen: 5 } })
  assert.deepEqual({ ...(await countOf(person(1))) }, { events: 1, audit: 1, fen: 5 })
  const [event] = await kernel.db.begin((tx) => eventsOf(tx, person(1), 'purse', person(1)))
  assert.equal(event?.version, 1)
  assert.deepEqual(kernel.tasks.at(-1), { queue: 'tell', data: { personId: person(1) } })
})

test('M17.4: the versions of the rules that were read stand beside the event', async () => {
  const [event] = await kernel.db.begin((tx) => eventsOf(tx, person(1), 'purse', person(1)))
  assert.deepEqual(event?.rules, ['rate@1'])
})

test('a rule without a value in force refuses and is never guessed', async () => {
  kernel.policy.delete('rate')
  const outcome = await run({ personId: person(2), fen: 1 })
  kernel.policy.set('rate', 1)
  assert.deepEqual(outcome, { status: 'refused', code: 'policy-missing', detail: { key: 'rate', day: '2026-11-23' } })
})

test('M13.3: the same key with the same input gives the same answer and one effect; another input is refused', async () => {
  const [one, two] = await Promise.all([
    run({ personId: person(3), fen: 7 }, 'key-twice'),
    run({ personId: person(3), fen: 7 }, 'key-twice'),
  ])
  const later = await run({ personId: person(3), fen: 7 }, 'key-twice')
  assert.deepEqual(two, one)
  assert.deepEqual(later, one)
  assert.deepEqual(await run({ personId: person(3), fen: 8 }, 'key-twice'), {
    status: 'refused',
    code: 'idempotency-key-reused',
    detail: {},
  })
  assert.deepEqual({ ...(await countOf(person(3))) }, { events: 1, audit: 1, fen: 7 })
})

test('a refusal is committed with its audit row and nothing else, and is repeated under its key', async () => {
  const refused = await run({ personId: person(4), fen: -1 }, 'key-refused')
  assert.equal(refused.status, 'refused')
  assert.deepEqual({ ...(await countOf(person(4))) }, { events: 0, audit: 1, fen: null })
  await run({ personId: person(4), fen: 5 })
  assert.deepEqual(await run({ personId: person(4), fen: -1 }, 'key-refused'), refused)
})

test('one line that the database or a bug stops costs only itself', async () => {
  const lines: Move[] = [
    { personId: person(10), fen: 1, label: 'same' },
    { personId: person(11), fen: 1, label: 'same' },
    { personId: person(12), fen: 20_000 },
    { personId: person(16), fen: 1, unprepared: true },
    { personId: person(13), fen: 3 },
  ]
  const outcomes = await kernel.executor.executeAll(
    operation,
    lines.map((input, line) => ({ actor: systemActor, key: `list-line-${line}`, input })),
  )
  assert.deepEqual(
    outcomes.map((one) => (one.status === 'accepted' ? 'accepted' : one.code)),
    ['accepted', 'changed-meanwhile', 'input-invalid', 'incident', 'accepted'],
  )
  const [good, broken] = await Promise.allSettled([
    run({ personId: person(14), fen: 1 }),
    run({ personId: person(15), fen: 1, broken: true }),
  ])
  assert.equal(good.status, 'fulfilled')
  assert.equal(broken.status, 'rejected')
  assert.deepEqual({ ...(await countOf(person(15))) }, { events: 0, audit: 0, fen: null })
})

test('M11.2: a role without a right is refused, and the attempt is on record', async () => {
  const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: 'bank' }
  const outcome = await run({ personId: person(20), fen: 1 }, 'key-clerk', clerk)
  assert.deepEqual(outcome, { status: 'refused', code: 'not-permitted', detail: {} })
  const [row] = await kernel.db`select outcome, refusal, operation from audit_entry where actor_id = 'clerk-1'`
  assert.deepEqual({ ...row }, { outcome: 'refused', refusal: 'not-permitted', operation: 'lapse-loss' })
})

test('M13.3: what fails at any step of the record leaves nothing behind', async () => {
  for (const table of ['event', 'command_answer', 'audit_entry', 'purse']) {
    await owner
      .unsafe(`alter table ${table} add constraint fault check (version_of_fault()) not valid`)
      .catch(async () => {
        await owner.unsafe(`create function version_of_fault() returns boolean language sql as 'select false'`)
        await owner.unsafe(`alter table ${table} add constraint fault check (version_of_fault()) not valid`)
      })
    const tasksBefore = kernel.tasks.length
    await assert.rejects(run({ personId: person(30), fen: 1 }, `key-fault-${table}`))
    await owner.unsafe(`alter table ${table} drop constraint fault`)
    assert.deepEqual({ ...(await countOf(person(30))) }, { events: 0, audit: 0, fen: null }, table)
    kernel.tasks.length = tasksBefore
  }
  assert.equal((await run({ personId: person(30), fen: 1 }, 'key-fault-event')).status, 'accepted')
})

test('M11.4: evidence cannot be changed by the application', async () => {
  for (const table of ['event', 'audit_entry']) {
    await assert.rejects(kernel.db.unsafe(`update ${table} set at = now()`), { code: '42501' })
    await assert.rejects(kernel.db.unsafe(`delete from ${table}`), { code: '42501' })
  }
})

const citizen: Actor = { id: person(1), role: 'citizen', organisationId: 'self', personId: person(1) }
const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }

test('M11.3: fields are masked unless the record is opened explicitly, and the opening is logged', async () => {
  const ask = (input: object) =>
    kernel.reader.read(readPurse.operation, citizen, { personId: person(1), purpose: 'own-affairs', ...input })
  assert.deepEqual(await ask({}), { status: 'accepted', answer: { fen: 5, name: '欧**' } })
  assert.deepEqual(await ask({ reveal: ['name'] }), { status: 'accepted', answer: { fen: 5, name: '欧阳修' } })
  const rows = await kernel.db`
    select purpose, legal_basis, fields from audit_entry where person_id = ${person(1)} and outcome = 'read' order by entry_id`
  assert.deepEqual(rows.map((row) => row['fields']).sort(), [['name'], ['name!']])
  assert.ok(rows.every((row) => row['purpose'] === 'own-affairs' && row['legalBasis'].startsWith('PIPL')))
})

test('M11.1: an officer who names no case, or a case of somebody else, sees nothing', async () => {
  const ask = (input: object) =>
    kernel.reader.read(readPurse.operation, officer, { personId: person(1), purpose: 'application', ...input })
  for (const outcome of [await ask({}), await ask({ caseId: person(99) })]) {
    assert.deepEqual(outcome, { status: 'refused', code: 'case-required', detail: {} })
  }
})

test('M11.4: where the audit row cannot be written, nothing is shown', async () => {
  await owner`revoke insert on audit_entry from yika_app`
  await assert.rejects(
    kernel.reader.read(readPurse.operation, citizen, { personId: person(1), purpose: 'own-affairs' }),
    { code: '42501' },
  )
  await owner`grant insert on audit_entry to yika_app`
})

test('M13.3: batches and single commands give the same states, answers and audit rows; fold(events) = row', async () => {
  const step = fc.record({
    client: fc.integer({ min: 0, max: 5 }),
    fen: fc.integer({ min: -4, max: 6 }),
    repeat: fc.boolean(),
  })
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      round += 1
      const at = '2026-11-23T02:00:00.000Z' as Instant
      kernel.now = at
      const purseOf = (way: number, client: number) => person(1_000_000 + round * 100 + way * 10 + client)
      /** Each client waits for its answer before it sends the next command; clients run side by side. */
      const clientRuns = async (way: number, client: number, singly: boolean): Promise<Outcome[]> => {
        const outcomes: Outcome[] = []
        let position = 0
        for (const one of steps.filter((each) => each.client === client)) {
          const key = `${round}-${way}-${client}-${one.repeat && position > 0 ? position : ++position}`
          const wish = { actor: systemActor, key, input: { personId: purseOf(way, client), fen: one.fen } }
          const outcome = singly
            ? (await kernel.executor.executeAll(operation, [wish]))[0]
            : await kernel.executor.execute(operation, wish)
          outcomes.push(outcome as Outcome)
        }
        return outcomes
      }
      const clients = [0, 1, 2, 3, 4, 5]
      const singles: Outcome[][] = []
      for (const client of clients) singles.push(await clientRuns(0, client, true))
      const gathered = await Promise.all(clients.map((client) => clientRuns(1, client, false)))
      assert.deepEqual(gathered, singles)
      for (const client of clients) {
        const [single, batch] = [purseOf(0, client), purseOf(1, client)]
        assert.deepEqual({ ...(await countOf(batch)) }, { ...(await countOf(single)) })
        const trail = (id: string) => kernel.db`
          select outcome, refusal from audit_entry where person_id = ${id} order by outcome, refusal`
        assert.deepEqual([...(await trail(batch))], [...(await trail(single))])
        for (const id of [single, batch]) {
          const events = await kernel.db.begin((tx) => eventsOf(tx, id, 'purse', id))
          let state: Purse | undefined
          for (const { event } of events) state = purseStream.evolve(state, event as Moved, at)
          const [row] = await kernel.db<
            Stored<Purse>[]
          >`select person_id, fen, label, version from purse where person_id = ${id}`
          assert.deepEqual(
            row === undefined ? undefined : { ...row },
            state === undefined ? undefined : { ...state, version: events.length },
          )
        }
      }
    }),
    { numRuns: 12, seed: 20261123 },
  )
})
