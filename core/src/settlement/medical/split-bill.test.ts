import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../../calendar/instant.ts'
import { type Accumulator, emptyAccumulator } from './accumulator.ts'
import { type BillLine, priceLines } from './bill.ts'
import { explain } from './explain.ts'
import { cite, inScope, insured, policy, terms, today } from './medical.fixture.ts'
import type { MedicalItem } from './medical-item.ts'
import { sampleItems } from './sample-items.ts'
import { type Shares, splitBill, totalOf } from './split-bill.ts'
import type { Terms } from './terms.ts'
import { termsOf } from './terms-of.ts'

const yuan = (amount: number) => Math.round(amount * 100)
const shares = (fund: number, largeAmount: number, own: number, account = 0): Shares => ({
  ...{ fund: yuan(fund), largeAmount: yuan(largeAmount), account: yuan(account), own: yuan(own) },
})
const working = insured('employee-medical', '1990-03-07')
const retired = insured('employee-medical', '1960-03-07')
const old = insured('employee-medical', '1950-03-07')
const adult = insured('resident-medical', '1990-03-07')
const child = insured('resident-medical', '2015-03-07')
const at = (grade: 1 | 2 | 3 | null, community = false) => ({ institution: { grade, community } })
const inpatient = (grade: 1 | 2 | 3) => ({ treatment: 'inpatient', ...at(grade) }) as const
const after = (change: Partial<Accumulator>): Accumulator => ({ ...emptyAccumulator, ...change })
const split = (amount: number, by: Terms, before = emptyAccumulator, account = 0) =>
  splitBill([inScope(yuan(amount))], by, before, yuan(account)).split.shares

test('M2.5: outpatient care of employees by deductible, kind of institution, age and the amount of the year', () => {
  assert.deepEqual(split(1800, terms(working)), shares(0, 0, 1800))
  assert.deepEqual(split(2800, terms(working)), shares(700, 0, 2100))
  assert.deepEqual(split(2800, terms(working, at(null, true))), shares(900, 0, 1900))
  assert.deepEqual(split(2300, terms(retired)), shares(850, 0, 1450))
  assert.deepEqual(split(2300, terms(old)), shares(900, 0, 1400))
  const high = after({ inScope: yuan(19_000), deductible: yuan(1800) })
  assert.deepEqual(split(2000, terms(working), high), shares(700, 600, 700))
  assert.deepEqual(split(2000, terms(retired), high), shares(850, 800, 350))
  // What was paid at a community institution counts towards the same deductible.
  assert.deepEqual(
    split(1000, terms(working), after({ inScope: yuan(1000), deductible: yuan(1000) })),
    shares(140, 0, 860),
  )
})

test('M2.5: inpatient care by grade, the second deductible, and the large-amount fund above it', () => {
  assert.deepEqual(split(1300, terms(working, inpatient(3))), shares(0, 0, 1300))
  assert.deepEqual(
    split(31_300, terms(working, inpatient(3))),
    shares(28_700 * 0.85 + 1300 * 0.9, 0, 1300 + 28_700 * 0.15 + 130),
  )
  const second = after({ inScope: yuan(10_000), admissions: 1 })
  assert.deepEqual(split(1650, terms(working, inpatient(2)), second), shares(870, 0, 780))
  const high = after({ inScope: yuan(99_000), admissions: 3 })
  assert.deepEqual(
    split(2650, terms(working, inpatient(1)), high),
    shares(350 * 0.97, 1650 * 0.85, 650 + 350 * 0.03 + 1650 * 0.15),
  )
  const highest = after({ inScope: yuan(499_350), admissions: 3 })
  assert.deepEqual(split(1000, terms(working, inpatient(1)), highest), shares(0, 0, 1000))
})

test('M2.5: residents by grade, referral, ceiling of the year and childhood', () => {
  assert.deepEqual(split(1100, terms(adult, at(1))), shares(550, 0, 550))
  assert.deepEqual(split(1550, terms(adult, { ...at(3), referred: true })), shares(500, 0, 1050))
  assert.deepEqual(split(1550, terms(adult, at(3))), shares(0, 0, 1550))
  assert.deepEqual(split(1550, terms(child, at(3))), shares(500, 0, 1050))
  const nearly = after({ inScope: yuan(9000), deductible: yuan(550), fund: yuan(4400) })
  assert.deepEqual(split(1000, terms(child, at(3)), nearly), shares(100, 0, 900))
  assert.deepEqual(split(1300, terms(adult, inpatient(3))), shares(0, 0, 1300))
  assert.deepEqual(split(1300, terms(child, inpatient(3))), shares(650 * 0.75, 0, 650 + 650 * 0.25))
  assert.equal(terms(insured('resident-medical', '2004-01-01', ['education'])).who, 'student')
})

test('M2.5: the personal account pays of what is within scope what it holds, and nothing else', () => {
  assert.deepEqual(split(2800, terms(working), emptyAccumulator, 300), shares(700, 0, 1800, 300))
  assert.deepEqual(split(2800, terms(working), emptyAccumulator, 9000), shares(700, 0, 0, 2100))
  const bill = [{ ...inScope(yuan(100)), class: 'C' as const, outOfScope: yuan(100), inScope: 0 }]
  assert.deepEqual(splitBill(bill, terms(working), emptyAccumulator, yuan(500)).split.shares, shares(0, 0, 100))
})

test('M2.5: half a fen is rounded up once per segment', () => {
  const met = after({ inScope: yuan(1800), deductible: yuan(1800) })
  assert.deepEqual(splitBill([inScope(5)], terms(working), met, 0).split.shares, {
    fund: 4,
    largeAmount: 0,
    account: 0,
    own: 1,
  })
  // Three lines of five fen are one segment of fifteen: 10.5 becomes 11, not 3 × 4.
  const lines = [inScope(5, 1), inScope(5, 2), inScope(5, 3)]
  assert.equal(splitBill(lines, terms(working), met, 0).split.shares.fund, 11)
})

const versions = Map.groupBy(sampleItems(), ({ code }) => code)
const priced = (lines: readonly BillLine[]) => {
  const found = priceLines(lines, versions, today)
  if ('accepted' in found) throw new Error(found.code)
  return found
}

test('M2.5: class C and what exceeds a ceiling is out of scope, class B has an own share first', () => {
  // D0001 A; D0004 A with a ceiling of 100 yuan a unit; D0007 B with 15 %; D0010 C.
  const bill = priced([
    { code: 'D0001', quantity: 1, amount: yuan(10) },
    { code: 'D0004', quantity: 2, amount: yuan(250) },
    { code: 'D0007', quantity: 1, amount: 33 },
    { code: 'D0010', quantity: 1, amount: yuan(20) },
  ])
  assert.deepEqual(
    bill.map(({ outOfScope, ownShare, inScope: within }) => [outOfScope, ownShare, within]),
    [
      [0, 0, yuan(10)],
      [yuan(50), 0, yuan(200)],
      [0, 5, 28],
      [yuan(20), 0, 0],
    ],
  )
})

test('M2.5: negative, fractional and huge amounts, and items that the catalogue does not have, are refused', () => {
  for (const amount of [0, -1, 1.5, Number.NaN, 10_000_000_001, 2 ** 53])
    assert.deepEqual(priceLines([{ code: 'D0001', quantity: 1, amount }], versions, today), {
      ...{ accepted: false, code: 'amount-invalid', detail: { amount } },
    })
  const many = Array.from({ length: 2 }, () => ({ code: 'D0001', quantity: 1, amount: 6_000_000_000 }))
  assert.equal((priceLines(many, versions, today) as { code?: string }).code, 'amount-invalid')
  const unknown = priceLines([{ code: 'X1', quantity: 1, amount: 1 }], versions, today)
  assert.equal((unknown as { code?: string }).code, 'medical-item-unknown')
  const ended = new Map([['D0001', [{ ...(sampleItems()[0] as MedicalItem), until: '2026-11-22' as Day }]]])
  assert.equal(
    (priceLines([{ code: 'D0001', quantity: 1, amount: 1 }], ended, today) as { code?: string }).code,
    'medical-item-unknown',
  )
})

test('M2.5: insured as what on the day of service; retirement that no register gave is said', () => {
  assert.deepEqual(terms(working).assumed, [])
  assert.deepEqual(terms(retired).assumed, ['retirement'])
  const care = { treatment: 'outpatient', servedOn: '2019-12-31' as Day, ...at(3), referred: false } as const
  assert.equal((termsOf(working, care, policy, cite) as { code?: string }).code, 'not-insured')
  const before = terms(working, { servedOn: '2022-12-30' as Day })
  assert.deepEqual(split(3000, before, after({ inScope: yuan(19_000), deductible: yuan(1800) })), shares(700, 0, 2300))
  assert.equal(before.largeAmount?.read.rule, 'medical.large-amount.outpatient@1')
  assert.equal(terms(working).largeAmount?.read.rule, 'medical.large-amount.outpatient@2')
})

test('M2.5: every fen is explained: the lines sum up to the bill, each with its rule and table, in both languages', () => {
  const people = [working, retired, old, adult, child]
  fc.assert(
    fc.property(
      fc.constantFrom(...people),
      fc.constantFrom('outpatient' as const, 'inpatient' as const),
      fc.constantFrom(at(1), at(2), at(3), at(null), at(1, true)),
      fc.array(
        fc.record({
          item: fc.nat(359),
          quantity: fc.integer({ min: 1, max: 9 }),
          amount: fc.integer({ min: 1, max: 30_000_000 }),
        }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.record({
        inScope: fc.nat(60_000_000),
        deductible: fc.nat(200_000),
        fund: fc.nat(50_000_000),
        largeAmount: fc.nat(10_000_000),
        admissions: fc.nat(3),
      }),
      fc.nat(5_000_000),
      (of, treatment, place, asked, before, account) => {
        const codes = sampleItems()
        const bill = priced(asked.map(({ item, ...line }) => ({ ...line, code: (codes[item] as MedicalItem).code })))
        const by = terms(of, { treatment, ...place })
        const total = bill.reduce((sum, { amount }) => sum + amount, 0)
        const { split: told, after: then } = splitBill(bill, by, before, account)
        assert.equal(totalOf(told.shares), total)
        assert.equal(
          told.lines.reduce((sum, { amount }) => sum + amount, 0),
          total,
        )
        assert.ok(Object.values(told.shares).every((share) => Number.isSafeInteger(share) && share >= 0))
        assert.ok(told.shares.account <= Math.min(account, told.accountMost))
        assert.equal(then.fund - before.fund, told.shares.fund)
        const { lines, verified } = explain(told, by, before, then)
        assert.equal(verified, false)
        for (const { rule, source, zh, en, base, perMille, amount } of lines) {
          assert.ok(source.includes('@') && zh.length > 0 && en.length > 0)
          if (rule === 'segment-paid' && by.fund.row?.ceiling === null)
            assert.equal(amount, Math.floor((base * perMille + 500) / 1000))
        }
      },
    ),
    { numRuns: 2000, seed: 5 },
  )
})
