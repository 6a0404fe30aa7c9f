import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { addDays, addMilliseconds, type Day, dayOf } from '@yika/core/calendar/instant.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { evolveMedicalSettlement, type MedicalSettlement } from '@yika/core/settlement/medical/medical-settlement.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { medicalCommands } from '../src/settlement/medical/commands.ts'
import { medicalPublicReads, medicalQueries } from '../src/settlement/medical/queries.ts'
import { seedSampleItems } from '../src/settlement/medical/seed-sample-items.ts'
import { settlementsOfYears } from '../src/settlement/medical/store.ts'
import { givenPerson, holderOf, officer } from './given-card.ts'
import { givenCatalogue } from './given-service.ts'
import { cite, firstRules, givenGround, givenUse, institution } from './given-settlement.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => medicalCommands({ ...parts, cite }),
    queries: medicalQueries,
    standing: loadStanding,
    policy: firstRules,
  },
)
const { db } = kernel
await givenCatalogue(kernel)
await seedSampleItems(kernel.executor)
const start = kernel.now
const today = dayOf(start)
const hospital = institution('hospital-3')
const clinic = institution('hospital-1')
const medicalOffice: Actor = { id: 'medical-1', role: 'department-user', organisationId: 'medical-security' }
const secondOffice: Actor = { ...medicalOffice, id: 'medical-2' }

function accepted<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}
const refused = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')

type Credits = InputOf<typeof schema.creditMedicalAccountOperation>['credits']
const totalsOf = (credits: Credits) => ({
  declaredCount: credits.length,
  declaredFen: credits.reduce((sum, { amount }) => sum + amount, 0),
})
const proposeCredits = async (credits: Credits, actor = medicalOffice) =>
  accepted<AnswerOf<typeof schema.proposeAccountCreditsOperation>>(
    await kernel.run(schema.proposeAccountCreditsOperation, actor, { ...totalsOf(credits), credits }),
  )
/** Two persons of the office send the same list. */
async function credit(credits: Credits) {
  const list = await proposeCredits(credits)
  return accepted<AnswerOf<typeof schema.creditMedicalAccountOperation>>(
    await kernel.run(schema.creditMedicalAccountOperation, secondOffice, { ...list, credits }),
  ).outcomes
}

let people = 0
async function patient(account = 0): Promise<string> {
  const personId = await givenPerson(kernel)
  await givenGround(kernel, personId, 'employee-medical')
  people += 1
  if (account > 0) {
    const [outcome] = await credit([{ personId, reference: `first-${people}`, amount: account }])
    assert.equal(outcome?.status, 'done')
  }
  return personId
}

let bills = 0
const billOf = (amount: number, change: object = {}) => {
  bills += 1
  return { billNumber: `B${bills}`, servedOn: today, lines: [{ code: 'D0001', quantity: 1, amount }], ...change }
}
const decisionOf = async (personId: string, change: object = {}, institutionId = 'hospital-3') =>
  (await givenUse(kernel, personId, institutionId, change)).decisionId
const settle = async (personId: string, bill: object, key?: string) =>
  kernel.run(schema.settleBillOperation, hospital, { decisionId: await decisionOf(personId), ...bill }, key)
type Settled = AnswerOf<typeof schema.settleBillOperation>
type Back = AnswerOf<typeof schema.reverseSettlement>
const sharesOf = (fund: number, own: number, account = 0, largeAmount = 0) => ({ fund, largeAmount, account, own })

const balances = async (accounts: readonly string[]) => {
  const rows = await db<{ account: string; posted: number }[]>`
    select account, sum(posted)::bigint as posted from ledger_balance where account = any(${accounts}) group by account`
  return Object.fromEntries(rows.map(({ account, posted }) => [account, posted]))
}

async function mine(personId: string, settlementId?: string) {
  const input = { personId, purpose: 'own-affairs', ...(settlementId === undefined ? {} : { settlementId }) }
  return accepted<AnswerOf<typeof schema.mySettlements>>(
    await kernel.reader.read(schema.mySettlements, holderOf(personId), input),
  )
}

test('M2.5: what is previewed is what is settled, every fen is explained, and the money stands in the books', async () => {
  const personId = await patient(50_000)
  const before = await balances(['payable/hospital-3', 'fund/employee-medical'])
  const bill = { decisionId: await decisionOf(personId), ...billOf(280_000) }
  const seen = accepted<AnswerOf<typeof schema.previewSettlement>>(
    await kernel.run(schema.previewSettlement, hospital, bill),
  )
  assert.deepEqual(seen.shares, sharesOf(70_000, 160_000, 50_000))
  assert.equal(seen.verified, false)
  const settled = accepted<Settled>(
    await kernel.run(schema.settleBillOperation, hospital, { ...bill, preview: seen.preview }),
  )
  assert.deepEqual(settled.shares, seen.shares)
  assert.equal(
    settled.lines.reduce((sum, { amount }) => sum + amount, 0),
    280_000,
  )
  assert.ok(settled.lines.some(({ source }) => source === 'medical.employee.outpatient@1'))
  const then = await balances([
    'payable/hospital-3',
    'fund/employee-medical',
    `own-money/${personId}`,
    `medical-account/${personId}`,
  ])
  assert.equal(Number(then['payable/hospital-3']) - Number(before['payable/hospital-3'] ?? 0), 280_000)
  assert.equal(Number(then['fund/employee-medical']) - Number(before['fund/employee-medical'] ?? 0), -70_000)
  assert.equal(then[`own-money/${personId}`], -160_000)
  assert.equal(then[`medical-account/${personId}`], 0)
  const { settlements, explained, accumulators, reached } = await mine(personId, settled.settlementId)
  assert.equal(settlements.length, 1)
  const { deductible, deductibleLeft, perMille, next, verified } = reached.outpatient ?? {}
  assert.deepEqual([deductible, deductibleLeft, perMille, verified], [180_000, 0, 700, false])
  assert.deepEqual(next, { from: 2_000_000, left: 1_720_000, perMille: 600 })
  assert.equal(reached.inpatient, null)
  assert.equal(accumulators.outpatient.inScope, 280_000)
  assert.deepEqual(explained?.explanation, settled.lines)
  assert.equal(explained?.items[0]?.name?.zh, '样例药品0001')
})

test('M2.5: the same request twice has one effect; the same bill number under another key is refused', async () => {
  const personId = await patient()
  const bill = { decisionId: await decisionOf(personId), ...billOf(200_000) }
  const [one, other] = await Promise.all(
    ['same', 'same'].map((key) => kernel.run(schema.settleBillOperation, hospital, bill, key)),
  )
  assert.deepEqual(one, other)
  assert.equal(refused(await kernel.run(schema.settleBillOperation, hospital, bill)), 'bill-number-used')
  // Also for another holder, and within one batch.
  const twice = billOf(10_000)
  const outcomes = await Promise.all([await patient(), await patient()].map((who) => settle(who, twice)))
  assert.deepEqual(outcomes.map(refused).sort(), ['accepted', 'bill-number-used'])
  assert.equal((await mine(personId)).settlements.length, 1)
})

test('M2.5: a preview that expired, is stale, of another bill or made up is not settled', async () => {
  const personId = await patient()
  const decisionId = await decisionOf(personId)
  const bill = { decisionId, ...billOf(50_000) }
  const { preview } = accepted<AnswerOf<typeof schema.previewSettlement>>(
    await kernel.run(schema.previewSettlement, hospital, bill),
  )
  const with_ = (change: object, actor = hospital) =>
    kernel.run(schema.settleBillOperation, actor, { ...bill, preview, ...change })
  assert.equal(
    refused(await with_({ lines: [{ code: 'D0001', quantity: 1, amount: 50_001 }] })),
    'preview-of-other-bill',
  )
  assert.equal(refused(await with_({ preview: `${preview.slice(0, -4)}AAAA` })), 'preview-unknown')
  accepted(await settle(personId, billOf(1000)))
  assert.equal(refused(await with_({})), 'preview-stale')
  const again = accepted<AnswerOf<typeof schema.previewSettlement>>(
    await kernel.run(schema.previewSettlement, hospital, bill),
  )
  kernel.now = addMilliseconds(start, 15 * 60_000 + 1)
  assert.equal(refused(await with_({ preview: again.preview })), 'preview-expired')
  kernel.now = start
  accepted(await with_({ preview: again.preview }))
})

test('M2.5, M5.2: bad bills are refused: days, lines, items, decisions, contract', async () => {
  const personId = await patient()
  const run = async (bill: object, use: object = {}) =>
    refused(
      await kernel.run(schema.settleBillOperation, hospital, { decisionId: await decisionOf(personId, use), ...bill }),
    )
  assert.equal(await run(billOf(1000, { servedOn: addDays(today, 1) })), 'service-day-future')
  assert.equal(await run(billOf(1000, { servedOn: addDays(today, -91) })), 'service-day-too-old')
  assert.equal(
    await run(billOf(1000, { lines: Array(301).fill({ code: 'D0001', quantity: 1, amount: 1 }) })),
    'bill-too-long',
  )
  assert.equal(await run(billOf(1000, { lines: [{ code: 'Z1', quantity: 1, amount: 1 }] })), 'medical-item-unknown')
  assert.equal(await run(billOf(-5)), 'amount-invalid')
  assert.equal(await run(billOf(1.5)), 'amount-invalid')
  assert.equal(await run(billOf(1e12)), 'amount-invalid')
  assert.equal(await run(billOf(1000), { serviceId: 'fee-payment' }), 'decision-for-other-service')
  assert.equal(await run(billOf(1000), { allowed: false, reason: 'card-lost' }), 'decision-was-no')
  assert.equal(
    await run(billOf(1000), {
      usedAt: addMilliseconds(start, -30 * 3_600_000),
      decidedAt: addMilliseconds(start, -30 * 3_600_000),
    }),
    'decision-before-service',
  )
  assert.equal(
    await run(billOf(1000, { servedOn: addDays(today, -2) }), { decidedAt: addMilliseconds(start, -13 * 3_600_000) }),
    'decision-too-old',
  )
  // The decision of another institution does not open here.
  const elsewhere = await decisionOf(personId, {}, 'hospital-1')
  assert.equal(
    refused(await kernel.run(schema.settleBillOperation, hospital, { decisionId: elsewhere, ...billOf(1) })),
    'decision-unknown',
  )
  await db`update agreement set status = 'ended', valid_until = ${addDays(today, -10)}
    where institution_id = 'hospital-1' and service_id = 'medical-settlement'`
  const at = async (servedOn: Day) =>
    refused(
      await kernel.run(schema.settleBillOperation, clinic, {
        decisionId: await decisionOf(personId, {}, 'hospital-1'),
        ...billOf(1000, { servedOn }),
      }),
    )
  assert.equal(await at(addDays(today, -9)), 'institution-out-of-contract')
  assert.equal(await at(addDays(today, -10)), 'accepted')
  const stranger = await givenPerson(kernel)
  assert.equal(refused(await settle(stranger, billOf(1000))), 'not-insured')
  assert.equal(
    refused(await kernel.run(schema.settleBillOperation, officer, { decisionId: elsewhere, ...billOf(1) })),
    'not-permitted',
  )
})

test('M15.1: a sanction stops networked settlement, never the emergency', async () => {
  const personId = await patient()
  const sanctioned = { allowed: false, reason: 'application-suspended' }
  const decisionId = await decisionOf(personId, sanctioned)
  const run = (bill: object) => kernel.run(schema.settleBillOperation, hospital, { decisionId, ...bill })
  assert.equal(refused(await run(billOf(1000))), 'decision-was-no')
  accepted(await run(billOf(1000, { emergency: true })))
})

test('M2.5, M13.4: a reversal tells the year again; what was settled later gets its share, the hospital keeps its money', async () => {
  const personId = await patient()
  const first = billOf(180_000)
  accepted(await settle(personId, first))
  const second = accepted<Settled>(await settle(personId, billOf(100_000)))
  assert.deepEqual(second.shares, sharesOf(70_000, 30_000))
  const before = await balances(['payable/hospital-3', `own-money/${personId}`])
  const reverse = () => kernel.run(schema.reverseSettlement, hospital, { billNumber: first.billNumber, reason: '退号' })
  const back = accepted<Back>(await reverse())
  assert.deepEqual([back.back, back.recalculated], [sharesOf(0, 180_000), 1])
  const then = await balances(['payable/hospital-3', `own-money/${personId}`])
  assert.equal(Number(then['payable/hospital-3']) - Number(before['payable/hospital-3']), -180_000)
  // 1 800 yuan come back, and the second bill is now below the deductible: 700 yuan go to the fund.
  assert.equal(Number(then[`own-money/${personId}`]) - Number(before[`own-money/${personId}`]), 180_000 - 70_000)
  const { settlements, accumulators } = await mine(personId)
  assert.deepEqual(
    settlements.map(({ status, shares }) => [status, shares.fund]),
    [
      ['reversed', 0],
      ['settled', 0],
    ],
  )
  assert.equal(accumulators.outpatient.inScope, 100_000)
  assert.equal(refused(await reverse()), 'bill-reversed')
  assert.equal(refused(await settle(personId, first)), 'bill-reversed')
  assert.equal(
    refused(await kernel.run(schema.reverseSettlement, clinic, { billNumber: first.billNumber, reason: 'x' })),
    'bill-unknown',
  )
})

test('M2.5, M13.4: lines are given back by counter-entries; what is left can be reversed', async () => {
  const personId = await patient(30_000)
  const lines = [100_000, 150_000, 50_000].map((amount) => ({ code: 'D0001', quantity: 1, amount }))
  const bill = billOf(0, { lines })
  const { shares, settlementId } = accepted<Settled>(await settle(personId, bill))
  assert.deepEqual(shares, sharesOf(84_000, 186_000, 30_000))
  const refund = (numbers: readonly number[]) =>
    kernel.run(schema.refundSettlement, hospital, { billNumber: bill.billNumber, lines: numbers, reason: '退药' })
  assert.deepEqual(accepted<Back>(await refund([3])).back, sharesOf(35_000, 15_000))
  assert.equal(refused(await refund([3])), 'bill-line-unknown')
  assert.equal(refused(await refund([1, 2])), 'refund-of-everything')
  assert.deepEqual(accepted<Back>(await refund([2])).back, sharesOf(49_000, 101_000))
  accepted(await kernel.run(schema.reverseSettlement, hospital, { billNumber: bill.billNumber, reason: 'test' }))
  const then = await balances([`own-money/${personId}`, `medical-account/${personId}`])
  assert.deepEqual(then, { [`own-money/${personId}`]: 0, [`medical-account/${personId}`]: 30_000 })
  const row = (await settlementsOfYears(db, [{ personId, year: 2026 }])).get(settlementId)
  const folded = (await db.begin((tx) => eventsOf(tx, personId, 'medical-settlement', settlementId))).reduce<
    MedicalSettlement | undefined
  >(
    (state, { event, at }) =>
      evolveMedicalSettlement(state, event as Parameters<typeof evolveMedicalSettlement>[1], at),
    undefined,
  )
  assert.deepEqual({ ...row, version: undefined }, { ...folded, version: undefined })
})

test('M2.5: a hospital that was off line tells its bills late, each with its own outcome', async () => {
  const [one, other] = [await patient(), await patient()]
  const late = async (personId: string, told: 'late' | 'online') => ({
    decisionId: await decisionOf(personId, { told, usedAt: addMilliseconds(start, -48 * 3_600_000) }),
    ...billOf(200_000, { servedOn: addDays(today, -2) }),
  })
  const list = [
    await late(one, 'late'),
    await late(one, 'late'),
    await late(other, 'online'),
    await late(other, 'late'),
  ]
  list.push({ ...(await late(other, 'late')), billNumber: list[0]?.billNumber ?? '' })
  const { outcomes } = accepted<AnswerOf<typeof schema.uploadLateSettlements>>(
    await kernel.run(schema.uploadLateSettlements, hospital, { bills: list }),
  )
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'done' ? outcome.shares.fund : outcome.code)),
    // The second line of the same holder stands on the first.
    [14_000, 140_000, 'decision-not-late', 14_000, 'bill-number-used'],
  )
  assert.equal((await mine(one)).accumulators.outpatient.inScope, 400_000)
})

test('M2.5: a long stay is settled by periods of 90 days, the second admission with the smaller deductible', async () => {
  const personId = await patient()
  const admittedOn = addDays(today, -80)
  const admit = async (admissionNumber: string, on: Day) =>
    kernel.run(schema.admitOperation, hospital, {
      decisionId: await decisionOf(personId),
      admissionNumber,
      admittedOn: on,
    })
  accepted(await admit('A1', admittedOn))
  assert.equal(refused(await admit('A2', today)), 'stay-open-already')
  const charge = (on: Day, amount: number, admissionNumber = 'A1') =>
    kernel.run(schema.addChargesOperation, hospital, {
      admissionNumber,
      day: on,
      lines: [{ code: 'T0001', quantity: 1, amount }],
    })
  accepted(await charge(admittedOn, 130_000))
  accepted(await charge(today, 100_000))
  assert.equal(refused(await charge(addDays(admittedOn, -1), 1)), 'charge-outside-stay')
  assert.equal(refused(await charge(today, 1, 'A9')), 'stay-unknown')
  kernel.now = addMilliseconds(start, 20 * 86_400_000)
  const later = dayOf(kernel.now)
  accepted(await charge(later, 165_000))
  const discharge = (billNumber: string) =>
    kernel.run(schema.dischargeAndSettleOperation, hospital, { admissionNumber: 'A1', billNumber, dischargedOn: later })
  const { bills: settled } = accepted<AnswerOf<typeof schema.dischargeAndSettleOperation>>(await discharge('S1'))
  assert.deepEqual(
    settled.map(({ billNumber, shares }) => [billNumber, shares]),
    [
      ['S1', sharesOf(85_000, 145_000)],
      ['S1-2', sharesOf(85_000, 80_000)],
    ],
  )
  assert.equal(refused(await discharge('S2')), 'stay-unknown')
  const year = await mine(personId)
  assert.equal(year.accumulators.inpatient.admissions, 2)
  // The next stay has the smaller deductible of those that follow, whatever was paid of the earlier ones.
  assert.equal(year.reached.inpatient?.deductibleLeft, 65_000)
  accepted(await kernel.run(schema.reverseSettlement, hospital, { billNumber: 'S1', reason: 'test' }))
  // Now the second period is the first admission of the year.
  assert.deepEqual((await mine(personId)).settlements.at(-1)?.shares, sharesOf(29_750, 135_250))
  kernel.now = start
})

test('M1.3: without a card the papers are taken by one person and decided by another; the funds pay the holder', async () => {
  const personId = await patient()
  const second: Actor = { ...officer, id: 'officer-2' }
  const bill = { ...billOf(280_000), personId, institutionId: 'hospital-3', papers: '发票 12345' }
  const { claimId } = accepted<AnswerOf<typeof schema.claimByHandOperation>>(
    await kernel.run(schema.claimByHandOperation, officer, bill),
  )
  const decide = (actor: Actor) => kernel.run(schema.decideClaimOperation, actor, { personId, claimId })
  assert.equal(refused(await decide(officer)), 'claim-second-person')
  assert.equal(refused(await decide({ ...second, otherAccounts: [officer.id] })), 'claim-second-person')
  const { settled } = accepted<AnswerOf<typeof schema.decideClaimOperation>>(await decide(second))
  assert.deepEqual(settled?.shares, sharesOf(70_000, 210_000))
  assert.equal(refused(await decide({ ...second, id: 'officer-3' })), 'claim-closed')
  const other = accepted<AnswerOf<typeof schema.claimByHandOperation>>(
    await kernel.run(schema.claimByHandOperation, officer, { ...bill, ...billOf(500_000) }),
  )
  const no = { personId, claimId: other.claimId, refusedBecause: '票据不符' }
  assert.deepEqual(accepted(await kernel.run(schema.decideClaimOperation, second, no)), { settled: null })
  assert.deepEqual(await balances([`own-money/${personId}`]), { [`own-money/${personId}`]: 70_000 })

  // The second person finds what waits; an officer of another district finds nothing of it.
  const listed = async (actor: Actor, input: object) => {
    const outcome = await kernel.reader.read(schema.medicalClaims, actor, { purpose: 'settlement', ...input })
    return accepted<AnswerOf<typeof schema.medicalClaims>>(outcome)
  }
  const third = accepted<AnswerOf<typeof schema.claimByHandOperation>>(
    await kernel.run(schema.claimByHandOperation, officer, { ...bill, ...billOf(500_000) }),
  )
  const [{ institutionName } = { institutionName: '' }] = await db<{ institutionName: string }[]>`
    select name ->> 'en' as institution_name from institution where institution_id = 'hospital-3'`
  const { claims } = await listed(second, { status: 'taken' })
  assert.deepEqual(
    claims.map(({ claimId: id, amount, takenBy, institution }) => [id, amount, takenBy, institution?.en]),
    [[third.claimId, 500_000, officer.id, institutionName]],
  )
  const [refusedClaim] = (await listed(second, { status: 'refused' })).claims
  assert.deepEqual([refusedClaim?.claimId, refusedClaim?.reason], [other.claimId, '票据不符'])
  assert.equal(refusedClaim?.papers, '发票 12345')
  const [readable] = await db<{ found: number }[]>`
    select (select count(*) from event where data::text like any (array['%发票%', '%票据不符%']))
      + (select count(*) from medical_claim where papers like '%发票%' or reason like '%票据不符%') as found`
  assert.equal(Number(readable?.found), 0, 'papers and reasons lie under the key of the person')
  const first = await listed(second, { limit: 1 })
  const after = await listed(second, { limit: 1, after: first.next })
  assert.deepEqual([first.claims[0]?.claimId, after.claims[0]?.claimId], [third.claimId, other.claimId])
  const elsewhere: Actor = { ...second, role: 'district-officer', district: '110199' }
  assert.deepEqual((await listed(elsewhere, {})).claims, [])
})

test('M2.5, M17.5: the catalogue is proposed line by line, published by a second person, dated, and read by everybody', async () => {
  const item = {
    code: 'N1',
    from: addDays(today, 1),
    kind: 'drug',
    name: { zh: '新药', en: 'new drug' },
    class: 'B',
    ownPerMille: 100,
    ceiling: null,
    until: null,
    source: 'test',
  }
  const { listId, outcomes } = accepted<AnswerOf<typeof schema.publishMedicalItems>>(
    await kernel.run(schema.publishMedicalItems, medicalOffice, {
      items: [
        item,
        item,
        { ...item, from: today },
        { ...item, code: 'N2', class: 'A' },
        { ...item, code: 'D0001', from: today },
      ],
    }),
  )
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'done' ? outcome.version : outcome.code)),
    [
      `N1@${addDays(today, 1)}`,
      'medical-item-published',
      'medical-item-backdated',
      'medical-item-share',
      'medical-item-backdated',
    ],
  )
  const [read] = medicalPublicReads({ clock: () => kernel.now })
  const page = async (input: object) => (await read?.answer(db, input as never)) as AnswerOf<typeof schema.medicalItems>
  // One person's word decides nothing about money.
  assert.equal((await page({ code: 'N1', on: addDays(today, 1) })).items.length, 0)
  const waiting = async (status: 'proposed' | 'approved' | 'refused') => {
    const { lists } = accepted<AnswerOf<typeof schema.medicalItemLists>>(
      await kernel.reader.read(schema.medicalItemLists, secondOffice, { status }),
    )
    return lists.map(({ items, proposedBy }) => [items.map(({ code }) => code), proposedBy])
  }
  assert.deepEqual(await waiting('proposed'), [[['N1'], medicalOffice.id]])
  const decide = async (actor: Actor, input: object) =>
    refused(await kernel.run(schema.decideMedicalItems, actor, { listId, ...input } as never))
  assert.equal(await decide(medicalOffice, {}), 'same-person-twice')
  assert.equal(await decide({ ...secondOffice, otherAccounts: [medicalOffice.id] }, {}), 'same-person-twice')
  assert.equal(await decide({ ...secondOffice, organisationId: 'education' }, {}), 'not-permitted')
  assert.equal(await decide(systemActor, {}), 'not-permitted')
  const unknown = { listId: '01890000-0000-7000-8000-000000000000' }
  assert.equal(await decide(secondOffice, unknown), 'medical-item-list-unknown')
  assert.equal((await page({ code: 'N1', on: addDays(today, 1) })).items.length, 0)
  assert.equal(await decide(secondOffice, {}), 'accepted')
  assert.equal(await decide(secondOffice, {}), 'medical-item-list-decided')
  assert.deepEqual(await waiting('proposed'), [])
  const second = accepted<AnswerOf<typeof schema.publishMedicalItems>>(
    await kernel.run(schema.publishMedicalItems, medicalOffice, { items: [{ ...item, from: addDays(today, 2) }] }),
  )
  assert.equal(await decide(medicalOffice, { listId: second.listId, refusedBecause: '填错' }), 'accepted')
  assert.deepEqual(await waiting('refused'), [[['N1'], medicalOffice.id]])
  assert.equal((await page({ code: 'N1' })).items.length, 0)
  assert.equal((await page({ code: 'N1', on: addDays(today, 1) })).items.length, 1)
  assert.equal((await page({ words: '药品0012', limit: 5 })).items[0]?.code, 'D0012')
  assert.equal((await page({ limit: 5 })).next, 'D0005')
  assert.equal(
    refused(
      await kernel.run(
        schema.publishMedicalItems,
        { ...medicalOffice, organisationId: 'education' },
        { items: [item] },
      ),
    ),
    'not-permitted',
  )
})

test('M13.4: an institution sees its own bills, a console the figures of the funds; a credit counts once', async () => {
  const own = accepted<AnswerOf<typeof schema.settlementsOfInstitution>>(
    await kernel.reader.read(schema.settlementsOfInstitution, hospital, { day: today, limit: 2 }),
  )
  assert.equal(own.settlements.length, 2)
  assert.equal(own.next, own.settlements[1]?.settlementId)
  const read = (operation: Operation, actor: Actor, input: object) => kernel.reader.read(operation, actor, input)
  const { figures } = accepted<AnswerOf<typeof schema.settlementFigures>>(
    await read(schema.settlementFigures, officer, { from: '2026-11', to: '2026-12' }),
  )
  const [sum] = await db<{ bills: number; amount: number }[]>`
    select count(*)::integer as bills, sum(fund + large_amount + account + own)::bigint as amount
    from medical_settlement where status = 'settled' and served_on >= '2026-11-01'`
  assert.deepEqual(
    {
      bills: figures.reduce((all, one) => all + one.bills, 0),
      amount: figures.reduce((all, one) => all + one.amount, 0),
    },
    { ...sum },
  )
  const personId = await patient()
  assert.equal(
    refused(await read(schema.mySettlements, holderOf(await patient()), { personId, purpose: 'own-affairs' })),
    'not-permitted',
  )
  const credits = [{ personId, reference: 'M11', amount: 100 }]
  await credit(credits)
  const next = { personId, reference: 'M12', amount: 50 }
  const outcomes = await credit([...credits, next, next])
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)),
    ['reference-posted-already', 'done', 'reference-posted-already'],
    'one that was credited before stops nobody else',
  )
  const [held] = await db<{ posted: number }[]>`
    select posted from ledger_balance where account = ${`medical-account/${personId}`}`
  assert.equal(Number(held?.posted), 150)
})

test('M13.4, M17.5: money for personal accounts wants two natural persons and the same list, and moves once', async () => {
  const personId = await patient()
  const credits = [
    { personId, reference: 'two-1', amount: 700 },
    { personId, reference: 'two-2', amount: 300 },
  ]
  const held = async () => {
    const [row] = await db<{ posted: number }[]>`
      select posted from ledger_balance where account = ${`medical-account/${personId}`}`
    return Number(row?.posted ?? 0)
  }
  const propose = async (actor: Actor, change: object = {}) =>
    refused(
      await kernel.run(schema.proposeAccountCreditsOperation, actor, { ...totalsOf(credits), credits, ...change }),
    )
  assert.equal(await propose(medicalOffice, { declaredFen: 1001 }), 'account-credits-totals')
  assert.equal(await propose(medicalOffice, { declaredCount: 1 }), 'account-credits-totals')
  assert.equal(await propose(systemActor), 'not-permitted')
  assert.equal(await propose({ ...medicalOffice, organisationId: 'education' }), 'not-permitted')
  const list = await proposeCredits(credits)
  assert.equal(await held(), 0)
  const approve = async (actor: Actor, change: object = {}) =>
    refused(await kernel.run(schema.creditMedicalAccountOperation, actor, { ...list, credits, ...change }))
  assert.equal(await approve(medicalOffice), 'same-person-twice')
  assert.equal(await approve({ ...secondOffice, otherAccounts: [medicalOffice.id] }), 'same-person-twice')
  assert.equal(await approve(systemActor), 'not-permitted')
  assert.equal(await approve({ ...secondOffice, organisationId: 'education' }), 'not-permitted')
  const more = credits.map((one) => ({ ...one, amount: one.amount + 1 }))
  assert.equal(await approve(secondOffice, { credits: more }), 'account-credits-differ')
  const unknown = { creditListId: '01890000-0000-7000-8000-000000000000' }
  assert.equal(await approve(secondOffice, unknown), 'account-credits-unknown')
  assert.equal(await held(), 0)
  assert.equal(await approve(secondOffice), 'accepted')
  assert.equal(await held(), 1000)
  assert.equal(await approve(secondOffice), 'account-credits-approved')
  assert.equal(await held(), 1000)
  const events = await db<{ data: object }[]>`select data from event where stream = 'account-credit-list'`
  assert.ok(events.length > 1)
  for (const { data } of events) assert.ok(!JSON.stringify(data).includes(personId))
})

test('M13.4: what is owed to institutions is the sum of the bills that stand', async () => {
  const [books] = await db<{ owed: number; bills: number; all: number }[]>`
    select (select coalesce(sum(posted), 0) from ledger_balance where account like 'payable/%')::bigint as owed,
      (select sum(fund + large_amount + account + own) from medical_settlement
        where status = 'settled' and route <> 'by-hand')::bigint as bills,
      (select sum(posted) from ledger_balance)::bigint as all`
  assert.deepEqual({ ...books }, { owed: books?.bills, bills: books?.bills, all: 0 })
})
