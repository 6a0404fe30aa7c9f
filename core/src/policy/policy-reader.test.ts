import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import { addDays, type Day, type Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import { PolicyMissing } from '../decision/policy-missing.ts'
import { approvePolicyValue } from './approve-policy-value.ts'
import { unfitBecause } from './check-policy-value.ts'
import { firstPolicyValues } from './first-policy-values.ts'
import { missingCalendarYear } from './missing-calendar-year.ts'
import { policyFigures } from './policy-figures.ts'
import { policyBook, policyReader } from './policy-reader.ts'
import { evolvePolicyValue, type PolicyValue } from './policy-value.ts'
import { type ProposePolicyValue, proposePolicyValue } from './propose-policy-value.ts'
import { withdrawPolicyProposal } from './withdraw-policy-proposal.ts'

const first = firstPolicyValues()
const day = (text: string): Day => text as Day
const bankId = '01920000-0000-7000-8000-000000000001'

let serial = 0
function contextOf(id: string, today = '2026-11-23'): DecisionContext {
  const actor: Actor = { id, role: 'bureau-officer', organisationId: 'bureau' }
  serial += 1
  const tail = String(serial).padStart(12, '0')
  return {
    now: `${today}T02:00:00.000Z` as Instant,
    today: day(today),
    actor,
    standing: {},
    policy: policyReader(first, day(today)),
    newId: () => `01930000-0000-7000-8000-${tail}`,
  }
}

const change: ProposePolicyValue = {
  key: 'sla.reissue.online',
  scope: 'city',
  value: 3,
  effectiveFrom: day('2027-01-01'),
  source: 'notice',
  verified: true,
}

function proposed(rows: readonly PolicyValue[], input: ProposePolicyValue, context: DecisionContext): PolicyValue {
  const decision = proposePolicyValue(policyBook(rows), input, context)
  assert.ok(decision.accepted, JSON.stringify(decision))
  const [event] = decision.events
  assert.ok(event)
  return evolvePolicyValue(undefined, event, context.now)
}

function approved(rows: readonly PolicyValue[], proposal: PolicyValue, context: DecisionContext): PolicyValue {
  const decision = approvePolicyValue(proposal, rows, context)
  assert.ok(decision.accepted, JSON.stringify(decision))
  const [event] = decision.events
  assert.ok(event)
  return evolvePolicyValue(proposal, event, context.now)
}

function codeOf(decision: { readonly accepted: boolean; readonly code?: string }): string | undefined {
  return decision.accepted ? 'accepted' : decision.code
}

test('M17.1: every value the platform brings along fits its own figure', () => {
  for (const [key, figure] of Object.entries(policyFigures)) {
    for (const { value } of figure.first) assert.equal(unfitBecause(figure, value), undefined, key)
  }
})

test('M18.1: no rule derived from the Measures starts before 2022-10-01; older rules end the day before', () => {
  for (const value of first) {
    if (value.legalReference.startsWith('Measures')) assert.ok(value.effectiveFrom >= '2022-10-01', value.key)
  }
  assert.ok(first.some((value) => value.effectiveFrom < '2022-10-01'))
})

test('M17.6: what no official text of the city says is not marked as verified', () => {
  for (const { key, source, verified } of first) {
    if (/建议|摘录|外省市|一般了解|未核对/.test(source)) assert.equal(verified, false, key)
  }
})

test('M18.2, M18.3: a case before the Measures is read by the rules of its time', () => {
  const reader = policyReader(first, day('2026-11-23'))
  assert.equal(reader.number('fee.reissue', day('2022-09-30')), 2000)
  assert.equal(reader.number('fee.reissue', day('2022-10-01')), 0)
  assert.equal(reader.number('sla.legacy-card', day('2025-12-31')), 15)
  assert.throws(() => reader.number('sla.legacy-card'), PolicyMissing)
  assert.throws(() => reader.number('sla.reissue.online', day('2026-01-03')), PolicyMissing)
  assert.throws(() => reader.number('employer.max-banks', day('2022-09-30')), PolicyMissing)
})

test('M17.4: the reader remembers the versions it gave out, each once', () => {
  const reader = policyReader(first, day('2026-11-23'))
  assert.deepEqual(reader.used(), [])
  reader.number('fee.reissue')
  reader.number('fee.reissue', day('2020-05-01'))
  reader.number('fee.reissue')
  reader.text('loss.coupling')
  assert.throws(() => reader.flag('no.such.rule'), PolicyMissing)
  assert.deepEqual(reader.used(), ['fee.reissue@2', 'fee.reissue@1', 'loss.coupling@1'])
})

test('M17.1: a value read as another type is an error, not a guess', () => {
  const reader = policyReader(first, day('2026-11-23'))
  assert.throws(() => reader.text('fee.reissue'), TypeError)
  assert.throws(() => reader.number('loss.coupling'), TypeError)
  assert.throws(() => reader.number('sla.postage-counted'), TypeError)
})

test('M17.1: the value of the bank counts before the value of the city', () => {
  const input = { ...change, key: 'visit.duration', scope: `bank:${bankId}`, value: 45 }
  const rows = [...first, approved(first, proposed(first, input, contextOf('a')), contextOf('b'))]
  const on = day('2027-01-01')
  assert.equal(policyReader(rows, on).number('visit.duration'), 30)
  assert.equal(policyReader(rows, on, { bankId }).number('visit.duration'), 45)
  assert.equal(policyReader(rows, on, { bankId: 'another' }).number('visit.duration'), 30)
  assert.equal(policyReader(rows, day('2026-12-31'), { bankId }).number('visit.duration'), 30)
})

test('M17.2: a change takes effect on its day; a running case keeps the rule of its acceptance', () => {
  const rows = [...first, approved(first, proposed(first, change, contextOf('a')), contextOf('b'))]
  assert.equal(policyReader(rows, day('2026-12-31')).number('sla.reissue.online'), 4)
  const reader = policyReader(rows, day('2027-01-01'))
  assert.equal(reader.number('sla.reissue.online'), 3)
  assert.equal(reader.number('sla.reissue.online', day('2026-12-31')), 4)
  assert.deepEqual(reader.used(), ['sla.reissue.online@2', 'sla.reissue.online@1'])
})

test('M17.2: whatever is approved later, what was in force up to today stays', () => {
  const today = day('2026-11-23')
  const offset = fc.integer({ min: -400, max: 400 })
  const proposals = fc.array(fc.record({ value: fc.integer({ min: 1, max: 60 }), from: offset, length: offset }))
  fc.assert(
    fc.property(proposals, offset, (list, asked) => {
      const rows = [...first]
      for (const { value, from, length } of list) {
        const effectiveFrom = addDays(today, from)
        const input = { ...change, value, effectiveFrom, effectiveTo: addDays(effectiveFrom, length) }
        const decision = proposePolicyValue(policyBook(rows), input, contextOf('a'))
        if (!decision.accepted) continue
        const proposal = evolvePolicyValue(undefined, decision.events[0] as never, contextOf('a').now)
        const second = approvePolicyValue(proposal, rows, contextOf('b'))
        if (second.accepted) rows.push(evolvePolicyValue(proposal, second.events[0] as never, contextOf('b').now))
      }
      const on = addDays(today, -Math.abs(asked))
      const read = (values: readonly PolicyValue[]) => {
        try {
          return policyReader(values, on).number('sla.reissue.online')
        } catch (error) {
          assert.ok(error instanceof PolicyMissing)
          return undefined
        }
      }
      assert.equal(read(rows), read(first))
    }),
    { numRuns: 60 },
  )
})

test('M17.1: a value that begins later cuts off an earlier one, and a period ends on its last day', () => {
  const limited = { ...change, effectiveFrom: day('2027-02-01'), effectiveTo: day('2027-02-28') }
  const rows = [...first, approved(first, proposed(first, limited, contextOf('a')), contextOf('b'))]
  assert.equal(policyReader(rows, day('2027-01-31')).number('sla.reissue.online'), 4)
  assert.equal(policyReader(rows, day('2027-02-28')).number('sla.reissue.online'), 3)
  assert.throws(() => policyReader(rows, day('2027-03-01')).number('sla.reissue.online'), PolicyMissing)
})

test('M12.3, M17.6: a calendar that is due is told a month before its year begins', () => {
  const book = policyBook(first)
  assert.equal(missingCalendarYear(book, day('2026-11-30')), null)
  assert.equal(missingCalendarYear(book, day('2026-12-01')), 2027)
  assert.equal(missingCalendarYear(book, day('2027-06-01')), 2027)
  assert.equal(missingCalendarYear(policyBook([]), day('2026-11-30')), 2026)
})

test('M17.5: nobody approves their own proposal, and a proposal is decided once', () => {
  const proposal = proposed(first, change, contextOf('a'))
  assert.equal(codeOf(approvePolicyValue(proposal, first, contextOf('a'))), 'same-person-twice')
  const done = approved(first, proposal, contextOf('b'))
  assert.equal(codeOf(approvePolicyValue(done, [...first, done], contextOf('c'))), 'policy-proposal-closed')
  assert.equal(codeOf(withdrawPolicyProposal(done, 'late', contextOf('a'))), 'policy-proposal-closed')
  assert.equal(codeOf(approvePolicyValue(undefined, first, contextOf('b'))), 'not-found')
  assert.equal(codeOf(withdrawPolicyProposal(proposal, 'wrong', contextOf('a'))), 'accepted')
})

test('M17.1: two values of a rule cannot begin on the same day', () => {
  const rows = [...first, approved(first, proposed(first, change, contextOf('a')), contextOf('b'))]
  const second = proposed(rows, { ...change, value: 2 }, contextOf('a'))
  assert.equal(codeOf(approvePolicyValue(second, rows, contextOf('b'))), 'policy-day-taken')
})

test('M17.1: a return to an earlier version is a new version with the old value', () => {
  const rows = [...first, approved(first, proposed(first, change, contextOf('a')), contextOf('b'))]
  const back = { ...change, value: 4, effectiveFrom: day('2027-06-01') }
  const decision = proposePolicyValue(policyBook(rows), back, contextOf('a'))
  assert.ok(decision.accepted)
  assert.deepEqual(decision.answer.replaces, { value: 3, number: 2 })
})

test('M17.1, M17.2: proposals that do not fit are refused', () => {
  const cases: [Partial<ProposePolicyValue>, string][] = [
    [{ key: 'no.such.rule' }, 'policy-key-unknown'],
    [{ key: 'toString' }, 'policy-key-unknown'],
    [{ key: 'guide.apply' }, 'policy-proposed-elsewhere'],
    [{ scope: 'district:110105' }, 'policy-scope-unknown'],
    [{ scope: 'moon' }, 'policy-scope-unknown'],
    [{ value: 0 }, 'policy-value-unfit'],
    [{ value: 3.5 }, 'policy-value-unfit'],
    [{ value: '3' }, 'policy-value-unfit'],
    [{ key: 'loss.coupling', value: 'sometimes' }, 'policy-value-unfit'],
    [{ key: 'contact.hotline', value: 'call me' }, 'policy-value-unfit'],
    [{ key: 'calendar.working-days', value: '{}x' }, 'policy-value-unfit'],
    [{ key: 'sla.postage-counted', value: 1 }, 'policy-value-unfit'],
    [{ effectiveFrom: day('2026-11-23') }, 'policy-day-past'],
    [{ effectiveFrom: day('2022-09-30') }, 'policy-before-measures'],
    [{ effectiveTo: day('2026-12-31') }, 'policy-period-empty'],
    [{ effectiveTo: day('2027-01-01') }, 'accepted'],
    [{ key: 'visit.duration', scope: `bank:${bankId}`, value: 45 }, 'accepted'],
  ]
  for (const [difference, code] of cases) {
    const decision = proposePolicyValue(policyBook(first), { ...change, ...difference }, contextOf('a'))
    assert.equal(codeOf(decision), code, JSON.stringify(difference))
  }
})
