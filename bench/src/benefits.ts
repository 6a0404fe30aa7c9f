import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { writeReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import { bankReference } from '@yika/core/settlement/benefit/line.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import type { Platform } from '@yika/server/platform.ts'
import { toGb18030 } from '@yika/server/settlement/benefit/gb18030.ts'
import { payBatch } from '@yika/server/settlement/benefit/tasks.ts'
import { cloneCity, clonedPerson } from './cloned-city.ts'
import { copyAgain, withOwner } from './copy-again.ts'
import { environmentOf } from './environment.ts'
import { againstLeast, againstLimit, againstPeer, type Report } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const million = 1_000_000
const secondsPerMillion = 300
const pieceSize = 5000
const amount = 300_000
const bankId = '018f0000-0000-7000-8000-00000000b001'
/** Enough to know how fast answers are booked. */
const returnsMost = 100_000
const department = 'human-resources'

/** What a line leaves in the books; the peer fills the same tables with the same bytes. */
const tables = [
  ...['benefit_line', 'ledger_transfer', 'ledger_reference', 'ledger_balance', 'event', 'audit_entry'],
  'command_answer',
] as const

const staff = (id: string): Actor => ({ id, role: 'department-user', organisationId: department })
const numberOf = (n: number): string => `B${String(n).padStart(9, '0')}`

/**
 * A month of pensions: lines arrive in pieces, are recognised by their numbers, closed, approved and paid one by one with a result, a
 * hold on the budget, events, an answer and an audit row each; against COPY of the very rows that this wrote.
 */
export function benefits(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: { lines: { type: 'string', default: String(million) }, json: { type: 'boolean' } },
  })
  const lines = Number(values.lines)
  return withTemporaryPlatform(async (platform, directory) => {
    await givePensioners(platform, lines)
    const batchId = await openBatch(platform, lines)
    await withOwner(platform.ownerUrl, (owner) => owner`checkpoint`)

    const memory = watchMemory()
    const began = performance.now()
    await sendLines(platform, batchId, lines)
    const received = performance.now()
    await deed(platform, schema.closeBenefitBatch, staff('anna'), { batchId })
    await deed(platform, schema.approveBenefitBatch, staff('boris'), { batchId })
    await payBatch(platform, batchId)
    const ended = performance.now()
    const memoryMiB = memory.stop()

    const seconds = (ended - began) / 1000
    const written = await counts(platform, batchId)
    const copySeconds = await copyAgain(platform.ownerUrl, directory, tables)
    const copied = await counts(platform, batchId)
    const booked = await bookReturns(platform, batchId, Math.min(lines, returnsMost))
    const environment = await environmentOf(platform.db)
    const checks = [
      { name: 'fsync on', ok: environment['fsync'] === 'on' },
      ...(['sent', 'transfers', 'answers', 'audits'] as const).map((what) => ({
        name: `${what} = ${lines} lines`,
        ok: written[what] === lines,
      })),
      { name: 'the budget holds every fen', ok: written.held === lines * amount },
      { name: `every answer of the bank booked`, ok: booked.paid === Math.min(lines, returnsMost) },
      { name: 'the peer wrote the same rows', ok: JSON.stringify(copied) === JSON.stringify(written) },
    ]
    const share = (from: number, to: number) => (lines * 1000) / (to - from)
    return {
      name: 'benefits',
      environment: { ...environment, lines, memoryMiB },
      valid: checks.every(({ ok }) => ok),
      checks,
      results: [
        againstPeer(
          `benefits received and paid with a result each, ${lines} lines`,
          lines / seconds,
          'lines/s',
          { name: 'COPY of the same rows', value: lines / copySeconds },
          { atLeast: 0.1 },
        ),
        againstLimit(`a million lines, from ${lines}`, (seconds * million) / lines, 's', secondsPerMillion),
        againstLimit('of which receiving, a million', million / share(began, received), 's', secondsPerMillion),
        againstLimit('of which paying, a million', million / share(received, ended), 's', secondsPerMillion),
        againstLeast('answers of the bank booked, one by one', booked.paid / booked.seconds, 'lines/s', 0),
        againstLimit('memory of the process at its highest', memoryMiB, 'MiB', 1024),
      ],
    }
  })
}

/** Copies of one holder with an account each, a ground and a number by which they are known; and a budget for all. */
async function givePensioners({ executor, custodian, ownerUrl }: Platform, lines: number): Promise<void> {
  await cloneCity(executor, ownerUrl, 1, lines)
  await withOwner(ownerUrl, async (owner) => {
    await owner`update card set finance = 'active', bank_id = ${bankId}`
    await owner.unsafe(`
      insert into ground (person_id, ground_id, version, kind, since, evidence, vouched_by, recorded_at, status)
      select person_id, gen_random_uuid(), 1, 'employee-pension', '2010-01-01', 'bench', 'human-resources', now(), 'held'
      from person`)
    for (let from = 1; from <= lines; from += 10_000) {
      const people = Array.from({ length: Math.min(10_000, lines - from + 1) }, (_, place) => from + place)
      await owner`
        insert into person_index (kind, idx, person_id)
        select 'number', decode(idx, 'base64'), person_id from unnest(
          ${people.map((n) => Buffer.from(custodian.blindIndex('person', numberOf(n))).toString('base64'))}::text[],
          ${people.map((n) => clonedPerson(n).personId)}::uuid[]) as t (idx, person_id)`
    }
    const total = lines * amount
    await owner`
      insert into ledger_balance (person_id, account, posted, pending_out, pending_in, floor) values
        ('00000000-0000-0000-0000-000000000000', ${`budget/${department}`}, ${total}, 0, 0, 0),
        ('00000000-0000-0000-0000-000000000000', ${`clearing/${bankId}`}, ${-total}, 0, 0, null)`
    await owner`vacuum analyze card, ground, person_index`
  })
}

async function openBatch(platform: Platform, lines: number): Promise<string> {
  const input = {
    ...{ programmeId: 'employee-pension', period: '2025-11', reference: 'BENCH-1' },
    ...{ declaredCount: lines, declaredFen: lines * amount },
  }
  const answer = await deed(platform, schema.openBenefitBatch, staff('anna'), input)
  return (answer as { batchId: string }).batchId
}

/** Two pieces on their way: while one is written, the next is recognised. */
async function sendLines(platform: Platform, batchId: string, lines: number): Promise<void> {
  const inFlight: Promise<unknown>[] = []
  for (let chunk = 1, from = 1; from <= lines; chunk += 1, from += pieceSize) {
    const piece = Array.from({ length: Math.min(pieceSize, lines - from + 1) }, (_, place) => ({
      ...{ lineNumber: from + place, number: numberOf(from + place), amount },
    }))
    if (inFlight.length === 2) await inFlight.shift()
    inFlight.push(deed(platform, schema.receiveBenefitLines, staff('anna'), { batchId, chunk, lines: piece }))
  }
  await Promise.all(inFlight)
}

async function deed({ executor }: Platform, operation: Operation, actor: Actor, input: object): Promise<unknown> {
  const key = createHash('sha256')
    .update(`${operation.name}${JSON.stringify(input)}`)
    .digest('hex')
    .slice(0, 32)
  const outcome = await executor.execute(operation, { actor, key, input })
  if (outcome.status === 'refused') throw new Error(`${operation.name} refused: ${outcome.code}`)
  return outcome.answer
}

/** The bank has credited every line and says so, five thousand in a file. */
async function bookReturns(platform: Platform, batchId: string, lines: number) {
  const bank: Actor = { id: 'bench-bank', role: 'bank-system', organisationId: bankId, bankId }
  const began = performance.now()
  let paid = 0
  for (let from = 1; from <= lines; from += pieceSize) {
    const answers = Array.from({ length: Math.min(pieceSize, lines - from + 1) }, (_, place) => ({
      ...{ reference: bankReference({ batchId, lineNumber: from + place, tries: 1 }), amount, failure: null },
    }))
    const file = toGb18030(writeReturnFile(batchId, answers)).toString('base64')
    const answer = await deed(platform, schema.receiveBankReturn, bank, { file })
    paid += (answer as { paid: number }).paid
  }
  return { paid, seconds: (performance.now() - began) / 1000 }
}

async function counts({ db }: Platform, batchId: string) {
  const [row] = await db<{ sent: number; transfers: number; answers: number; audits: number; held: number }[]>`
    select (select count(*) from benefit_line where batch_id = ${batchId} and state = 'sent') as sent,
      (select count(*) from ledger_transfer where kind = 'benefit' and status = 'pending') as transfers,
      (select count(*) from command_answer where key like 'benefit/%' and key not like '%/finish') as answers,
      (select count(*) from audit_entry where operation = 'pay-benefit-line') as audits,
      (select pending_out from ledger_balance where account = ${`budget/${department}`}) as held`
  return row ?? { sent: 0, transfers: 0, answers: 0, audits: 0, held: 0 }
}

/** The most that this process held at once. */
function watchMemory() {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 200)
  return {
    stop() {
      clearInterval(timer)
      look()
      return Math.round(most / 2 ** 20)
    },
  }
}
