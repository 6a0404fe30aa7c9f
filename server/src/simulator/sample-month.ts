import { setTimeout as wait } from 'node:timers/promises'
import { banks } from '@yika/core/bank/schema.ts'
import { addDays, addMilliseconds, dayOf, instantOf, startOfDay } from '@yika/core/calendar/instant.ts'
import { myCards } from '@yika/core/card/schema.ts'
import { approveBudgetChange, topUpBudget } from '@yika/core/ledger/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import {
  approveBenefitBatch,
  benefitBatch,
  closeBenefitBatch,
  openBenefitBatch,
  receiveBenefitLines,
} from '@yika/core/settlement/benefit-schema.ts'
import { chargeFeeOperation, payFeeOperation, reverseFeeOperation } from '@yika/core/settlement/fee-schema.ts'
import {
  creditMedicalAccountOperation,
  proposeAccountCreditsOperation,
  reverseSettlement,
  settleBillOperation,
} from '@yika/core/settlement/medical-schema.ts'
import { topUpPurse, uploadTaps } from '@yika/core/travel/schema.ts'
import { decideUse } from '@yika/core/use/schema.ts'
import type { SamplePerson } from '../sample/sample-person.ts'
import { type ApiClient, answered, apiClient } from './api-client.ts'
import { type ChipPocket, chipPocket } from './day/chip-pocket.ts'
import { type DayParties, type DayTerminal, dayParties } from './day/day-parties.ts'
import { createSignInClient } from './sign-in-client.ts'

/** Somebody of the sample city who has a third-generation card that works, and an insurance. */
export interface SampleMonth {
  readonly person: SamplePerson
  readonly baseUrl: string
}

interface Month {
  readonly person: SamplePerson
  readonly personId: string
  readonly cardId: string
  readonly holder: ApiClient
  readonly parties: DayParties
  readonly pocket: ChipPocket
}

const hourMs = 3_600_000

/**
 * What one person does with the card in some weeks, through the same doors as everybody: rides until the discount of the month, bills at a
 * hospital and a pharmacy, fees, benefits of which one fails. Yesterday and the places that a played day compares are left to the day.
 */
export async function playSampleMonth({ person, baseUrl }: SampleMonth): Promise<void> {
  const token = await createSignInClient(baseUrl).citizen(person.identityNumber)
  const holder = apiClient(baseUrl, async () => token)
  const { cards } = await answered(holder, myCards, { purpose: 'own-affairs' })
  const card = cards.find(({ social }) => social === 'enabled')
  if (card === undefined || person.card === null) throw new Error('nobody lives a month without a card')
  const { personId, cardId } = card
  const pocket = chipPocket(baseUrl, 1, {})
  await pocket.take([person.card.cardNumber])
  const month = { person, personId, cardId, holder, parties: dayParties(baseUrl), pocket }
  await ride(month)
  await beTreated(month)
  await payFees(month)
  await receiveBenefits(month)
}

const toAndFro = 11
const [home, work] = ['centre', 'east-gate']

/** To work and back until the hundred yuan are reached from which a ride costs less, and once by bus. */
async function ride({ person, personId, cardId, holder, parties, pocket }: Month): Promise<void> {
  await answered(holder, topUpPurse, { personId, cardId, amount: 20_000 }, `month-${cardId}/top-up`)
  const today = dayOf(instantOf(Date.now()))
  const gate = await parties.terminal('transit-operator', 'month-gate', {
    ...{ kind: 'gate', services: ['metro'], place: home },
  })
  const bus = await parties.terminal('transit-operator', 'month-bus', { kind: 'bus', services: ['bus'], place: '7' })
  const shown = ({ terminalId }: DayTerminal, day: number, hour: number) => {
    const at = addMilliseconds(startOfDay(addDays(today, -day)), hour * hourMs)
    return pocket.show(person.card?.cardNumber ?? '', { terminalId, at, carrier: 'contactless-chip' })
  }
  const taps: Taps = []
  const tap = async (kind: 'in' | 'out', place: string, day: number, hour: number) => {
    taps.push({ sequence: taps.length + 1, kind, place, presentation: await shown(gate, day, hour) })
  }
  for (let day = toAndFro + 1; day > 1; day -= 1) {
    await tap('in', home, day, 7)
    await tap('out', work, day, 8)
    await tap('in', work, day, 17)
    await tap('out', home, day, 18)
  }
  await upload(gate.client, taps)
  const presentation = await shown(bus, 2, 19)
  await upload(bus.client, [{ sequence: 1, kind: 'bus', place: '7', metres: 12_000, presentation }])
}

type Taps = Parameters<typeof answered<typeof uploadTaps>>[2]['taps']

async function upload(client: ApiClient, taps: Taps): Promise<void> {
  const { taps: told } = await answered(client, uploadTaps, { clock: instantOf(Date.now()), taps }, crypto.randomUUID())
  const refused = told.find(({ outcome }) => outcome === 'refused')
  if (refused !== undefined) throw new Error(`a tap was refused: ${refused.reason}`)
}

/** A hospital beyond the deductible, a health centre, and a bill at the pharmacy that is taken back. */
async function beTreated({ person, personId, parties, pocket }: Month): Promise<void> {
  const [clerk, second] = [await parties.party('medical-security'), await parties.party('medical-security', 'second')]
  const credits = [{ personId, reference: `month-${personId}`, amount: 30_000 }]
  const proposal = { declaredCount: 1, declaredFen: 30_000, credits }
  const list = await answered(clerk, proposeAccountCreditsOperation, proposal, `month-${personId}/credits`)
  await answered(second, creditMedicalAccountOperation, { ...list, credits }, `month-${personId}/credit`)
  const bills = [
    ['hospital-4', 'hospital', [150_000, 60_000, 12_000]],
    ['community-2', 'hospital', [8_600]],
    ['pharmacy-2', 'pharmacy', [4_550]],
  ] as const
  for (const [institutionId, kind, amounts] of bills) {
    const is = { kind, services: ['medical-settlement'], place: 'desk 1' } as const
    const { client, terminalId } = await parties.terminal(institutionId, `month-${institutionId}`, is)
    const presentation = await pocket.show(person.card?.cardNumber ?? '', {
      ...{ terminalId, at: instantOf(Date.now()), carrier: 'contact-chip' },
    })
    const key = `month-${personId}/${institutionId}`
    const asked = { serviceId: 'medical-settlement', presentation, purpose: 'settlement' } as const
    const { decisionId } = await answered(client, decideUse, asked, `${key}/decide`)
    const billNumber = `M${person.index}-${institutionId}`
    const codes = ['D0001', 'T0008', 'M0010']
    const lines = amounts.map((amount, place) => ({ code: codes[place] ?? '', quantity: 1, amount }))
    const servedOn = dayOf(instantOf(Date.now()))
    await answered(client, settleBillOperation, { decisionId, billNumber, servedOn, lines }, `${key}/settle`)
    if (kind === 'pharmacy') {
      const pharmacy = await parties.party(institutionId)
      await answered(pharmacy, reverseSettlement, { billNumber, reason: '药品退回' }, `${key}/reverse`)
    }
  }
}

/** One bill that waits, one that is paid, one that is paid and given back. */
async function payFees({ person, personId, holder, parties }: Month): Promise<void> {
  const office = await parties.party('fee-office-1')
  const dueOn = addDays(dayOf(instantOf(Date.now())), 20)
  const charge = async (kind: 'examination' | 'tuition' | 'public-service', amount: number) => {
    const feeNumber = `M${person.index}-${kind}`
    const bill = { identityNumber: person.identityNumber, feeNumber, kind, amount, dueOn }
    const { feeId } = await answered(office, chargeFeeOperation, bill, `month-${personId}/${kind}`)
    return { feeId, feeNumber }
  }
  const pay = (feeId: string) => answered(holder, payFeeOperation, { personId, feeId }, `month-${feeId}/pay`)
  const tuition = await charge('tuition', 128_000)
  await pay(tuition.feeId)
  const service = await charge('public-service', 3_600)
  await pay(service.feeId)
  await answered(
    office,
    reverseFeeOperation,
    { feeNumber: service.feeNumber, reason: '重复收费' },
    `month-${service.feeId}/reverse`,
  )
  await charge('examination', 15_000)
}

const lookEveryMs = 100
const looksMost = 100

/** A subsidy for everybody that arrives, and unemployment pay to which the person has no right. */
async function receiveBenefits({ person, personId, parties }: Month): Promise<void> {
  const organisationId = 'human-resources'
  const [treasurer, second] = [await parties.party('finance'), await parties.party('finance', 'second')]
  const [clerk, chief] = [await parties.party(organisationId), await parties.party(organisationId, 'second')]
  const key = `month-${personId}`
  const send = <O extends Operation>(
    client: ApiClient,
    operation: O,
    input: Parameters<typeof answered<O>>[2],
    of = '',
  ) => answered(client, operation, input, `${key}/${operation.name}${of}`)
  const [bank] = (await clerk.lookUp(banks, {})).banks
  const budget = { organisationId, amount: 1_000_000, bankId: bank?.bankId ?? '', reason: '样例城市的补贴' }
  await send(second, approveBudgetChange, await send(treasurer, topUpBudget, budget))
  const period = addDays(dayOf(instantOf(Date.now())), -31).slice(0, 'YYYY-MM'.length)
  for (const [programmeId, amount] of [
    ['heating-subsidy', 42_000],
    ['unemployment-pay', 210_000],
  ] as const) {
    const declared = { declaredCount: 1, declaredFen: amount }
    const reference = `M${person.index}-${programmeId}`
    const batch = await send(clerk, openBenefitBatch, { programmeId, period, reference, ...declared }, programmeId)
    const lines = [{ lineNumber: 1, number: person.identityNumber, amount }]
    await send(clerk, receiveBenefitLines, { ...batch, chunk: 1, lines }, programmeId)
    await send(clerk, closeBenefitBatch, batch, programmeId)
    await send(chief, approveBenefitBatch, batch, programmeId)
    for (let looks = 0; (await answered(clerk, benefitBatch, batch)).status !== 'released'; looks += 1) {
      if (looks > looksMost) throw new Error('a batch of benefits was not released')
      await wait(lookEveryMs)
    }
  }
}
