import { systemActor } from '@yika/core/access/actor.ts'
import { accept } from '@yika/core/decision/decision.ts'
import type { Account } from '@yika/core/ledger/account.ts'
import { postTransfer } from '@yika/core/ledger/make-transfer.ts'
import { countLedgerDay } from '@yika/core/ledger/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { command } from '@yika/server/kernel/command.ts'
import { connect, type Database } from '@yika/server/kernel/database/database.ts'
import { createExecutor, type Executor } from '@yika/server/kernel/execute.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from '@yika/server/ledger/store.ts'
import type { Platform } from '@yika/server/platform.ts'
import { Type } from 'typebox'
import { type CapturedStatement, pgbenchStatement } from './captured-statement.ts'
import { cardExpression, clonedPerson, personExpression } from './cloned-city.ts'
import { drive } from './drive.ts'
import { environmentOf } from './environment.ts'
import { freshIdentifiers } from './loss-reports.ts'
import { pgbench } from './pgbench.ts'
import { againstPeer, type Check, type Report, type Result } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const seconds = 10
/** The kernel works on the lower half of the purses, the peer on the upper one. */
const purses = 400_000
/** Payables over which the spread load goes; the other load has one for all. */
const payables = 1000
const inFlight = 128
const batch = 512 * 8

/** A fare from a purse and nothing else, so that the figure is the ledger's; the name is one that the table of rights knows. */
const fare: Operation = {
  ...countLedgerDay,
  input: Type.Object({ n: Type.Integer(), payable: Type.String() }),
  answer: Type.Object({ transferId: Type.String() }),
}

interface Fare {
  readonly n: number
  readonly payable: string
}

function purseOf(n: number): Account {
  const { personId, cardId } = clonedPerson(n)
  return { kind: 'purse', owner: cardId, personId }
}

const payFare = command<Operation, LedgerWorld, Fare>({
  operation: fare,
  prepare: async (input) => input as unknown as Fare,
  async load(tx, requests) {
    return {
      transfer: new Map(),
      balances: await loadBalances(
        tx,
        requests.map(({ input }) => purseOf(input.n)),
      ),
    }
  },
  subject: (_world, { n }) => ({ personId: clonedPerson(n).personId }),
  decide({ balances }, { n, payable }, { newId, today }) {
    const transferId = newId()
    const purse = purseOf(n)
    const operator: Account = { kind: 'payable', owner: payable, personId: null }
    const made = postTransfer(balances, {
      ...{
        personId: purse.personId,
        transferId,
        kind: 'ride',
        businessDay: today,
        partner: payable,
        cause: transferId,
      },
      legs: [{ debit: purse, credit: operator, amount: 300, purpose: 'fare' }],
    })
    return made.accepted ? accept(made.events, { transferId }) : made
  },
  conflicts: ledgerConflicts,
  streams: [transferStream],
})

async function payOnce(executor: Executor, n: number, payable: string, key = `fare-${n}`): Promise<string> {
  const outcome = await executor.execute(fare, { actor: systemActor, key, input: { n, payable } })
  if (outcome.status === 'refused') throw new Error(`a fare was refused: ${outcome.code}`)
  return (outcome.answer as { transferId: string }).transferId
}

async function fillPurses(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { connections: 1 })
  try {
    await owner.unsafe(`
      insert into ledger_balance (person_id, account, posted, pending_out, pending_in, floor)
      select ${personExpression.replace(':n::int', 'n')}::uuid, 'purse/' || ${cardExpression.replace(':n::int', 'n')}, 100000000, 0, 0, 0
      from generate_series(1, ${purses}) as n`)
    await owner.unsafe('analyze ledger_balance')
    await owner.unsafe('checkpoint')
  } finally {
    await owner.end()
  }
}

interface Counts {
  readonly legs: number
  readonly transfers: number
  readonly held: number
  readonly moved: number
}

async function countsOf(db: Database): Promise<Counts> {
  const [row] = await db<Counts[]>`
    select (select count(*) from ledger_leg) as legs, (select count(*) from ledger_transfer) as transfers,
      (select sum(posted)::bigint from ledger_balance) as held, (select coalesce(sum(amount), 0)::bigint from ledger_leg) as moved`
  return row as Counts
}

/** One fare alone, as the kernel sends it, with everything in it that differs from one to the next. */
async function peerScript(platform: Platform, payable: string, expression: string): Promise<string> {
  const captured: CapturedStatement[] = []
  let recording = false
  const db = connect(platform.databaseUrl, {
    connections: 1,
    observe: (text, parameters) => {
      if (recording) captured.push({ text, parameters: [...parameters] })
    },
  })
  const executor = createExecutor({ ...platform.parts, db }, [payFare])
  const n = purses
  await payOnce(executor, n - 1, payable, `warm-${payable}`)
  recording = true
  const key = `bench-key-of-the-captured-fare-${payable}-`
  const transferId = await payOnce(executor, n, payable, key)
  recording = false
  await db.end()
  const { personId, cardId } = clonedPerson(n)
  const varying = [
    { text: personId, expression: personExpression },
    { text: cardId, expression: cardExpression },
    { text: key, expression: "('k' || :v::int || '-' || :w::int)" },
    // The same in every statement of one transaction: rows refer to it.
    {
      text: transferId,
      expression: "('00000000-0000-7000-a000-' || lpad(to_hex(:v::int), 8, '0') || lpad(to_hex(:w::int), 4, '0'))",
    },
    { text: payable, expression },
    ...freshIdentifiers(captured, [personId, cardId, transferId]),
  ]
  const variables = [
    `\\set n random(${purses / 2}, ${purses - 2})`,
    '\\set v random(2, 2000000000)',
    '\\set w random(0, 65535)',
    `\\set p random(0, ${payables - 1})`,
  ]
  return [...variables, ...captured.map((statement) => pgbenchStatement(statement, varying))].join('\n')
}

/**
 * Transfers through the kernel against pgbench running the very same statements as one transaction each, in the same run: fares from
 * purses to many payables, to one that everybody wants, and as a list of fares in set form.
 */
export function ledger(): Promise<Report> {
  return withTemporaryPlatform(async (platform) => {
    await fillPurses(platform.ownerUrl)
    const executor = createExecutor(platform.parts, [payFare])
    const results: Result[] = []
    const checks: Check[] = []
    let next = 1
    let spreadPeer: number | null = null
    const measure = async (load: string, acknowledgedOf: () => Promise<number>) => {
      const before = await countsOf(platform.db)
      const acknowledged = await acknowledgedOf()
      const after = await countsOf(platform.db)
      checks.push(
        {
          name: `${load}: transfers written = ${acknowledged} acknowledged`,
          ok: after.transfers - before.transfers === acknowledged,
        },
        { name: `${load}: legs written = transfers`, ok: after.legs - before.legs === acknowledged },
        { name: `${load}: what all accounts hold has not changed`, ok: after.held === before.held },
      )
    }
    for (const { load, payableOf, expression } of [
      {
        load: 'fares to 1,000 payables',
        payableOf: (n: number) => `spread-${n % payables}-`,
        expression: "('spread-' || :p::int || '-')",
      },
      { load: 'fares to one payable', payableOf: () => 'metro-of-all', expression: "'metro-of-all'" },
    ]) {
      let rate = 0
      const first = next
      await measure(load, async () => {
        const run = await drive(inFlight, seconds, async (sequence) => {
          const n = first + sequence
          await payOnce(executor, n % (purses / 2), payableOf(n), `fare-${n}`)
        })
        next += run.acknowledged + inFlight
        rate = run.acknowledged / run.seconds
        return run.acknowledged
      })
      const script = await peerScript(platform, payableOf(0), expression)
      const before = await countsOf(platform.db)
      const peer = await pgbench(platform.databaseUrl, script, { clients: 32, seconds })
      const after = await countsOf(platform.db)
      checks.push({
        name: `${load}: the peer wrote the same rows`,
        ok: peer === null || (after.legs - before.legs >= peer.transactions && after.held === before.held),
      })
      const value = peer?.transactionsPerSecond ?? null
      spreadPeer ??= value
      results.push(
        againstPeer(
          `${load}, ${inFlight} in flight`,
          rate,
          'transfers/s',
          { name: 'pgbench, same statements singly, 32 clients', value },
          { atLeast: 2 },
        ),
      )
    }
    const load = `a list of ${batch} fares in set form`
    let rate = 0
    await measure(load, async () => {
      const wishes = Array.from({ length: batch }, (_one, position) => ({
        actor: systemActor,
        key: `list-${position}`,
        input: { n: 1 + position * 3, payable: 'metro-of-all' },
      }))
      const began = performance.now()
      const outcomes = await executor.executeAll(fare, wishes)
      rate = (outcomes.length * 1000) / (performance.now() - began)
      return outcomes.filter(({ status }) => status === 'accepted').length
    })
    results.push(
      againstPeer(
        load,
        rate,
        'transfers/s',
        { name: 'pgbench, same statements singly, 32 clients', value: spreadPeer },
        { atLeast: 2 },
      ),
    )
    const environment = await environmentOf(platform.db)
    checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
    return { name: 'ledger', environment, valid: checks.every(({ ok }) => ok), checks, results }
  })
}
