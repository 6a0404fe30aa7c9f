import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import * as fee from '@yika/core/settlement/fee-schema.ts'
import * as medical from '@yika/core/settlement/medical-schema.ts'
import * as travel from '@yika/core/travel/schema.ts'
import { loadStanding } from '../src/holder/store.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { feeCommands } from '../src/settlement/fee/commands.ts'
import { medicalCommands } from '../src/settlement/medical/commands.ts'
import { seedSampleItems } from '../src/settlement/medical/seed-sample-items.ts'
import { purseCommands } from '../src/travel/purse-commands.ts'
import { givenTerminal } from './card-at-terminal.ts'
import { givenPerson } from './given-card.ts'
import { givenCatalogue } from './given-service.ts'
import { cite, firstRules, givenGround, givenUse, institution } from './given-settlement.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => [
      ...medicalCommands({ ...parts, cite }),
      ...feeCommands({ ...parts, cite }),
      ...purseCommands({ presenter: { resolve: () => Promise.reject(new Error('no card is shown here')) } }),
    ],
    standing: loadStanding,
    policy: firstRules,
  },
)
await givenCatalogue(kernel)
await seedSampleItems(kernel.executor)
const today = dayOf(kernel.now)
const desk = { institutionId: 'hospital-3', kind: 'hospital', services: ['medical-settlement'] } as const
const hospital = institution('hospital-3')
const working = await givenTerminal(kernel, { ...desk, terminalId: 'desk-working' })
const suspended = await givenTerminal(kernel, { ...desk, terminalId: 'desk-suspended', status: 'suspended' })
const retired = await givenTerminal(kernel, { ...desk, terminalId: 'desk-retired', status: 'retired' })
const unknown: Actor = { ...working, id: 'desk-nobody-knows' }

const refused = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')
const run = async (operation: Operation, actor: Actor, input: object) =>
  refused(await kernel.run(operation, actor, input))
const lines = [{ code: 'D0001', quantity: 1, amount: 1000 }]

async function patient() {
  const personId = await givenPerson(kernel)
  await givenGround(kernel, personId, 'employee-medical')
  return personId
}

test('M5.2, M9.2: a terminal that is suspended, retired or in no register moves no money', async () => {
  const personId = await patient()
  const { decisionId } = await givenUse(kernel, personId, 'hospital-3')
  const bill = { decisionId, billNumber: 'T1', servedOn: today, lines }
  const stay = { admissionNumber: 'A1' }
  const asked: readonly (readonly [Operation, object])[] = [
    [medical.previewSettlement, bill],
    [medical.settleBillOperation, bill],
    [medical.uploadLateSettlements, { bills: [bill] }],
    [medical.admitOperation, { ...stay, decisionId, admittedOn: today }],
    [medical.addChargesOperation, { ...stay, day: today, lines }],
    [medical.dischargeAndSettleOperation, { ...stay, billNumber: 'T2', dischargedOn: today }],
    [fee.payFeeOperation, { feeNumber: 'F1', decisionId }],
    [travel.openTopUp, { personId, cardId: crypto.randomUUID(), amount: 1000, reference: 'R1' }],
  ]
  for (const [operation, input] of asked) {
    assert.equal(await run(operation, suspended, input), 'terminal-out-of-service', operation.name)
    assert.equal(await run(operation, retired, input), 'terminal-out-of-service', operation.name)
    assert.equal(await run(operation, unknown, input), 'terminal-not-registered', operation.name)
  }
  assert.equal(await run(medical.settleBillOperation, working, bill), 'accepted')
})

test('M13.4: what was settled is taken back by the system of the institution, not by a terminal', async () => {
  const { decisionId } = await givenUse(kernel, await patient(), 'hospital-3')
  const bill = { decisionId, billNumber: 'T3', servedOn: today, lines }
  assert.equal(await run(medical.settleBillOperation, working, bill), 'accepted')
  const named = { billNumber: 'T3', reason: '退号' }
  assert.equal(await run(medical.refundSettlement, working, { ...named, lines: [1] }), 'not-permitted')
  assert.equal(await run(medical.reverseSettlement, working, named), 'not-permitted')
  assert.equal(await run(fee.reverseFeeOperation, working, { feeNumber: 'F1', reason: '退费' }), 'not-permitted')
  assert.equal(await run(medical.reverseSettlement, hospital, named), 'accepted')
})

test('M2.9, M13.4: why something was taken back lies under the key of the person, in events and in rows', async () => {
  const personId = await patient()
  const { decisionId } = await givenUse(kernel, personId, 'hospital-3')
  const bill = { decisionId, billNumber: 'T4', servedOn: today, lines: [...lines, ...lines] }
  assert.equal(await run(medical.settleBillOperation, hospital, bill), 'accepted')
  const why = '孕检取消'
  const named = { billNumber: 'T4', reason: why }
  assert.equal(await run(medical.refundSettlement, hospital, { ...named, lines: [2] }), 'accepted')
  assert.equal(await run(medical.reverseSettlement, hospital, named), 'accepted')
  const office = institution('fee-office-1')
  const shown = await givenUse(kernel, personId, 'fee-office-1', { serviceId: 'fee-payment' })
  const charge = { decisionId: shown.decisionId, feeNumber: 'F9', kind: 'tuition', amount: 100, dueOn: today }
  assert.equal(await run(fee.chargeFeeOperation, office, charge), 'accepted')
  assert.equal(await run(fee.reverseFeeOperation, office, { feeNumber: 'F9', reason: why }), 'accepted')
  const [row] = await kernel.db<{ told: number; readable: number }[]>`
    select count(*) filter (where data ? 'reason') as told,
      count(*) filter (where data::text like ${`%${why}%`})
        + (select count(*) from fee where reversal::text like ${`%${why}%`}) as readable
    from event where person_id = ${personId}`
  assert.deepEqual([Number(row?.told), Number(row?.readable)], [3, 0])
})
