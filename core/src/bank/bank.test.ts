import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import { parseCnapsCode } from '../identifier/cnaps-code.ts'
import { type AdmitBank, admitBank } from './admit-bank.ts'
import { type Bank, bankOpenOn, bankServicesOn, evolveBank } from './bank.ts'
import { bankServiceNames } from './bank-service.ts'
import { changeBankServices } from './change-bank-services.ts'
import { changeOutlet } from './change-outlet.ts'
import { closeOutlet } from './close-outlet.ts'
import { firstBanks } from './first-banks.ts'
import { type OpenOutlet, openOutlet } from './open-outlet.ts'
import { evolveOutlet, type Outlet, outletOpenOn } from './outlet.ts'
import { withdrawBank } from './withdraw-bank.ts'

const day = (text: string): Day => text as Day
const never = () => {
  throw new Error('no rule is read here')
}
const context: DecisionContext = {
  now: '2026-11-23T02:00:00.000Z' as Instant,
  today: day('2026-11-23'),
  actor: { id: 'officer', role: 'bureau-officer', organisationId: 'bureau' },
  standing: {},
  policy: { number: never, text: never, flag: never },
  newId: () => '01930000-0000-7000-8000-000000000001',
}
const bank = firstBanks()[0] as Bank

const admission: AdmitBank = {
  cnaps: '102100000005',
  name: { zh: '样例银行', en: 'Sample Bank' },
  admittedOn: day('2026-12-01'),
  services: ['exchange', 'application', 'application'],
  source: 'sample',
}

const opening: OpenOutlet = {
  bankId: bank.bankId,
  openedOn: day('2026-11-23'),
  name: { zh: '朝阳支行', en: null },
  district: '110105',
  address: '朝阳区某路1号',
  longitude: 116.48,
  latitude: 39.99,
  phone: null,
  instantIssue: true,
  openingHours: [
    { weekday: 1, from: '09:00', to: '12:00' },
    { weekday: 1, from: '13:00', to: '17:00' },
  ],
  accessibility: ['step-free'],
}

function codeOf(decision: { readonly accepted: boolean; readonly code?: string }): string | undefined {
  return decision.accepted ? 'accepted' : decision.code
}

function openedOutlet(): Outlet {
  const decision = openOutlet(bank, opening, context)
  assert.ok(decision.accepted)
  return evolveOutlet(undefined, decision.events[0] as never)
}

test('M7.12: the catalogue begins with the fifteen banks of the notice, with codes whose check digits are right', () => {
  const banks = firstBanks()
  assert.equal(banks.length, 15)
  assert.equal(new Set(banks.map(({ cnaps }) => cnaps)).size, 15)
  for (const { cnaps, admittedOn, serviceTerms } of banks) {
    assert.ok(parseCnapsCode(cnaps).valid, cnaps)
    assert.equal(admittedOn, '2024-10-30')
    assert.deepEqual(serviceTerms[0]?.services, bankServiceNames)
  }
  assert.equal(bankServiceNames.length, 10)
})

test('M7.12: a bank is in the catalogue from its first day up to the day before its withdrawal', () => {
  const decision = withdrawBank(bank, { withdrawnOn: day('2027-01-01'), reason: 'agreement ended' }, context)
  assert.ok(decision.accepted)
  const leaving = evolveBank(bank, decision.events[0] as never)
  assert.equal(bankOpenOn(bank, day('2024-10-29')), false)
  assert.equal(bankOpenOn(bank, day('2024-10-30')), true)
  assert.equal(bankOpenOn(leaving, day('2026-12-31')), true)
  assert.equal(bankOpenOn(leaving, day('2027-01-01')), false)
})

test('M7.12: a withdrawal lies ahead, and happens once', () => {
  const today = { withdrawnOn: day('2026-11-23'), reason: 'x' }
  assert.equal(codeOf(withdrawBank(bank, today, context)), 'bank-day-past')
  assert.equal(codeOf(withdrawBank(undefined, today, context)), 'not-found')
  const leaving: Bank = { ...bank, withdrawnOn: day('2027-01-01') }
  assert.equal(codeOf(withdrawBank(leaving, { ...today, withdrawnOn: day('2027-02-01') }, context)), 'bank-withdrawn')
  const future: Bank = { ...bank, admittedOn: day('2027-03-01') }
  assert.equal(codeOf(withdrawBank(future, { ...today, withdrawnOn: day('2027-02-01') }, context)), 'bank-day-past')
})

test('M7.12: a bank is admitted once, with a valid code, and not for the past', () => {
  const decision = admitBank(undefined, admission, context)
  assert.ok(decision.accepted)
  const admitted = evolveBank(undefined, decision.events[0] as never)
  assert.deepEqual(bankServicesOn(admitted, day('2026-12-01')), ['application', 'exchange'])
  assert.deepEqual(bankServicesOn(admitted, day('2026-11-30')), [])
  assert.equal(codeOf(admitBank(bank, admission, context)), 'bank-known')
  assert.equal(codeOf(admitBank(undefined, { ...admission, cnaps: '102100000006' }, context)), 'cnaps-invalid')
  const past = { ...admission, admittedOn: day('2026-11-22') }
  assert.equal(codeOf(admitBank(undefined, past, context)), 'bank-day-past')
})

test('M7.12: the services of a bank change on a day, the earlier ones hold until then', () => {
  const change = { from: day('2027-01-01'), services: ['pin', 'application'] as const }
  const decision = changeBankServices(bank, change, context)
  assert.ok(decision.accepted)
  const changed = evolveBank(bank, decision.events[0] as never)
  assert.equal(bankServicesOn(changed, day('2026-12-31')).length, 10)
  assert.deepEqual(bankServicesOn(changed, day('2027-01-01')), ['application', 'pin'])
  assert.equal(codeOf(changeBankServices(bank, { ...change, from: day('2026-11-23') }, context)), 'bank-day-past')
  const leaving: Bank = { ...bank, withdrawnOn: day('2027-01-01') }
  assert.equal(codeOf(changeBankServices(leaving, change, context)), 'bank-withdrawn')
  assert.equal(codeOf(changeBankServices(undefined, change, context)), 'not-found')
})

test('M7.14: an outlet has a district, coordinates, hours, accessibility and the mark of instant issue', () => {
  const outlet = openedOutlet()
  assert.equal(outlet.instantIssue, true)
  assert.equal(outletOpenOn(outlet, day('2026-11-22')), false)
  assert.equal(outletOpenOn(outlet, day('2026-11-23')), true)
})

test('M3.4: an outlet may lie in the development area, which has no code of its own', () => {
  assert.equal(codeOf(openOutlet(bank, { ...opening, district: 'BDA' }, context)), 'accepted')
})

test('M3.2, M7.14: outlets that do not fit are refused', () => {
  const cases: [Partial<OpenOutlet>, string][] = [
    [{ district: '310101' }, 'district-unknown'],
    [{ longitude: 39.99, latitude: 116.48 }, 'outlet-outside-city'],
    [{ openedOn: day('2026-11-22') }, 'bank-day-past'],
    [{ openingHours: [{ weekday: 1, from: '17:00', to: '09:00' }] }, 'outlet-hours-unfit'],
    [
      {
        openingHours: [
          { weekday: 2, from: '09:00', to: '12:00' },
          { weekday: 2, from: '11:59', to: '13:00' },
        ],
      },
      'outlet-hours-unfit',
    ],
  ]
  for (const [difference, code] of cases) {
    assert.equal(codeOf(openOutlet(bank, { ...opening, ...difference }, context)), code)
  }
  const leaving: Bank = { ...bank, withdrawnOn: day('2026-11-23') }
  assert.equal(codeOf(openOutlet(leaving, opening, context)), 'bank-not-in-catalogue')
  assert.equal(codeOf(openOutlet(undefined, opening, context)), 'not-found')
})

test('M7.14: an outlet changes while it is open and closes once', () => {
  const outlet = openedOutlet()
  const { bankId: _, openedOn: __, ...details } = opening
  const change = changeOutlet(outlet, { ...details, instantIssue: false }, context)
  assert.ok(change.accepted)
  const changed = evolveOutlet(outlet, change.events[0] as never)
  assert.equal(changed.instantIssue, false)
  assert.equal(changed.bankId, outlet.bankId)
  const closing = closeOutlet(changed, { closedOn: day('2026-12-01'), reason: 'moved' }, context)
  assert.ok(closing.accepted)
  const closed = evolveOutlet(changed, closing.events[0] as never)
  assert.equal(outletOpenOn(closed, day('2026-11-30')), true)
  assert.equal(outletOpenOn(closed, day('2026-12-01')), false)
  assert.equal(codeOf(closeOutlet(closed, { closedOn: day('2026-12-02'), reason: 'again' }, context)), 'outlet-closed')
  assert.equal(codeOf(changeOutlet(closed, details, context)), 'accepted')
  const later = { ...context, today: day('2026-12-01') }
  assert.equal(codeOf(changeOutlet(closed, details, later)), 'outlet-closed')
  assert.equal(codeOf(changeOutlet(outlet, { ...details, district: '999999' }, context)), 'district-unknown')
  assert.equal(codeOf(closeOutlet(outlet, { closedOn: day('2026-11-01'), reason: 'x' }, context)), 'bank-day-past')
})
