import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { addDays, type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { workingDayCalendar } from '@yika/core/calendar/working-day-calendar.ts'
import { workingDayData } from '@yika/core/calendar/working-day-data.ts'
import { isWorkingDay } from '@yika/core/calendar/working-days.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { adoptedAt, firstPolicyEvents } from '@yika/core/policy/first-policy-values.ts'
import {
  evolveInterpretation,
  type Interpretation,
  type InterpretationEvent,
} from '@yika/core/policy/interpretation.ts'
import { approvedVersions, type PolicyBook } from '@yika/core/policy/policy-reader.ts'
import { evolvePolicyValue, type PolicyEvent, type PolicyValue } from '@yika/core/policy/policy-value.ts'
import * as schema from '@yika/core/policy/schema.ts'
import { firstGuideEvents } from '@yika/core/service/first-guide-values.ts'
import chineseDays from 'chinese-days'
import { connect } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { policyCommands } from '../src/policy/commands.ts'
import { openPolicyCache } from '../src/policy/policy-cache.ts'
import { policyPublicReads, policyQueries } from '../src/policy/queries.ts'
import { reportRules } from '../src/policy/report-rules.ts'
import { loadPolicy } from '../src/policy/store.ts'
import { testDatabase } from './test-database.ts'
import { testKernel } from './test-kernel.ts'

const officer = (id: string): Actor => ({ id, role: 'bureau-officer', organisationId: 'bureau' })
const clerk: Actor = { id: 'clerk', role: 'bank-clerk', organisationId: 'bank', bankId: 'bank' }
const now = '2026-11-23T02:00:00.000Z' as Instant
const today = dayOf(now)

const change = {
  key: 'sla.reissue.online',
  scope: 'city',
  value: 3,
  effectiveFrom: '2027-01-01',
  source: 'notice',
  verified: true,
}

function answerOf<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

function refusalOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : 'accepted'
}

async function policyKernel(ending: Parameters<typeof testKernel>[0]) {
  const kernel = await testKernel(ending, {
    commands: policyCommands,
    queries: () => policyQueries({ book: () => new Map() }, () => today),
  })
  const propose = async (difference: object = {}, by = 'a') =>
    answerOf<{ policyValueId: string }>(
      await kernel.run(schema.proposePolicyValue, officer(by), { ...change, ...difference }),
    ).policyValueId
  const approve = (policyValueId: string, by = 'b') =>
    kernel.run(schema.approvePolicyValue, officer(by), { policyValueId })
  return { ...kernel, propose, approve }
}

test('M12.3: the working-day calendar agrees with the calendar of chinese-days on every day of 2025 and 2026', () => {
  const calendar = workingDayCalendar(JSON.stringify(workingDayData))
  assert.deepEqual([...calendar.keys()], [2025, 2026])
  for (let day = '2025-01-01' as Day; day < '2027-01-01'; day = addDays(day, 1)) {
    assert.equal(isWorkingDay(day, calendar), chineseDays.isWorkday(day), day)
  }
})

test('M17.1: the migrated rows are the values that core brings along, and the fold of their events', async (t) => {
  const { db } = await testDatabase(t)
  const rows = await loadPolicy(db)
  const expected = [...firstPolicyEvents(), ...firstGuideEvents()].map((event) => ({
    ...evolvePolicyValue(undefined, event, adoptedAt),
    version: 1,
  }))
  const known = new Set(rows.map(({ policyValueId }) => policyValueId))
  const missing = expected.filter(({ policyValueId }) => !known.has(policyValueId))
  assert.equal(
    missing.length,
    0,
    `a migration has to insert these rows and their events:\n${missing.map(rowOf).join(',\n')}`,
  )
  const byId = (list: typeof expected) => new Map(list.map((value) => [value.policyValueId, value]))
  assert.deepEqual(byId(rows), byId(expected))
  await db.begin(async (tx) => {
    for (const row of rows) {
      const [first, ...rest] = await eventsOf(tx as never, null, 'policy-value', row.policyValueId)
      assert.ok(first)
      assert.deepEqual(rest, [])
      assert.deepEqual({ ...evolvePolicyValue(undefined, first.event as PolicyEvent, first.at), version: 1 }, row)
    }
  })
})

/** The row as a migration writes it, in the order of the insert in 0010-policy.sql. */
function rowOf(value: Stored<PolicyValue>): string {
  const columns = [
    ...[value.policyValueId, value.version, value.key, value.scope, JSON.stringify(value.value), value.unit],
    ...[value.effectiveFrom, value.effectiveTo, value.legalReference, value.source, value.owner, value.verified],
    ...[value.author, value.proposedAt, value.status, value.number, value.decidedAt],
  ]
  const literals = columns.map((one) => (typeof one === 'string' ? `'${one.replaceAll("'", "''")}'` : String(one)))
  return `  (${literals.join(', ')})`
}

test('M17.5: a change is proposed by one person and approved by another; state, events and audit agree', async (t) => {
  const { db, propose, approve, run } = await policyKernel(t)
  const id = await propose()
  assert.equal(refusalOf(await approve(id, 'a')), 'same-person-twice')
  assert.deepEqual(answerOf(await approve(id)), { number: 2 })
  assert.equal(refusalOf(await approve(id, 'c')), 'policy-proposal-closed')
  assert.equal(refusalOf(await run(schema.proposePolicyValue, clerk, change)), 'not-permitted')
  const row = (await loadPolicy(db)).find(({ policyValueId }) => policyValueId === id)
  assert.equal(row?.decidedBy, 'b')
  const events = await db.begin((tx) => eventsOf(tx as never, null, 'policy-value', id))
  const folded = events.reduce<Parameters<typeof evolvePolicyValue>[0]>(
    (state, { event, at }) => evolvePolicyValue(state, event as PolicyEvent, at),
    undefined,
  )
  assert.deepEqual({ ...folded, version: 2 }, row)
  const audit = await db<{ outcome: string; refusal: string | null }[]>`
    select outcome, refusal from audit_entry where operation = 'approve-policy-value' order by entry_id`
  assert.deepEqual(audit.map(({ outcome, refusal }) => refusal ?? outcome).toSorted(), [
    'accepted',
    'policy-proposal-closed',
    'same-person-twice',
  ])
})

test('M17.1: two values for one day, approved at once: one counts', async (t) => {
  const { db, propose, approve } = await policyKernel(t)
  const one = await propose()
  const other = await propose({ value: 2 })
  const outcomes = await Promise.all([approve(one), approve(other, 'c')])
  assert.deepEqual(outcomes.map(refusalOf).toSorted(), ['accepted', 'policy-day-taken'])
  const started = await db`
    select from policy_value where key = ${change.key} and effective_from = ${change.effectiveFrom} and status = 'approved'`
  assert.equal(started.length, 1)
})

test('M17.1: the database itself keeps apart what must not overlap, be self-approved or precede the Measures', async (t) => {
  const { ownerUrl } = await testDatabase(t)
  const owner = connect(ownerUrl, { connections: 1 })
  t.after(() => owner.end())
  const copy = (changes: string) =>
    owner.unsafe(`insert into policy_value select (jsonb_populate_record(p, '${changes}'::jsonb)).* from policy_value p
      where key = 'fee.reissue' and number = 2`)
  const id = '"policy_value_id": "01930000-0000-7000-8000-000000000001"'
  await assert.rejects(copy(`{${id}, "number": 3}`), { constraint_name: 'policy_value_one_start' })
  await assert.rejects(copy(`{${id}, "effective_from": "2027-01-01"}`), { constraint_name: 'policy_value_number' })
  await assert.rejects(copy(`{${id}, "number": 3, "effective_from": "2022-09-30"}`), {
    constraint_name: 'policy_value_not_before_measures',
  })
  await assert.rejects(copy(`{${id}, "number": 3, "effective_from": "2027-01-01", "decided_by": "platform"}`), {
    constraint_name: 'policy_value_two_persons',
  })
  await copy(`{${id}, "number": 3, "effective_from": "2027-01-01", "decided_by": "b"}`)
})

test('M1.4, M17.2: another process hears of an approved value and applies it from its day on', async (t) => {
  const { db, propose, approve } = await policyKernel(t)
  const errors: unknown[] = []
  const cache = await openPolicyCache(db, { report: (error) => errors.push(error), pollMs: 3_600_000 })
  t.after(() => cache.close())
  const before = cache.book()
  await approve(await propose())
  const limit = performance.now() + 10_000
  while (cache.book() === before || !hasNumber(cache.book(), 2)) {
    assert.ok(performance.now() < limit, 'the change did not arrive')
    await new Promise(setImmediate)
  }
  const read = (instant: string) => {
    const reader = cache.policyReader(officer('x'), instant as Instant)
    return [reader.number('sla.reissue.online'), ...reader.used()]
  }
  assert.deepEqual(read('2026-12-31T15:59:59.999Z'), [4, 'sla.reissue.online@1'])
  assert.deepEqual(read('2026-12-31T16:00:00.000Z'), [3, 'sla.reissue.online@2'])
  assert.deepEqual(errors, [])
})

function hasNumber(book: PolicyBook, number: number): boolean {
  return approvedVersions(book, 'sla.reissue.online').some((version) => version.number === number)
}

test('M12.1, M17.6: values in force are public, with the mark of what is unverified', async (t) => {
  const { db } = await testDatabase(t)
  const cache = await openPolicyCache(db, { report: (error) => assert.fail(String(error)) })
  t.after(() => cache.close())
  const [read] = policyPublicReads(cache, () => today)
  type Answer = { on: string; values: { key: string; verified: boolean; effectiveTo: string | null; shown: object }[] }
  const values = async (input: object) => (await read?.answer(db, input as never)) as Answer
  const { on, values: now } = await values({})
  assert.equal(on, today)
  assert.ok(!now.some(({ key }) => key.startsWith('guide.') || key === 'sla.legacy-card'))
  assert.equal(now.find(({ key }) => key === 'fee.reissue')?.verified, false)
  assert.deepEqual(now.find(({ key }) => key === 'sla.reissue.online')?.shown, {
    zh: '4个工作日',
    en: '4 working days',
  })
  const old = await values({ on: '2022-09-30', prefix: 'fee.' })
  assert.deepEqual(
    old.values.map(({ key, effectiveTo }) => [key, effectiveTo]),
    [['fee.reissue', '2022-09-30']],
  )
  const report = reportRules(cache.book(), today)
  assert.ok(report.some((line) => line.startsWith('fees office') && line.includes('fee.reissue = 0 yuan')))
  assert.ok(!report.some((line) => line.includes('sla.reissue.online') || line.startsWith('calendar.')))
  assert.match(reportRules(cache.book(), '2026-12-01' as Day)[0] ?? '', /^calendar.working-days: 2027/)
})

test('M17.1, M17.6: offices read history, open proposals and unverified values; others do not', async (t) => {
  const { propose, reader, run } = await policyKernel(t)
  const id = await propose()
  const gone = await propose({ value: 2 })
  answerOf(await run(schema.withdrawPolicyProposal, officer('a'), { policyValueId: gone, reason: 'typing error' }))
  type Versions = { policyValueId: string; number: number | null; status: string; reason: string | null }[]
  const history = await reader.read(schema.policyHistory, officer('c'), { key: change.key })
  const { versions } = answerOf<{ versions: Versions }>(history)
  assert.deepEqual(versions.map(({ number, status, reason }) => `${number} ${status} ${reason}`).toSorted(), [
    '1 approved null',
    'null proposed null',
    'null withdrawn typing error',
  ])
  const open = await reader.read(schema.policyProposals, officer('c'), {})
  assert.deepEqual(
    answerOf<{ proposals: Versions }>(open).proposals.map(({ policyValueId }) => policyValueId),
    [id],
  )
  assert.equal(refusalOf(await reader.read(schema.policyHistory, officer('c'), { key: 'no.such.rule' })), 'not-found')
  assert.equal(refusalOf(await reader.read(schema.policyHistory, clerk, { key: change.key })), 'not-permitted')
  assert.equal(refusalOf(await reader.read(schema.unverifiedPolicyValues, clerk, {})), 'not-permitted')
})

test('M17.3: interpretations are published, withdrawn and read by everybody, article by article', async (t) => {
  const { db, run } = await policyKernel(t)
  const input = {
    article: 8,
    question: { zh: '灵活就业人员可以申领吗？', en: 'May the self-employed apply?' },
    answer: { zh: '参加社会保险的可以。', en: 'Yes, if they take part in social insurance.' },
    policyKeys: ['sla.first-issue.online', 'senior.age'],
    source: 'notice',
  }
  const { interpretationId } = answerOf<{ interpretationId: string }>(
    await run(schema.publishInterpretation, officer('a'), input),
  )
  answerOf(await run(schema.withdrawInterpretation, officer('b'), { interpretationId, reason: 'replaced' }))
  assert.equal(refusalOf(await run(schema.publishInterpretation, clerk, input)), 'not-permitted')
  const [, read] = policyPublicReads({ book: () => new Map() }, () => today)
  const asked = async (article: object) => {
    const answer = await read?.answer(db, article as never)
    return (answer as { interpretations: object[] }).interpretations
  }
  const expected = {
    ...input,
    interpretationId,
    publishedOn: today,
    withdrawnOn: today,
    withdrawnBecause: 'replaced',
  }
  assert.deepEqual(await asked({ article: 8 }), [expected])
  assert.deepEqual(await asked({}), [expected])
  assert.deepEqual(await asked({ article: 9 }), [])
  const events = await db.begin((tx) => eventsOf(tx as never, null, 'interpretation', interpretationId))
  const folded = events.reduce<Interpretation | undefined>(
    (state, { event }) => evolveInterpretation(state, event as InterpretationEvent),
    undefined,
  )
  assert.deepEqual(folded, expected)
})

test('M1.1, M12.2: the articles are public with what the system does for each, as the coverage has them', async (t) => {
  const { db } = await testDatabase(t)
  const reads = policyPublicReads({ book: () => new Map() }, () => today)
  const read = reads.find(({ operation }) => operation === schema.measures)
  const answer = (await read?.answer(db, {})) as AnswerOf<typeof schema.measures>
  const law = JSON.parse(readFileSync(new URL('../../regulation/articles.json', import.meta.url), 'utf8')) as {
    articles: { number: number; points: { id: string }[] }[]
  }
  const pointsOf = (articles: readonly { number: number; points: readonly { id: string }[] }[]) =>
    articles.map(({ number, points }) => [number, points.map(({ id }) => id)])
  assert.deepEqual(pointsOf(answer.articles), pointsOf(law.articles))
  const loss = answer.articles.find(({ number }) => number === 7)
  assert.ok(loss?.operations.some(({ name, kind }) => name === 'report-loss' && kind === 'command'))
  assert.ok(loss?.points.some(({ built }) => built))
})
