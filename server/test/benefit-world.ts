import assert from 'node:assert/strict'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { budgetOf } from '@yika/core/ledger/budget-change.ts'
import { postTransfer } from '@yika/core/ledger/make-transfer.ts'
import { evolveTransfer } from '@yika/core/ledger/transfer.ts'
import { type BankReturnLine, readInstructionFile, writeReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { loadStanding } from '../src/holder/store.ts'
import { insertEvents } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import { loadBalances, transferStream } from '../src/ledger/store.ts'
import { benefitCommands } from '../src/settlement/benefit/commands.ts'
import { fromGb18030, toGb18030 } from '../src/settlement/benefit/gb18030.ts'
import { benefitQueries } from '../src/settlement/benefit/queries.ts'
import { payBatch } from '../src/settlement/benefit/tasks.ts'
import { callsOn } from './calls-on.ts'
import { activatedCard, bankId, givenCard, givenPerson } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

export const staff = (id: string, organisationId = 'civil-affairs'): Actor => ({
  ...{ id, role: 'department-user', organisationId },
})
export const [anna, boris] = [staff('anna'), staff('boris')]
export const bank: Actor = { id: 'bank-system-1', role: 'bank-system', organisationId: bankId, bankId }

export interface Line {
  readonly lineNumber: number
  readonly number: string
  readonly amount: number
  readonly note?: string
}

const empty = Buffer.alloc(8).toString('base64')

/** The chapter of benefits on a real database, a department with a budget, and elders whom it knows by number. */
export async function benefitWorld(ending: { after(end: () => Promise<void>): void }) {
  const kernel = await testKernel(ending, {
    commands: benefitCommands,
    queries: benefitQueries,
    policy: { 'benefit.most-tries': 3 },
    standing: loadStanding,
  })
  const start = kernel.now
  const { accepted, refused, read } = callsOn(kernel)

  /** Money in the department's budget, as the treasury leaves it. */
  async function giveBudget(department: string, amount: number): Promise<void> {
    const [transferId, personId] = [newId(Date.parse(start)), null]
    const leg = {
      debit: { kind: 'clearing', owner: bankId, personId: null },
      credit: budgetOf(department),
      ...{ amount, purpose: 'budget' },
    } as const
    await kernel.db.begin(async (tx) => {
      const balances = await loadBalances(tx as never, [budgetOf(department)])
      const made = postTransfer(balances, {
        ...{ personId, transferId, kind: 'budget', legs: [leg], businessDay: '2026-11-01' as never, cause: 'test' },
      })
      assert.ok(made.accepted)
      const [event] = made.events
      assert.ok(event)
      await transferStream.save(tx as never, [{ ...evolveTransfer(undefined, event, start), version: 1 }])
      await insertEvents(tx as never, [{ event, version: 1, at: start, commandId: newId(0), rules: [] }])
    })
  }

  async function balance(account: string, personId = '00000000-0000-0000-0000-000000000000') {
    const [row] = await kernel.db<{ posted: number; pendingOut: number; pendingIn: number }[]>`
      select posted, pending_out, pending_in from ledger_balance where person_id = ${personId} and account = ${account}`
    return row === undefined ? { posted: 0, pendingOut: 0, pendingIn: 0 } : { ...row }
  }

  const numbers = new Map<string, string>()
  const numberOf = (personId: string) => numbers.get(personId) ?? personId
  let numbersUsed = 0
  const freshNumber = () => {
    numbersUsed += 1
    return `E${String(numbersUsed).padStart(12, '0')}`
  }
  const giveNumber = (personId: string) => void numbers.set(personId, freshNumber())

  /** Somebody over eighty with a number by which a department knows them. */
  async function elder(steps = activatedCard(), change: Partial<Person> = {}): Promise<string> {
    const number = freshNumber()
    const index = Buffer.from(kernel.custodian.blindIndex('person', number)).toString('base64')
    const id = await givenPerson(kernel, {
      birthOn: '1940-05-06' as Person['birthOn'],
      ...change,
      index: { numbers: [index], document: null, name: empty, initials: empty, phone: null },
    })
    await kernel.db`
      insert into person_index (kind, idx, person_id) values ('number', decode(${index}, 'base64'), ${id}) on conflict do nothing`
    numbers.set(id, number)
    if (steps.length > 0) {
      const sealed = sealedAccount(id, await keyOf(id))
      await givenCard(
        kernel,
        id,
        steps.map((step) =>
          step[0] === 'account-opened' ? ['account-opened', { bankCardNumber: sealed }] : step,
        ) as never,
      )
    }
    return id
  }

  async function keyOf(personId: string): Promise<Buffer> {
    const [row] = await kernel.db<{ key: Buffer }[]>`select key from person where person_id = ${personId}`
    assert.ok(row)
    return row.key
  }

  const sealedAccount = (personId: string, key: Uint8Array) =>
    Buffer.from(kernel.custodian.seal(key, personId, 'bankCardNumber', '6200012345678901')).toString('base64')

  let references = 0

  async function openedBatch(
    lines: readonly Line[],
    declared: Partial<{ declaredCount: number; declaredFen: number; programmeId: string; period: string }> = {},
  ) {
    references += 1
    const { batchId } = await accepted(schema.openBenefitBatch, anna, {
      ...{ programmeId: 'old-age-allowance', period: '2026-11', reference: `REF-${references}` },
      ...{ declaredCount: lines.length, declaredFen: lines.reduce((sum, { amount }) => sum + Math.max(0, amount), 0) },
      ...declared,
    })
    if (lines.length > 0) await accepted(schema.receiveBenefitLines, anna, { batchId, chunk: 1, lines: [...lines] })
    return batchId
  }

  async function approvedBatch(lines: readonly Line[], declared: Parameters<typeof openedBatch>[1] = {}) {
    const batchId = await openedBatch(lines, declared)
    await accepted(schema.closeBenefitBatch, anna, { batchId })
    await accepted(schema.approveBenefitBatch, boris, { batchId })
    return batchId
  }

  const parts = { db: kernel.db, executor: kernel.executor, clock: () => kernel.now }
  const pay = (batchId: string) => payBatch(parts, batchId)

  async function resultsOf(batchId: string) {
    const { lines } = await read(schema.benefitLines, anna, { batchId })
    return lines.map(({ state, result }) => (result === null ? state : `${state}: ${result}`))
  }

  async function totalsOf(batchId: string) {
    const { totals } = await read(schema.benefitBatch, anna, { batchId })
    assert.ok(totals.agree, JSON.stringify(totals))
    return { paid: totals.paid.fen, returned: totals.returned.fen, open: totals.open.fen }
  }

  async function instructionsOf(batchId: string) {
    const answer = await read(schema.benefitInstructionFile, bank, {
      ...{ batchId, purpose: 'benefit', reveal: ['name', 'bankCardNumber'] },
    })
    const file = readInstructionFile(fromGb18030(Buffer.from(answer.file, 'base64')))
    assert.ok('lines' in file)
    return { answer, lines: file.lines }
  }

  const returnFile = (batchId: string, lines: readonly BankReturnLine[]) => ({
    file: toGb18030(writeReturnFile(batchId, lines)).toString('base64'),
  })

  const answerAll = (batchId: string, lines: readonly BankReturnLine[], key?: string) =>
    accepted(schema.receiveBankReturn, bank, returnFile(batchId, lines), key)

  await giveBudget('civil-affairs', 10_000_000)
  return {
    kernel,
    start,
    accepted,
    refused,
    read,
    giveBudget,
    balance,
    elder,
    numberOf,
    giveNumber,
    openedBatch,
    approvedBatch,
    parts,
    pay,
    resultsOf,
    totalsOf,
    instructionsOf,
    returnFile,
    answerAll,
  }
}
