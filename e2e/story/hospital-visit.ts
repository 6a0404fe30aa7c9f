import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { recordGroundOperation } from '@yika/core/holder/schema.ts'
import * as medical from '@yika/core/settlement/medical-schema.ts'
import { registerTerminal } from '@yika/core/terminal/schema.ts'
import * as use from '@yika/core/use/schema.ts'
import { departmentSystem, institutionSystem } from './institution-system.ts'
import { myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import { showCard } from './show-card.ts'
import type { Stage } from './stage.ts'

const terminalId = 'story-desk'
/** A preview holds for a quarter of an hour. */
const minutesUntilStale = 16

/** Articles 2, 5 and 13: a visit to a hospital, from the card in the reader to the last fen, and back. */
export async function visitHospital(stage: Stage): Promise<void> {
  const { story, signIn, people } = stage
  story.scene('就医 A hospital visit: the card decides, every fen is explained, and what was wrong is taken back')
  const hospital = await institutionSystem(stage, 'hospital-3', 'health')
  const is = {
    terminalId,
    institutionId: 'hospital-3',
    kind: 'hospital',
    place: '门诊收费 1 号',
    offline: false,
  } as const
  const services = ['medical-settlement']
  const desk = await signIn.newTerminal(hospital, { ...is, services })
  await outOfContract(stage, hospital)
  const citizen = await signIn.citizen('citizen', people.holder.identityNumber)
  const office = await departmentSystem(stage, 'medical-security', 'first')
  await notInsured(stage, citizen, desk)
  await insure(stage, office)
  await creditAccount(stage, office)
  const decisionId = await decide(stage, citizen, desk)
  await settleAndExplain(stage, citizen, desk, decisionId)
  await takeBack(stage, { citizen, desk, hospital }, decisionId)
  await staleAndExpired(stage, desk, decisionId)
}

async function outOfContract(stage: Stage, hospital: Party): Promise<void> {
  const { story, people, signIn } = stage
  const museum = await institutionSystem(stage, 'museum-1', 'culture-tourism', 'till')
  const foreign = {
    terminalId: 'story-museum-till',
    institutionId: 'museum-1',
    kind: 'counter',
    place: 'till',
  } as const
  const key = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const
  const wish = { ...foreign, services: ['medical-settlement'], offline: false, keys: [key] }
  await story.isRefused(museum, registerTerminal, wish, 'terminal-service-without-agreement')
  await story.isRefused(hospital, registerTerminal, wish, 'not-permitted')
  const { cardNumber } = await myNewestCard(stage, await signIn.citizen('citizen', people.holder.identityNumber))
  const presentation = await showCard(stage, cardNumber ?? '', { to: 'museum-1', carrier: 'contact-chip' })
  const asked = { serviceId: 'medical-settlement', presentation, purpose: 'settlement' } as const
  await story.isRefused(museum, use.decideUse, asked, 'institution-out-of-contract')
}

async function notInsured(stage: Stage, citizen: Party, desk: Party): Promise<void> {
  const { story } = stage
  const { cardNumber } = await myNewestCard(stage, citizen)
  const presentation = await showCard(stage, cardNumber ?? '', { to: terminalId, carrier: 'contact-chip' })
  const asked = { serviceId: 'medical-settlement', presentation, purpose: 'settlement' } as const
  const { allowed, reason } = await story.does(desk, use.decideUse, asked)
  const heard = [allowed, reason?.code]
  story.holds('nobody has said yet that the holder is insured', heard, [false, 'not-entitled-ground'])
}

async function insure(stage: Stage, office: Party): Promise<void> {
  const { story, people } = stage
  const ground = {
    personId: personIdOf(stage, people.holder),
    groundKind: 'employee-medical',
    since: '2020-01-01',
  } as const
  const education = await departmentSystem(stage, 'education', 'first')
  await story.isRefused(education, recordGroundOperation, { ...ground, evidence: '样例 1' }, 'not-permitted')
  await story.does(office, recordGroundOperation, { ...ground, evidence: '样例 1' })
}

async function creditAccount(stage: Stage, office: Party): Promise<void> {
  const { story, people } = stage
  const credits = [{ personId: personIdOf(stage, people.holder), reference: 'story-1', amount: 50_000 }]
  const second = await departmentSystem(stage, 'medical-security', 'second')
  const proposal = { declaredCount: 1, declaredFen: 50_000, credits }
  const list = await story.does(office, medical.proposeAccountCreditsOperation, proposal)
  await story.isRefused(office, medical.creditMedicalAccountOperation, { ...list, credits }, 'same-person-twice')
  const { outcomes } = await story.does(second, medical.creditMedicalAccountOperation, { ...list, credits })
  story.holds(
    'five hundred yuan come into the personal account',
    outcomes.map(({ status }) => status),
    ['done'],
  )
  const next = await story.does(office, medical.proposeAccountCreditsOperation, proposal)
  const again = await story.does(second, medical.creditMedicalAccountOperation, { ...next, credits })
  story.holds(
    'under one reference only once',
    again.outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : 'done')),
    ['reference-posted-already'],
  )
}

async function decide(stage: Stage, citizen: Party, desk: Party): Promise<string> {
  const { story, people } = stage
  const { cardNumber } = await myNewestCard(stage, citizen)
  const presentation = await showCard(stage, cardNumber ?? '', { to: terminalId, carrier: 'contact-chip' })
  const asked = { serviceId: 'medical-settlement', presentation, purpose: 'settlement' } as const
  const altered = { ...presentation, cryptogram: '0'.repeat(presentation.cryptogram.length) }
  await story.isRefused(desk, use.decideUse, { ...asked, presentation: altered }, 'proof-wrong')
  const decided = await story.does(desk, use.decideUse, asked)
  story.holds(
    'the card opens the settlement; the desk hears how its holder is insured, the name only in part',
    [
      decided.allowed,
      decided.reason?.code,
      decided.facts['insurance-kind'],
      decided.personal.name === people.holder.name,
    ],
    [true, undefined, 'employee-medical', false],
  )
  await story.isRefused(desk, use.decideUse, asked, 'proof-used')
  return decided.decisionId
}

const today = () => dayOf(instantOf(Date.now()))
const billOf = (decisionId: string, billNumber: string, amounts: readonly number[]) => ({
  ...{ decisionId, billNumber, servedOn: today() },
  lines: amounts.map((amount) => ({ code: 'D0001', quantity: 1, amount })),
})

async function settleAndExplain(stage: Stage, citizen: Party, desk: Party, decisionId: string): Promise<void> {
  const { story, people } = stage
  const bill = billOf(decisionId, 'STORY-1', [100_000, 130_000, 50_000])
  const seen = await story.does(desk, medical.previewSettlement, bill)
  // 2 800 yuan: 1 800 below the line, 70 percent of 1 000 from the fund, the rest from the account as far as it goes.
  const shares = { fund: 70_000, largeAmount: 0, account: 50_000, own: 160_000 }
  story.holds('the preview shows who would pay what', seen.shares, shares)
  const other = { ...bill, lines: bill.lines.slice(1), preview: seen.preview }
  await story.isRefused(desk, medical.settleBillOperation, other, 'preview-of-other-bill')
  const settled = await story.does(desk, medical.settleBillOperation, { ...bill, preview: seen.preview })
  story.holds('what was shown is what is settled', settled.shares, shares)
  story.holds(
    'the lines of the explanation come to the bill, each with the rule that it rests on',
    [settled.lines.reduce((sum, { amount }) => sum + amount, 0), settled.lines.filter(({ source }) => source === '')],
    [280_000, []],
  )
  await story.isRefused(desk, medical.settleBillOperation, bill, 'bill-number-used')
  const { settlementId } = settled
  const personId = personIdOf(stage, people.holder)
  const mine = await story.does(citizen, medical.mySettlements, { personId, settlementId, purpose: 'own-affairs' })
  story.holds('the holder reads the same lines at home', mine.explained?.explanation, settled.lines)
  const neighbour = await stage.signIn.citizen('neighbour', people.neighbour.identityNumber)
  const reading = { personId, settlementId, purpose: 'own-affairs' } as const
  await story.isRefused(neighbour, medical.mySettlements, reading, 'not-permitted')
}

interface Parties {
  readonly citizen: Party
  readonly desk: Party
  readonly hospital: Party
}

async function takeBack(stage: Stage, { citizen, desk, hospital }: Parties, decisionId: string): Promise<void> {
  const { story, people } = stage
  const named = { billNumber: 'STORY-1', reason: '退药' }
  await story.isRefused(desk, medical.refundSettlement, { ...named, lines: [3] }, 'not-permitted')
  const refunded = await story.does(hospital, medical.refundSettlement, { ...named, lines: [3] })
  story.holds('a line of 500 yuan: 350 go back to the fund, 150 to the holder', refunded.back, {
    ...{ fund: 35_000, largeAmount: 0, account: 0, own: 15_000 },
  })
  await story.isRefused(hospital, medical.refundSettlement, { ...named, lines: [3] }, 'bill-line-unknown')
  await story.isRefused(hospital, medical.refundSettlement, { ...named, lines: [1, 2] }, 'refund-of-everything')
  const reversed = await story.does(hospital, medical.reverseSettlement, { ...named, reason: '录入有误' })
  story.holds('the rest is taken back whole', reversed.back, {
    fund: 35_000,
    largeAmount: 0,
    account: 50_000,
    own: 145_000,
  })
  await story.isRefused(hospital, medical.reverseSettlement, named, 'bill-reversed')
  const again = billOf(decisionId, 'STORY-1', [100_000, 130_000, 50_000])
  await story.isRefused(desk, medical.settleBillOperation, again, 'bill-reversed')
  const personId = personIdOf(stage, people.holder)
  const { accumulators } = await story.does(citizen, medical.mySettlements, { personId, purpose: 'own-affairs' })
  story.holds('the year stands where it stood before', accumulators.outpatient.inScope, 0)
}

async function staleAndExpired(stage: Stage, desk: Party, decisionId: string): Promise<void> {
  const { story } = stage
  const [bill, other] = [billOf(decisionId, 'STORY-2', [90_000]), billOf(decisionId, 'STORY-3', [10_000])]
  const { preview } = await story.does(desk, medical.previewSettlement, bill)
  await story.does(desk, medical.settleBillOperation, other)
  await story.isRefused(desk, medical.settleBillOperation, { ...bill, preview }, 'preview-stale')
  const fresh = await story.does(desk, medical.previewSettlement, bill)
  await stage.city.liveLater(minutesUntilStale)
  await story.isRefused(desk, medical.settleBillOperation, { ...bill, preview: fresh.preview }, 'preview-expired')
  const last = await story.does(desk, medical.previewSettlement, bill)
  await story.does(desk, medical.settleBillOperation, { ...bill, preview: last.preview })
}
