import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import { accept } from '@yika/core/decision/decision.ts'
import { type Account, accountName } from '@yika/core/ledger/account.ts'
import { type BudgetChange, type BudgetChangeEvent, evolveBudgetChange } from '@yika/core/ledger/budget-change.ts'
import {
  holdTransfer,
  type NewTransfer,
  postPending,
  postTransfer,
  reverseTransfer,
  type TransferMade,
  voidPending,
} from '@yika/core/ledger/make-transfer.ts'
import * as schema from '@yika/core/ledger/schema.ts'
import { evolveTransfer, type Leg, type Transfer, type TransferEvent } from '@yika/core/ledger/transfer.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { Type } from 'typebox'
import { type Command, command } from '../src/kernel/command.ts'
import type { Database, Transaction } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { createExecutor, type Executor } from '../src/kernel/execute.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { ledgerCommands } from '../src/ledger/commands.ts'
import { ledgerQueries } from '../src/ledger/queries.ts'
import {
  type LedgerWorld,
  ledgerConflicts,
  loadBalances,
  readTransfers,
  transferStream,
  transfersByIds,
} from '../src/ledger/store.ts'
import { ledgerTasks } from '../src/ledger/tasks.ts'
import { callsOn } from './calls-on.ts'
import { testKernel } from './test-kernel.ts'

/** A deed of the tests, so that they say something about the ledger and nothing about a chapter that uses it. */
interface Deed {
  readonly do: 'post' | 'hold' | 'settle' | 'drop' | 'reverse'
  readonly personId: string | null
  readonly transferId: string
  readonly legs?: readonly Leg[]
  readonly partner?: string
  readonly partnerReference?: string
  readonly businessDay?: Day
  /** Which one is settled, dropped or reversed. */
  readonly of?: string
}

/** The operation borrows a name that the table of rights knows. */
const operation: Operation = {
  name: 'lapse-loss',
  kind: 'command',
  chapter: 'ledger',
  article: 13,
  title: { zh: '试', en: 'test' },
  input: Type.Object({}),
  answer: Type.Object({}),
}

const move: Command = command<Operation, LedgerWorld, Deed>({
  operation,
  prepare: async (input) => input as unknown as Deed,
  async load(tx, requests) {
    const deeds = requests.map(({ input }) => input)
    const transfer = await transfersByIds(
      tx,
      deeds.flatMap(({ personId, of }) => (of === undefined ? [] : [{ personId, transferId: of }])),
    )
    const legs = [...deeds.flatMap(({ legs = [] }) => legs), ...[...transfer.values()].flatMap((one) => one.legs)]
    return {
      transfer,
      balances: await loadBalances(
        tx,
        legs.flatMap(({ debit, credit }) => [debit, credit]),
      ),
    }
  },
  subject: () => ({}),
  decide({ transfer, balances }, deed, { today }) {
    const made = deedDone(transfer.get(deed.of ?? ''), balances, deed, today)
    return made.accepted ? accept(made.events, {}) : made
  },
  conflicts: ledgerConflicts,
  streams: [transferStream],
})

function deedDone(of: Transfer | undefined, balances: LedgerWorld['balances'], deed: Deed, today: Day): TransferMade {
  const { personId, transferId, legs = [], partner, partnerReference, businessDay = today } = deed
  const order: NewTransfer = {
    ...{ personId, transferId, kind: 'ride', legs, businessDay, cause: 'test' },
    ...(partner === undefined ? {} : { partner }),
    ...(partnerReference === undefined ? {} : { partnerReference }),
  }
  if (deed.do === 'post') return postTransfer(balances, order)
  if (deed.do === 'hold') return holdTransfer(balances, order)
  if (of === undefined) return { accepted: false, code: 'transfer-not-pending' }
  if (deed.do === 'settle') return postPending(of)
  if (deed.do === 'drop') return voidPending(of, 'test')
  return reverseTransfer(balances, of, {
    ...{ transferId, businessDay, cause: 'test' },
    ...(legs.length === 0 ? {} : { legs }),
  })
}

const finance = (id: string): Actor => ({ id, role: 'department-user', organisationId: 'finance' })
const auditor: Actor = { id: 'auditor-1', role: 'auditor', organisationId: 'audit' }
const citizen = (personId: string): Actor => ({ id: personId, role: 'citizen', organisationId: 'self', personId })
const own = { purpose: 'own-affairs' } as const

type Ending = Parameters<typeof testKernel>[0]

async function books(ending: Ending) {
  const kernel = await testKernel(ending, {
    commands: () => [...ledgerCommands, move],
    queries: (parts) => ledgerQueries(parts),
    policy: { 'ledger.most-per-transfer': 100_000_000 },
  })
  const id = () => newId(Date.parse(kernel.now))
  return {
    ...kernel,
    id,
    /** The clock of the kernel, which the spread above has only copied. */
    at: (now: string) => Object.assign(kernel, { now: now as Instant }),
    deed: (deed: Omit<Deed, 'transferId'> & { transferId?: string }) =>
      kernel.run(operation, systemActor, { transferId: id(), ...deed }),
    ask: callsOn(kernel).accepted,
  }
}

const code = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)
const leg = (debit: Account, credit: Account, amount: number, purpose = 'fare'): Leg => ({
  debit,
  credit,
  amount,
  purpose,
})
const bank: Account = { kind: 'clearing', owner: 'bank-1', personId: null }
const metro: Account = { kind: 'payable', owner: 'metro', personId: null }
const purseOf = (personId: string): Account => ({ kind: 'purse', owner: `card-${personId.slice(-4)}`, personId })

/** I1 of the fault tests: what must hold whatever happened. */
async function assertBalanced(db: Database): Promise<void> {
  const problems = await db`
    with entry as (
      select debit_person_id as person_id, debit as account, -amount as amount from ledger_leg
      union all select credit_person_id, credit, amount from ledger_leg
    ), promised as (
      select coalesce(nullif(leg->'debit'->>'personId', ''), '00000000-0000-0000-0000-000000000000')::uuid as person_id,
        (leg->'debit'->>'kind') || '/' || (leg->'debit'->>'owner') as account, (leg->>'amount')::bigint as amount
      from ledger_transfer, jsonb_array_elements(promised) as leg where status = 'pending'
    ), summed as (select person_id, account, sum(amount) as posted from entry group by 1, 2),
    held as (select person_id, account, sum(amount) as pending_out from promised group by 1, 2)
    select b.*, s.posted as of_legs, h.pending_out as of_promises from ledger_balance b
    full join summed s on s.person_id = b.person_id and s.account = b.account
    left join held h on h.person_id = b.person_id and h.account = b.account
    where coalesce(b.posted, 0) <> coalesce(s.posted, 0) or b.account is null
      or b.pending_out <> coalesce(h.pending_out, 0) or b.pending_out < 0 or b.pending_in < 0`
  assert.deepEqual([...problems], [])
  const [total] = await db<{ sum: number }[]>`select coalesce(sum(posted), 0)::bigint as sum from ledger_balance`
  assert.equal(total?.sum, 0)
}

async function assertRowsAreFolds(db: Database): Promise<void> {
  const keys = await db<{ personId: string; transferId: string }[]>`select person_id, transfer_id from ledger_transfer`
  const personOf = (personId: string) => (personId.startsWith('00000000') ? null : personId)
  const rows = await readTransfers(
    db,
    keys.map(({ personId, transferId }) => ({ personId: personOf(personId), transferId })),
  )
  assert.equal(rows.size, keys.length)
  for (const row of rows.values()) {
    const events = await db.begin((tx) => eventsOf(tx as Transaction, row.personId, 'transfer', row.transferId))
    const folded = events.reduce<Transfer | undefined>(
      (state, { event, at }) => evolveTransfer(state, event as TransferEvent, at),
      undefined,
    )
    // What reversals took back follows from them, not from the transfer's own events.
    assert.deepEqual({ ...folded, takenBack: row.takenBack, version: events.length }, row)
  }
}

suite('M13.4: money through the database', () => {
  test('M13.4, I1: promised, posted, taken back; the balance is the sum of the legs all along', async (t) => {
    const { db, deed, id, ask, run } = await books(t)
    const personId = id()
    const purse = purseOf(personId)
    const topUp = { do: 'post', personId, legs: [leg(bank, purse, 1000, 'top-up')], partner: 'bank-1' } as const
    assert.equal(code(await deed({ ...topUp, partnerReference: 'B-1' })), 'accepted')
    const ride = id()
    assert.equal(
      code(await deed({ do: 'hold', personId, transferId: ride, legs: [leg(purse, metro, 300)] })),
      'accepted',
    )
    await assertBalanced(db)
    assert.equal(code(await deed({ do: 'post', personId, legs: [leg(purse, metro, 701)] })), 'balance-insufficient')
    assert.equal(code(await deed({ do: 'settle', personId, of: ride })), 'accepted')
    assert.equal(code(await deed({ do: 'settle', personId, of: ride })), 'transfer-not-pending')
    const part = [leg(purse, metro, 100)]
    assert.equal(code(await deed({ do: 'reverse', personId, of: ride, legs: part })), 'accepted')
    assert.equal(
      code(await deed({ do: 'reverse', personId, of: ride, legs: [leg(purse, metro, 201)] })),
      'reversal-exceeds-transfer',
    )
    assert.equal(code(await deed({ do: 'reverse', personId, of: ride })), 'accepted')
    assert.equal(code(await deed({ do: 'reverse', personId, of: ride })), 'transfer-reversed-already')
    await assertBalanced(db)
    await assertRowsAreFolds(db)
    const { accounts } = await ask(schema.myMoney, citizen(personId), { personId, ...own })
    assert.deepEqual(
      accounts.map(({ kind, posted, available }) => [kind, posted, available]),
      [['purse', 1000, 1000]],
    )
    const stranger = await run(operation, citizen(personId), {})
    assert.equal(code(stranger), 'not-permitted')
  })

  test('M13.4: a number of a partner posts once, whoever brings it, alone or in one batch', async (t) => {
    const { db, deed, id, executor } = await books(t)
    const [one, other] = [id(), id()]
    const topUp = (personId: string): Deed => ({
      ...{ do: 'post', personId, transferId: id(), legs: [leg(bank, purseOf(personId), 500)] },
      ...{ partner: 'bank-1', partnerReference: 'B-7' },
    })
    assert.equal(code(await deed(topUp(one))), 'accepted')
    assert.equal(code(await deed(topUp(one))), 'reference-posted-already')
    assert.equal(code(await deed(topUp(other))), 'reference-posted-already')
    const twice = [one, other].map((personId, position) => ({
      actor: systemActor,
      key: `batch-key-${position}`,
      input: { ...topUp(personId), partnerReference: 'B-8' },
    }))
    assert.deepEqual((await executor.executeAll(operation, twice)).map(code), ['accepted', 'reference-posted-already'])
    await assertBalanced(db)
  })

  test('M13.4: the application can neither change nor delete what was posted', async (t) => {
    const { db, deed, id } = await books(t)
    const personId = id()
    const [done, held] = [id(), id()]
    await deed({ do: 'post', personId, transferId: done, legs: [leg(bank, purseOf(personId), 500)] })
    await deed({ do: 'hold', personId, transferId: held, legs: [leg(bank, purseOf(personId), 500)] })
    const denied = /permission denied/
    await assert.rejects(db`update ledger_leg set amount = 1`, denied)
    await assert.rejects(db`delete from ledger_leg`, denied)
    await assert.rejects(db`delete from ledger_transfer`, denied)
    await assert.rejects(db`truncate ledger_leg`, denied)
    await assert.rejects(db`update ledger_transfer set kind = 'fee'`, denied)
    await assert.rejects(db`delete from ledger_balance`, denied)
    await assert.rejects(db`update ledger_day_total set closing = 0`, denied)
    const { count } = await db`update ledger_transfer set status = 'voided' where transfer_id = ${done}`
    assert.equal(count, 0)
    await assert.rejects(db`update ledger_transfer set version = 3 where transfer_id = ${held}`, /row-level security/)
    await assert.rejects(
      db`insert into ledger_leg (person_id, transfer_id, leg, booked_on, debit_person_id, debit, credit_person_id, credit, amount, purpose)
        select person_id, transfer_id, 9, booked_on, credit_person_id, credit, credit_person_id, credit, 1, 'x' from ledger_leg`,
      /ledger_leg_two_accounts/,
    )
  })

  test('M13.4: below the floor stands the database, whatever a program says', async (t) => {
    const { db, id } = await books(t)
    const personId = id()
    const at = '2026-11-23T02:00:00.000Z' as Instant
    await assert.rejects(
      db.begin(async (open) => {
        const tx = open as Transaction
        const legs = [leg(purseOf(personId), metro, 1)]
        await loadBalances(tx, [purseOf(personId)])
        const data = { kind: 'ride', legs, businessDay: '2026-11-23' as Day, cause: 'c', reverses: null } as const
        const nowhere = { partner: null, partnerReference: null, reversalNumber: null }
        const event = {
          stream: 'transfer',
          id: id(),
          personId,
          name: 'transfer-posted',
          data: { ...data, ...nowhere },
        } as const
        await transferStream.save(tx, [{ ...evolveTransfer(undefined, event, at), version: 1 }])
      }),
      { constraint_name: 'ledger_balance_floor' },
    )
  })

  test('M13.4, I1: many sequences from two executors at once: no deadlock, rows are folds, everything sums to zero', async (t) => {
    const kernel = await books(t)
    const { db, id } = kernel
    const persons = Array.from({ length: 12 }, id)
    const { first, second, failed } = twoProcesses(kernel)
    let state = 20261123
    const draw = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return (state >>> 8) % below
    }
    const made: { personId: string; transferId: string }[] = []
    const deedOf = (): Deed => {
      const personId = persons[draw(persons.length)] as string
      const transferId = id()
      const kind = draw(10)
      const earlier = made[draw(Math.max(1, made.length))]
      if (kind < 6 || earlier === undefined) {
        made.push({ personId, transferId })
        const purse = purseOf(personId)
        const budget: Account = { kind: 'budget', owner: `dept-${draw(3)}`, personId: null }
        const legs = [
          [leg(bank, purse, 1 + draw(500))],
          [leg(purse, metro, 1 + draw(300))],
          [leg(budget, purse, 1 + draw(50))],
          [leg(bank, budget, 1 + draw(500)), leg(bank, purse, 1 + draw(5))],
        ][draw(4)] as Leg[]
        return { do: kind < 4 ? 'post' : 'hold', personId, transferId, legs, partner: 'bank-1' }
      }
      const what = (['settle', 'drop', 'reverse', 'reverse'] as const)[kind - 6] as Deed['do']
      return { do: what, personId: earlier.personId, transferId, of: earlier.transferId }
    }
    const wishes = Array.from({ length: 1600 }, (_one, position) => ({
      ...{ actor: systemActor, key: `mixed-${position}` },
      input: deedOf(),
    }))
    const quarter = (from: number) => wishes.slice(from * 400, from * 400 + 400)
    const outcomes = await Promise.all([
      first.executeAll(operation, quarter(0)),
      second.executeAll(operation, quarter(1)),
      ...quarter(2).map((wish) => first.execute(operation, wish)),
      ...quarter(3).map((wish) => second.execute(operation, wish)),
    ])
    const codes = new Set(outcomes.flat().map(code))
    assert.ok(!codes.has('incident'), [...codes].join(', '))
    assert.deepEqual(failed, [])
    assert.ok(outcomes.flat().filter(({ status }) => status === 'accepted').length > 300)
    await assertBalanced(db)
    await assertRowsAreFolds(db)
  })

  test('M13.4: lists that want the same busy accounts in different orders do not wait for each other in a circle', async (t) => {
    const kernel = await books(t)
    const { first, second, failed } = twoProcesses(kernel)
    const owed = Array.from(
      { length: 40 },
      (_one, n): Account => ({ kind: 'payable', owner: `shop-${n}`, personId: null }),
    )
    const listOf = (round: number, turned: boolean) => {
      const from = turned ? [...owed].reverse() : owed
      return from.map((debit, position) => ({
        ...{ actor: systemActor, key: `circle-${turned}-${round}-${position}` },
        input: {
          ...{ do: 'post', personId: null, transferId: kernel.id() },
          legs: [leg(debit, from[(position * 7 + 3) % from.length] as Account, 1)],
        } satisfies Deed,
      }))
    }
    const run = async (executor: Executor, turned: boolean) => {
      for (let round = 0; round < 40; round += 1) await executor.executeAll(operation, listOf(round, turned))
    }
    await Promise.all([run(first, false), run(second, true)])
    assert.deepEqual(failed, [])
    await assertBalanced(kernel.db)
  })
})

/** The same commands on the same database twice, as two processes would run them; each transaction that fails is noted. */
function twoProcesses(kernel: Awaited<ReturnType<typeof books>>) {
  const failed: string[] = []
  const begin = (run: Parameters<Database['begin']>[1]) =>
    kernel.db.begin(run as never).catch((error: { code?: string }) => {
      failed.push(error.code ?? '')
      throw error
    })
  const executor = () => createExecutor({ ...kernelPartsOf(kernel), db: { begin } as never }, [move])
  return { first: executor(), second: executor(), failed }
}

/** What an executor stands on, taken from a test kernel. */
function kernelPartsOf({ db, custodian, tasks }: Awaited<ReturnType<typeof books>>) {
  return {
    db,
    clock: () => '2026-11-23T02:00:00.000Z' as Instant,
    fingerprint: (text: string) => custodian.blindIndex('command-input', text),
    policyReader: () => ({ number: () => 0, text: () => '', flag: () => false, used: () => [] }),
    standing: async (_db: unknown, pairs: readonly unknown[]) => pairs.map(() => ({})),
    caseConcerns: async (_db: unknown, pairs: readonly unknown[]) => pairs.map(() => false),
    enqueue: async (_tx: unknown, list: readonly never[]) => void tasks.push(...list),
    report: () => {},
    openField: () => '',
  }
}

suite('M13.4: days of the books', () => {
  test('M13.4: a closed day takes nothing more; what comes late is booked on the next and keeps its own', async (t) => {
    const { db, deed, id, at, ask, executor } = await books(t)
    const personId = id()
    const purse = purseOf(personId)
    const close = ledgerTasks({ db, executor, clock: () => '2026-11-25T01:00:00.000Z' as Instant })[0]
    assert.ok(close)
    at('2026-11-23T02:00:00.000Z')
    await deed({ do: 'post', personId, legs: [leg(bank, purse, 1000, 'top-up')] })
    at('2026-11-24T02:00:00.000Z')
    await deed({ do: 'post', personId, legs: [leg(purse, metro, 300)] })
    at('2026-11-25T01:00:00.000Z')
    const before = await ask(schema.trialBalance, auditor, { day: '2026-11-24' })
    await close.handle({}, 'task-1')
    await close.handle({}, 'task-2')
    await deed({ do: 'post', personId, legs: [leg(purse, metro, 200)], businessDay: '2026-11-23' as Day })
    const after = await ask(schema.trialBalance, auditor, { day: '2026-11-24' })
    assert.equal(after.closed, true)
    assert.deepEqual(
      after.kinds.map(({ kind, closing }) => [kind, closing]),
      before.kinds.map(({ kind, closing }) => [kind, closing]),
    )
    assert.equal(after.sum, 0)
    const statement = await ask(schema.myStatement, citizen(personId), {
      ...{ personId, kind: 'purse', owner: purse.owner, month: '2026-11' },
      ...own,
    })
    assert.deepEqual(
      [
        statement.opening,
        statement.closing,
        statement.lines.map((line) => [line.bookedOn, line.businessDay, line.amount]),
      ],
      [
        0,
        500,
        [
          ['2026-11-23', '2026-11-23', 1000],
          ['2026-11-24', '2026-11-24', -300],
          ['2026-11-25', '2026-11-23', -200],
        ],
      ],
    )
    const today = await ask(schema.trialBalance, auditor, {})
    assert.deepEqual(
      [today.sum, today.closed, today.kinds.find(({ kind }) => kind === 'purse')?.closing],
      [0, false, 500],
    )
    const bankBook = await ask(schema.ledgerAccount, auditor, {
      ...{ kind: 'clearing', owner: 'bank-1', from: '2026-11-24', to: '2026-11-30' },
    })
    assert.deepEqual([bankBook.opening, bankBook.closing, bankBook.lines], [-1000, -1000, []])
  })

  test('M13.4: what was promised is booked, and reconciled, on the day on which it happens', async (t) => {
    const { db, deed, id, at } = await books(t)
    const [personId, of] = [id(), id()]
    at('2026-11-23T02:00:00.000Z')
    const legs = [leg(bank, purseOf(personId), 1000, 'top-up')]
    await deed({ do: 'hold', personId, transferId: of, legs, partner: 'bank-1', partnerReference: 'B-1' })
    // In the city it is the 26th already.
    at('2026-11-25T17:00:00.000Z')
    await deed({ do: 'settle', personId, of })
    const [row] = await db`
      select t.business_day, t.booked_on, r.business_day as reconciled_on, l.booked_on as leg_on
      from ledger_transfer t join ledger_reference r using (transfer_id) join ledger_leg l using (transfer_id)`
    const [promised, done] = ['2026-11-23', '2026-11-26']
    assert.deepEqual({ ...row }, { businessDay: promised, bookedOn: done, reconciledOn: done, legOn: done })
    await assertRowsAreFolds(db)
  })

  test('M13.4: a day closes only when the postings under way are in it', async (t) => {
    const { db, id, at, run } = await books(t)
    at('2026-11-24T01:00:00.000Z')
    const personId = id()
    const posting = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const transaction = db.begin(async (open) => {
      const tx = open as Transaction
      const balances = await loadBalances(tx, [purseOf(personId)])
      const legs = [leg(bank, purseOf(personId), 70)]
      const made = postTransfer(balances, {
        ...{ personId, transferId: id(), kind: 'purse-top-up', legs, businessDay: '2026-11-23' as Day, cause: 'late' },
      })
      assert.ok(made.accepted && made.events[0])
      const at = '2026-11-23T15:59:59.000Z' as Instant
      await transferStream.save(tx, [{ ...evolveTransfer(undefined, made.events[0], at), version: 1 }])
      written.resolve()
      await posting.promise
    })
    await written.promise
    const closing = run(schema.closeLedgerDay, systemActor, { day: '2026-11-23' })
    const waits = async () =>
      (
        await db`select from pg_locks where locktype = 'advisory' and not granted and database = (
        select oid from pg_database where datname = current_database())`
      ).length > 0
    while (!(await waits())) assert.equal((await db`select from ledger_day`).length, 0)
    posting.resolve()
    await transaction
    assert.equal(code(await closing), 'accepted')
    assert.equal(code(await run(schema.countLedgerDay, systemActor, { day: '2026-11-23' })), 'accepted')
    const [total] = await db`select credits, closing from ledger_day_total where person_id = ${personId}`
    assert.deepEqual({ ...total }, { credits: 70, closing: 70 })
  })

  test('M13.4: days are closed in order and when they are over', async (t) => {
    const { run, at } = await books(t)
    at('2026-11-25T02:00:00.000Z')
    const close = async (day: string) => code(await run(schema.closeLedgerDay, systemActor, { day }))
    const count = async (day: string) => code(await run(schema.countLedgerDay, systemActor, { day }))
    assert.equal(await close('2026-11-25'), 'ledger-day-not-next')
    assert.equal(await close('2026-11-22'), 'accepted')
    assert.equal(await close('2026-11-24'), 'ledger-day-not-next')
    assert.equal(await close('2026-11-23'), 'accepted')
    assert.equal(await close('2026-11-23'), 'ledger-day-closed')
    assert.equal(await count('2026-11-23'), 'ledger-day-not-next')
    assert.equal(await count('2026-11-22'), 'accepted')
    assert.equal(await count('2026-11-23'), 'accepted')
    assert.equal(await count('2026-11-23'), 'ledger-day-closed')
  })

  test('M13.4: a statement is read page by page and taken away as a file', async (t) => {
    const { deed, id, ask } = await books(t)
    const personId = id()
    const purse = purseOf(personId)
    await deed({ do: 'post', personId, legs: [leg(bank, purse, 1000, 'top-up'), leg(bank, purse, 5, 'top-up')] })
    for (const amount of [101, 102, 103]) await deed({ do: 'post', personId, legs: [leg(purse, metro, amount)] })
    const asked = { personId, kind: 'purse', owner: purse.owner, month: '2026-11', ...own } as const
    const amounts: number[] = []
    let after: string | undefined
    do {
      const page = await ask(schema.myStatement, citizen(personId), { ...asked, limit: 2, ...(after ? { after } : {}) })
      amounts.push(...page.lines.map(({ amount }) => amount))
      after = page.next ?? undefined
    } while (after !== undefined)
    assert.deepEqual(amounts, [1000, 5, -101, -102, -103])
    const file = await ask(schema.myStatementFile, citizen(personId), { ...asked, language: 'zh' })
    const lines = file.text.slice(1).trimEnd().split('\r\n')
    assert.equal(lines.length, 8)
    assert.match(lines[4] ?? '', /^2026-11-23,2026-11-23,乘车,票款,应付机构款,-1\.01,/)
    assert.match(lines[7] ?? '', /^,,期末余额,,,6\.99,$/)
    const bankBook = await ask(schema.ledgerAccount, auditor, {
      ...{ kind: 'clearing', owner: 'bank-1', from: '2026-11-23', to: '2026-11-23' },
    })
    assert.deepEqual(
      bankBook.lines.map(({ amount, personal }) => [amount, personal]),
      [
        [-1000, true],
        [-5, true],
      ],
    )
    const { accounts } = await ask(schema.ledgerAccounts, auditor, { limit: 1 })
    assert.deepEqual([accounts[0]?.kind, accounts[0]?.posted, accounts[0]?.available], ['clearing', -1005, null])
  })

  test('M13.4: the last twelve months of an account, also of those that were counted before', async (t) => {
    const { deed, id, ask, at, run } = await books(t)
    const personId = id()
    const purse = purseOf(personId)
    await deed({ do: 'post', personId, legs: [leg(bank, purse, 1000, 'top-up')] })
    await deed({ do: 'post', personId, legs: [leg(purse, metro, 300)] })
    for (const day of ['2026-11-22', '2026-11-23']) {
      at('2026-11-25T01:00:00.000Z')
      await run(schema.closeLedgerDay, systemActor, { day })
      await run(schema.countLedgerDay, systemActor, { day })
    }
    at('2027-01-05T01:00:00.000Z')
    await deed({ do: 'post', personId, legs: [leg(purse, metro, 50)] })
    const asked = { personId, kind: 'purse', owner: purse.owner, ...own } as const
    const { months } = await ask(schema.myMonths, citizen(personId), asked)
    assert.equal(months[0]?.month, '2026-02')
    assert.deepEqual(
      months.slice(-3).map((month) => [month.month, month.in, month.out, month.closing]),
      [
        ['2026-11', 1000, 300, 700],
        ['2026-12', 0, 0, 700],
        ['2027-01', 0, 50, 650],
      ],
    )
    at('2027-12-05T01:00:00.000Z')
    const later = await ask(schema.myMonths, citizen(personId), asked)
    assert.deepEqual(
      [later.months[0]?.month, later.months[0]?.closing, later.months.at(-1)?.closing],
      ['2027-01', 650, 650],
    )
  })
})

suite('M13.4: budgets of departments', () => {
  const bankId = '018f0000-0000-7000-8000-00000000b001'

  async function treasury(ending: Ending) {
    const kernel = await books(ending)
    await kernel.db`
      insert into organisation (organisation_id, version, kind, field, names, contact, valid_from)
      values ('civil-affairs', 1, 'field-department', '{}', '[{}]', '12345', '2022-10-01')`
    await kernel.db`
      insert into bank (bank_id, version, cnaps, name_zh, name_en, admitted_on, service_terms, source)
      values (${bankId}, 1, '102100000000', '银行', 'bank', '2022-10-01', '[]', 'test')`
    return kernel
  }

  test('M13.4: one proposes, another approves, and then the money is there and reconciled with the bank', async (t) => {
    const { db, run, ask } = await treasury(t)
    const wish = { organisationId: 'civil-affairs', amount: 50_000, bankId, reason: 'allowance of December' }
    const proposed = await run(schema.topUpBudget, finance('f-1'), wish)
    assert.equal(proposed.status, 'accepted', JSON.stringify(proposed))
    const { changeId } = (proposed as { answer: { changeId: string } }).answer
    const { changes } = await ask(schema.budgetChanges, finance('f-2'), {})
    assert.deepEqual(
      changes.map((change) => [change.changeId, change.status]),
      [[changeId, 'proposed']],
    )
    assert.equal(code(await run(schema.topUpBudget, finance('f-2'), wish)), 'budget-change-open')
    assert.equal(code(await run(schema.approveBudgetChange, finance('f-1'), { changeId })), 'same-person-twice')
    const samePerson = { ...finance('f-3'), otherAccounts: ['f-1'] }
    assert.equal(code(await run(schema.approveBudgetChange, samePerson, { changeId })), 'same-person-twice')
    const elsewhere = { ...finance('f-4'), organisationId: 'civil-affairs' }
    assert.equal(code(await run(schema.approveBudgetChange, elsewhere, { changeId })), 'not-permitted')
    assert.equal(code(await run(schema.approveBudgetChange, finance('f-2'), { changeId })), 'accepted')
    assert.equal(code(await run(schema.approveBudgetChange, finance('f-2'), { changeId })), 'budget-change-decided')
    const [row] =
      await db`select posted, floor from ledger_balance where account = ${accountName({ kind: 'budget', owner: 'civil-affairs' })}`
    assert.deepEqual({ ...row }, { posted: 50_000, floor: 0 })
    const [reference] = await db`select partner, reference, amount, posted from ledger_reference`
    assert.deepEqual({ ...reference }, { partner: bankId, reference: changeId, amount: -50_000, posted: true })
    await assertBalanced(db)
    await assertRowsAreFolds(db)
    const events = await db.begin((tx) => eventsOf(tx as Transaction, null, 'budget-change', changeId))
    const folded = events.reduce<BudgetChange | undefined>(
      (state, { event, at }) => evolveBudgetChange(state, event as BudgetChangeEvent, at),
      undefined,
    )
    assert.equal(folded?.status, 'approved')
  })

  test('M13.4: a floor stands where a second person sets it, and never above what is left', async (t) => {
    const { db, run, deed } = await treasury(t)
    const decide = async (floor: number) => {
      const wish = { organisationId: 'civil-affairs', floor, reason: 'the treasury lends' }
      const { changeId } = (
        (await run(schema.setBudgetFloor, finance('f-1'), wish)) as { answer: { changeId: string } }
      ).answer
      const outcome = code(await run(schema.approveBudgetChange, finance('f-2'), { changeId }))
      if (outcome !== 'accepted') await run(schema.withdrawBudgetChange, finance('f-1'), { changeId })
      return outcome
    }
    const budget: Account = { kind: 'budget', owner: 'civil-affairs', personId: null }
    assert.equal(await decide(1), 'balance-insufficient')
    assert.equal(await decide(-500), 'accepted')
    assert.equal(code(await deed({ do: 'post', personId: null, legs: [leg(budget, bank, 500)] })), 'accepted')
    assert.equal(code(await deed({ do: 'post', personId: null, legs: [leg(budget, bank, 1)] })), 'balance-insufficient')
    assert.equal(await decide(-499), 'balance-insufficient')
    await assertBalanced(db)
  })

  test('M13.4: more than the rules allow by hand is refused', async (t) => {
    const { run } = await treasury(t)
    const wish = { organisationId: 'civil-affairs', amount: 100_000_001, bankId, reason: 'a slip of the key' }
    assert.equal(code(await run(schema.topUpBudget, finance('f-1'), wish)), 'amount-invalid')
    const nowhere = { ...wish, amount: 1, organisationId: 'nowhere' }
    assert.equal(code(await run(schema.topUpBudget, finance('f-1'), nowhere)), 'organisation-unknown')
  })
})
