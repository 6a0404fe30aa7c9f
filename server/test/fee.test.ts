import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { addDays, dayOf } from '@yika/core/calendar/instant.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { evolveFee, type Fee, type FeeEvent } from '@yika/core/settlement/fee/fee.ts'
import * as schema from '@yika/core/settlement/fee-schema.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { feeCommands } from '../src/settlement/fee/commands.ts'
import { feePublicReads, feeQueries } from '../src/settlement/fee/queries.ts'
import { givenPerson, holderOf, officer } from './given-card.ts'
import { givenCatalogue } from './given-service.ts'
import { cite, firstRules, givenUse, institution } from './given-settlement.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => feeCommands({ ...parts, cite }),
    queries: () => feeQueries,
    standing: loadStanding,
    policy: firstRules,
  },
)
const { db } = kernel
await givenCatalogue(kernel)
const today = dayOf(kernel.now)
const [office] = await db<{ institutionId: string }[]>`
  select institution_id from agreement where service_id = 'fee-payment' order by institution_id limit 1`
const feeOffice = institution(office?.institutionId ?? '')
const institutionId = feeOffice.officeId ?? ''

function accepted<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}
const refused = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')

const shown = async (personId: string, change: object = {}) =>
  (await givenUse(kernel, personId, institutionId, { serviceId: 'fee-payment', ...change })).decisionId

let fees = 0
async function charged(personId: string, change: Partial<InputOf<typeof schema.chargeFeeOperation>> = {}) {
  fees += 1
  const feeNumber = `F${fees}`
  const input = {
    decisionId: await shown(personId),
    feeNumber,
    kind: 'tuition',
    amount: 30_000,
    dueOn: today,
    ...change,
  }
  return { feeNumber, outcome: await kernel.run(schema.chargeFeeOperation, feeOffice, input) }
}
async function fee(personId: string, amount = 30_000) {
  const { feeNumber, outcome } = await charged(personId, { amount })
  return { feeNumber, ...accepted<AnswerOf<typeof schema.chargeFeeOperation>>(outcome) }
}
type Paid = AnswerOf<typeof schema.payFeeOperation>
type State = AnswerOf<typeof schema.reverseFeeOperation>
const pay = (actor: Actor, input: object) => kernel.run(schema.payFeeOperation, actor, input)
const ownMoney = async (personId: string) => {
  const [row] = await db<
    { posted: number }[]
  >`select posted from ledger_balance where account = ${`own-money/${personId}`}`
  return row?.posted ?? 0
}

test('M2.6: a bill is paid from home once; the receipt has a number of its own', async () => {
  const personId = await givenPerson(kernel)
  await fee(personId)
  const { feeId } = await fee(personId)
  const [one, other] = await Promise.all([1, 2].map(() => pay(holderOf(personId), { personId, feeId })))
  assert.deepEqual([one, other].map((outcome) => refused(outcome as Outcome)).sort(), ['accepted', 'fee-paid'])
  const { fees: mine } = accepted<AnswerOf<typeof schema.myFees>>(
    await kernel.reader.read(schema.myFees, holderOf(personId), { personId, feeId, purpose: 'own-affairs' }),
  )
  assert.equal(mine.length, 1)
  assert.equal(mine[0]?.state, 'paid')
  assert.match(mine[0]?.receiptNumber ?? '', /^20261123-[0-9A-F]{12}$/)
  assert.equal(await ownMoney(personId), -30_000)
  const stranger = await givenPerson(kernel)
  assert.equal(refused(await pay(holderOf(stranger), { personId, feeId })), 'not-permitted')
})

test('M2.6, M13.4: a bill of the same number that the institution has settled as a hospital is no hindrance', async () => {
  const personId = await givenPerson(kernel)
  const { feeId, feeNumber } = await fee(personId)
  for (const reference of [feeNumber, `${feeNumber}/reversed`])
    await db`
      insert into ledger_reference (partner, reference, person_id, transfer_id, business_day, posted, amount)
      values (${institutionId}, ${reference}, ${personId}, ${feeId}, ${today}, true, 1)`
  accepted(await pay(holderOf(personId), { personId, feeId }))
  const reversed = await kernel.run(schema.reverseFeeOperation, feeOffice, { feeNumber, reason: '重复缴费' })
  assert.equal(accepted<State>(reversed).state, 'reversed')
})

test('M2.6, M9.2: at a counter the card is shown for this purpose, by the person whom the bill names', async () => {
  const personId = await givenPerson(kernel)
  const { feeNumber } = await fee(personId)
  const at = async (decisionId: string) => refused(await pay(feeOffice, { feeNumber, decisionId }))
  assert.equal(await at(await shown(await givenPerson(kernel))), 'decision-unknown')
  assert.equal(await at(await shown(personId, { serviceId: 'medical-settlement' })), 'decision-for-other-service')
  assert.equal(await at(await shown(personId, { allowed: false, reason: 'card-lost' })), 'decision-was-no')
  assert.equal(await at(await shown(personId)), 'accepted')
  assert.equal(
    accepted<Paid>(
      await pay(feeOffice, { feeNumber: (await fee(personId, 5)).feeNumber, decisionId: await shown(personId) }),
    ).amount,
    5,
  )
})

test('M2.6: a bill of a wrong amount, day, number, person or institution is refused', async () => {
  const personId = await givenPerson(kernel)
  const why = async (change: object) => refused((await charged(personId, change)).outcome)
  for (const amount of [0, -1, 0.5, 1e11]) assert.equal(await why({ amount }), 'amount-invalid')
  assert.equal(await why({ dueOn: addDays(today, -1) }), 'fee-due-past')
  assert.equal(await why({ kind: 'resident-medical-contribution', amount: 39_999 }), 'fee-amount-differs')
  assert.equal(await why({ kind: 'resident-medical-contribution', amount: 40_000 }), 'accepted')
  const { feeNumber } = await fee(personId)
  assert.equal(await why({ feeNumber }), 'fee-number-used')
  const numbered = { identityNumber: '110101199003070011', feeNumber: 'X1', kind: 'tuition', amount: 1, dueOn: today }
  assert.equal(refused(await kernel.run(schema.chargeFeeOperation, feeOffice, numbered)), 'person-unknown')
  const { decisionId } = await givenUse(kernel, personId, 'hospital-3', { serviceId: 'fee-payment' })
  const other = { decisionId, feeNumber: 'X2', kind: 'tuition', amount: 1, dueOn: today }
  assert.equal(
    refused(await kernel.run(schema.chargeFeeOperation, institution('hospital-3'), other)),
    'fee-institution',
  )
})

test('M2.6, M13.4: a fee is given back with a reason; above the limit only when a second person has confirmed', async () => {
  const personId = await givenPerson(kernel)
  const paid = async (amount: number) => {
    const one = await fee(personId, amount)
    accepted(await pay(holderOf(personId), { personId, feeId: one.feeId }))
    return one
  }
  const reverse = (feeNumber: string) =>
    kernel.run(schema.reverseFeeOperation, feeOffice, { feeNumber, reason: '重复缴费' })
  const confirm = (feeNumber: string, actor = officer) =>
    kernel.run(schema.confirmFeeReversalOperation, actor, { institutionId, feeNumber })
  const small = await paid(50_000)
  assert.equal(accepted<State>(await reverse(small.feeNumber)).state, 'reversed')
  assert.equal(await ownMoney(personId), 0)
  assert.equal(refused(await reverse(small.feeNumber)), 'fee-not-reversible')
  assert.equal(refused(await pay(holderOf(personId), { personId, feeId: small.feeId })), 'fee-not-open')
  const large = await paid(50_001)
  assert.equal(accepted<State>(await reverse(large.feeNumber)).state, 'reversal-proposed')
  assert.equal(await ownMoney(personId), -50_001)
  const proposer: Actor = { ...officer, id: 'officer-9', otherAccounts: [feeOffice.id] }
  assert.equal(refused(await confirm(large.feeNumber, proposer)), 'fee-second-person')
  assert.equal(accepted<State>(await confirm(large.feeNumber)).state, 'reversed')
  assert.equal(await ownMoney(personId), 0)
  const open = await fee(personId)
  assert.equal(accepted<State>(await reverse(open.feeNumber)).state, 'withdrawn')
  const [row] = await db<Fee[]>`select state, reversal from fee where fee_id = ${large.feeId}`
  const folded = (await db.begin((tx) => eventsOf(tx, personId, 'fee', large.feeId))).reduce<Fee | undefined>(
    (state, { event, at }) => evolveFee(state, event as FeeEvent, at),
    undefined,
  )
  assert.deepEqual({ ...row }, { state: folded?.state, reversal: folded?.reversal })
})

test('M2.6, M12.1: the fees that can be paid are published, provisional amounts say so', async () => {
  const rules = { number: (key: string) => Number(firstRules[key]), text: () => '', flag: () => false }
  const [read] = feePublicReads({ clock: () => kernel.now, cite }, () => rules)
  const { fees: list } = ((await read?.answer(db, {} as never)) ?? { fees: [] }) as AnswerOf<typeof schema.feeCatalogue>
  const contribution = list.find(({ kind }) => kind === 'resident-medical-contribution')
  assert.deepEqual([contribution?.amount, contribution?.verified], [40_000, false])
  assert.equal(list.find(({ kind }) => kind === 'tuition')?.amount, null)
})
