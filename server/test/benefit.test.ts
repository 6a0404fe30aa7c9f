import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { firstProgrammeEvents } from '@yika/core/settlement/benefit/first-programmes.ts'
import { evolveProgramme } from '@yika/core/settlement/benefit/programme.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { benefits } from '../src/cli/import/benefits.ts'
import { runImport } from '../src/cli/import/run-import.ts'
import { toGb18030 } from '../src/settlement/benefit/gb18030.ts'
import { allProgrammes } from '../src/settlement/benefit/programme-store.ts'
import { benefitPublicReads } from '../src/settlement/benefit/queries.ts'
import { benefitTasks } from '../src/settlement/benefit/tasks.ts'
import { anna, benefitWorld, boris, type Line, staff } from './benefit-world.ts'

const { kernel, start, accepted, refused, read, elder, numberOf, openedBatch, approvedBatch, parts, pay, resultsOf } =
  await benefitWorld({ after })

test('M5.7: the programmes that the migration writes are those of the code, with their dates and marks', async () => {
  const rows = await allProgrammes(kernel.db, null)
  const coded = firstProgrammeEvents().map((event) => evolveProgramme(undefined, event, start))
  assert.deepEqual(
    rows.map(({ version: _version, ...row }) => row).sort((a, b) => (a.programmeId < b.programmeId ? -1 : 1)),
    [...coded].sort((a, b) => (a.programmeId < b.programmeId ? -1 : 1)),
  )
  const [publicRead] = benefitPublicReads
  const answer = (await publicRead?.answer(kernel.db, {})) as AnswerOf<typeof schema.benefitProgrammes>
  const allowance = answer.programmes.find(({ programmeId }) => programmeId === 'old-age-allowance')
  assert.deepEqual([allowance?.mostFen, allowance?.verified], [10_000, true])
})

test('M2.7, M17.5: a programme is published and ended by two people of its department', async () => {
  const terms = {
    ...{ programmeId: 'winter-subsidy', department: 'civil-affairs', name: { zh: '冬季补贴', en: 'Winter subsidy' } },
    ...{ legalBasis: 'test', from: '2026-10-01', until: null, payday: 3, mostFen: 5000, verified: false },
    condition: { all: [{ age: { from: 60 } }, { not: { ground: ['unemployment'] } }] },
  } as InputOf<typeof schema.publishBenefitProgramme>
  assert.equal((await refused(schema.publishBenefitProgramme, staff('x', 'education'), terms)).code, 'not-permitted')
  await accepted(schema.publishBenefitProgramme, anna, terms)
  const open = { programmeId: 'winter-subsidy', period: '2026-11', reference: 'W-1', declaredCount: 1, declaredFen: 1 }
  assert.equal((await refused(schema.openBenefitBatch, anna, open)).code, 'benefit-period-outside')
  const programmeId = 'winter-subsidy'
  const seen = { programmeId, version: 1 }
  assert.equal((await refused(schema.approveBenefitProgramme, anna, seen)).code, 'benefit-second-person')
  const second = { ...boris, otherAccounts: ['anna'] }
  assert.equal((await refused(schema.approveBenefitProgramme, second, seen)).code, 'benefit-second-person')
  await accepted(schema.publishBenefitProgramme, anna, { ...terms, mostFen: 6000 })
  assert.equal((await refused(schema.approveBenefitProgramme, boris, seen)).code, 'changed-meanwhile')
  const [read6000] = (await read(schema.benefitProposals, boris, {})).proposals
  assert.equal(read6000?.terms?.mostFen, 6000)
  await accepted(schema.approveBenefitProgramme, boris, { programmeId, version: read6000?.version ?? 0 })
  await accepted(schema.openBenefitBatch, anna, open)
  assert.deepEqual((await read(schema.benefitProposals, boris, {})).proposals, [])
  await accepted(schema.endBenefitProgramme, anna, { programmeId, until: '2026-11-30' })
  const { proposals } = await read(schema.benefitProposals, boris, {})
  assert.deepEqual(
    proposals.map((one) => [one.programmeId, one.by, one.until, one.terms]),
    [[programmeId, anna.id, '2026-11-30', null]],
  )
  const elsewhere = await kernel.reader.read(schema.benefitProposals, staff('x', 'education'), {
    department: 'civil-affairs',
  })
  assert.deepEqual(elsewhere, { status: 'accepted', answer: { proposals: [] } })
  await accepted(schema.approveBenefitProgramme, boris, { programmeId, version: proposals[0]?.version ?? 0 })
  const later = { ...open, period: '2026-12', reference: 'W-2' }
  assert.equal((await refused(schema.openBenefitBatch, anna, later)).code, 'benefit-period-outside')
  const ticket = { ...terms, programmeId: 'odd', condition: { ticket: 'metro' } as never }
  assert.equal((await refused(schema.publishBenefitProgramme, anna, ticket)).code, 'benefit-condition-ticket')
})

test('M13.4: a wrong total refuses with both numbers and nothing is paid; a cancelled batch is sent anew', async () => {
  const person = await elder()
  const batchId = await openedBatch([{ lineNumber: 1, number: numberOf(person), amount: 9000 }], { declaredFen: 9001 })
  const { code, detail } = await refused(schema.closeBenefitBatch, anna, { batchId })
  assert.equal(code, 'benefit-total-wrong')
  assert.deepEqual(detail, { declaredCount: 1, declaredFen: 9001, receivedCount: 1, receivedFen: 9000 })
  assert.equal((await refused(schema.approveBenefitBatch, boris, { batchId })).code, 'benefit-batch-state')
  await pay(batchId)
  assert.deepEqual(await resultsOf(batchId), ['received'])
  await accepted(schema.cancelBenefitBatch, anna, { batchId })
  assert.equal((await refused(schema.closeBenefitBatch, anna, { batchId })).code, 'benefit-batch-state')
})

test('M13.4: a line below zero makes no room in the total for another: what the second person sees is the most that is paid', async () => {
  const [good, helper] = [await elder(), await elder()]
  const lines = [
    { lineNumber: 1, number: numberOf(good), amount: 10_000 },
    { lineNumber: 2, number: numberOf(helper), amount: -9_900 },
  ]
  const batchId = await openedBatch(lines, { declaredFen: 100 })
  const { code, detail } = await refused(schema.closeBenefitBatch, anna, { batchId })
  assert.equal(code, 'benefit-total-wrong')
  assert.deepEqual(detail, { declaredCount: 2, declaredFen: 100, receivedCount: 2, receivedFen: 10_000 })
})

test('M13.3: a piece that comes again or out of order does no harm, a double line is refused by its number', async () => {
  const persons = [await elder(), await elder(), await elder()]
  const lines = persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 100 }))
  const batchId = await openedBatch([], { declaredCount: 3, declaredFen: 300 })
  const send = (chunk: number, ...sent: Line[]) => ({ batchId, chunk, lines: sent })
  const [one, two, three] = lines as [Line, Line, Line]
  assert.deepEqual(await accepted(schema.receiveBenefitLines, anna, send(2, two, three)), { lines: 2, repeated: false })
  assert.deepEqual(await accepted(schema.receiveBenefitLines, anna, send(2, two, three)), { lines: 2, repeated: true })
  const differs = await refused(schema.receiveBenefitLines, anna, send(2, two, { ...three, amount: 101 }))
  assert.deepEqual([differs.code, differs.detail], ['benefit-chunk-differs', { chunk: 2 }])
  const twice = await refused(schema.receiveBenefitLines, anna, send(1, one, three))
  assert.deepEqual([twice.code, twice.detail], ['benefit-line-twice', { line: 3 }])
  const within = await refused(schema.receiveBenefitLines, anna, send(1, one, one))
  assert.deepEqual([within.code, within.detail], ['benefit-line-twice', { line: 1 }])
  await accepted(schema.receiveBenefitLines, anna, send(1, one))
  assert.deepEqual(await accepted(schema.closeBenefitBatch, anna, { batchId }), { lines: 3, fen: 300 })
  assert.equal((await refused(schema.receiveBenefitLines, anna, send(3, one))).code, 'benefit-batch-state')
})

test('M17.5: money leaves when a second person of the department agrees, and not before the payday', async () => {
  const person = await elder()
  const lines = [{ lineNumber: 1, number: numberOf(person), amount: 100 }]
  const batchId = await openedBatch(lines, { period: '2026-12' })
  await accepted(schema.closeBenefitBatch, anna, { batchId })
  assert.equal((await refused(schema.approveBenefitBatch, anna, { batchId })).code, 'benefit-second-person')
  assert.equal((await refused(schema.approveBenefitBatch, staff('z', 'education'), { batchId })).code, 'not-permitted')
  const { payFrom } = await accepted(schema.approveBenefitBatch, boris, { batchId })
  assert.equal(payFrom, '2026-12-04T16:00:00.000Z')
  assert.deepEqual(kernel.tasks.at(-1), { queue: 'pay-benefits', data: { batchId }, startAfter: payFrom })
  // What is due already waits for no clock: that of the queue may go behind ours.
  const due = await approvedBatch(lines, { period: '2026-11' })
  assert.deepEqual(kernel.tasks.at(-1), { queue: 'pay-benefits', data: { batchId: due } })
  const [task] = benefitTasks(parts)
  await task?.handle({}, 'task-1')
  assert.deepEqual(await resultsOf(batchId), ['received'])
  kernel.now = '2026-12-05T01:00:00.000Z' as Instant
  await task?.handle({}, 'task-2')
  assert.deepEqual(await resultsOf(batchId), ['sent'])
  kernel.now = start
})

test('M6.2: a department sees its own batches, and no run is over before every line was sent', async () => {
  const person = await elder()
  const batchId = await approvedBatch([{ lineNumber: 1, number: numberOf(person), amount: 100 }], { period: '2025-03' })
  const { batches } = await read(schema.benefitBatches, anna, { limit: 100 })
  assert.ok(batches.some((batch) => batch.batchId === batchId && batch.status === 'approved'))
  const others = await kernel.reader.read(schema.benefitBatches, staff('z', 'education'), { limit: 100 })
  assert.ok(others.status === 'accepted')
  assert.deepEqual((others.answer as { batches: object[] }).batches, [])
  const early = await accepted(schema.finishBenefitRun, systemActor, { batchId })
  assert.equal(early.released, false)
  await pay(batchId)
  assert.equal((await read(schema.benefitBatch, anna, { batchId })).status, 'released')
})

test('M2.7: a file in GB18030 comes in by pieces, is taken up after an interruption, and pays nothing by itself', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-benefits-'))
  after(() => rm(directory, { recursive: true, force: true }))
  const people = [await elder(), await elder()]
  const rows = Array.from({ length: 2500 }, (_, place) => `${numberOf(people[place % 2] as string)},12.30,补发`)
  const file = path.join(directory, 'allowance.csv')
  await writeFile(file, toGb18030(['证件号码,金额（元）,备注', ...rows, `E1,12.345,`].join('\r\n')))
  const batch = {
    ...{ programmeId: 'old-age-allowance', period: '2026-10', reference: 'FILE-1' },
    ...{ declaredCount: 2500, declaredFen: 2500 * 1230 },
  }
  let batchId = ''
  const told = (id: string) => {
    batchId = id
  }
  const run = (signal: AbortSignal, show: (share: number, lines: number) => void = () => {}) =>
    runImport({
      ...{ file, signal, show, dryRun: false, restart: false },
      kind: benefits({ ...kernel, clock: () => kernel.now }, { dryRun: false, batch, told }),
      hash: (data) => kernel.custodian.suite.hash(data),
    })
  const stop = new AbortController()
  const running = run(stop.signal, () => stop.abort())
  assert.equal((await running).interrupted, true)
  const summary = await run(new AbortController().signal)
  assert.deepEqual([summary.interrupted, summary.taken, summary.faults], [false, 2500, 1])
  assert.match(await readFile(summary.errorFile ?? '', 'utf8'), /2502/)
  const { received, ...by } = await read(schema.benefitBatch, anna, { batchId })
  assert.deepEqual([by.openedBy, by.closedBy, by.approvedBy], ['import', null, null])
  assert.deepEqual(received, { lines: 2500, fen: 2500 * 1230 })
  // Whoever runs it once more changes nothing.
  await run(new AbortController().signal)
  assert.deepEqual(await accepted(schema.closeBenefitBatch, anna, { batchId }), { lines: 2500, fen: 2500 * 1230 })
  await accepted(schema.approveBenefitBatch, boris, { batchId })
  await pay(batchId)
  const { counts } = await read(schema.benefitBatch, anna, { batchId })
  assert.deepEqual(
    counts.map(({ state, result, lines }) => [state, result, lines]),
    [
      ['returned', 'duplicate-in-period', 2498],
      ['sent', null, 2],
    ],
  )
})
