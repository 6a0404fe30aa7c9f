import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { approveBudgetChange, topUpBudget } from '@yika/core/ledger/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { type BankReturnLine, readInstructionFile, writeReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import * as benefit from '@yika/core/settlement/benefit-schema.ts'
import { fromGb18030, toGb18030 } from '../../server/src/production/gb18030.ts'
import { departmentSystem } from './institution-system.ts'
import { type Party, StoryBroken } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'

const department = 'human-resources'
const programmeId = 'story-pension'
const pensionFen = 320_000

interface Paying extends Stage {
  readonly clerk: Party
  readonly chief: Party
}

/** Articles 1, 2 and 13: a pension, from the programme that two people agree on to the account of everybody who is due one. */
export async function payPension(stage: Stage): Promise<void> {
  stage.story.scene('养老金 A pension: two persons, a file that has to be right, and each line with an end of its own')
  const clerk = await departmentSystem(stage, department, 'first')
  const paying = { ...stage, clerk, chief: await departmentSystem(stage, department, 'second') }
  await agreeOnProgramme(paying)
  await fillBudget(paying)
  await wrongTotal(paying)
  const batchId = await approved(paying)
  await paid(paying, batchId)
  await everybodyReads(paying, batchId)
}

const month = () => dayOf(instantOf(Date.now())).slice(0, 7)

async function agreeOnProgramme({ story, clerk, chief }: Paying): Promise<void> {
  const terms: InputOf<typeof benefit.publishBenefitProgramme> = {
    ...{ programmeId, department, name: { zh: '样例养老金', en: 'Pension of the story' }, legalBasis: '样例 a sample' },
    ...{
      from: `${month()}-01`,
      until: null,
      payday: 1,
      condition: { all: [{ age: { from: 18 } }, { residence: 'city' }] },
    },
    ...{ mostFen: 1_000_000, verified: false },
  }
  const elsewhere = { ...terms, department: 'education' }
  await story.isRefused(clerk, benefit.publishBenefitProgramme, elsewhere, 'not-permitted')
  await story.does(clerk, benefit.publishBenefitProgramme, terms)
  const { proposals } = await story.does(chief, benefit.benefitProposals, { department })
  const version = proposals.find((one) => one.programmeId === programmeId)?.version ?? 0
  await story.isRefused(clerk, benefit.approveBenefitProgramme, { programmeId, version }, 'benefit-second-person')
  await story.does(chief, benefit.approveBenefitProgramme, { programmeId, version })
  const { programmes } = await story.reads(benefit.benefitProgrammes, { department })
  const shown = programmes.find((one) => one.programmeId === programmeId)
  story.holds(
    'everybody reads the programme, and that nobody has confirmed its figures',
    [shown?.status, shown?.verified],
    ['in-force', false],
  )
}

async function fillBudget(paying: Paying): Promise<void> {
  const { story, bank, clerk } = paying
  const treasurer = await departmentSystem(paying, 'finance', 'first')
  const second = await departmentSystem(paying, 'finance', 'second')
  const wish = { organisationId: department, amount: 5 * pensionFen, bankId: bank.bankId, reason: '养老金 pension' }
  await story.isRefused(clerk, topUpBudget, wish, 'not-permitted')
  const change = await story.does(treasurer, topUpBudget, wish)
  await story.isRefused(treasurer, approveBudgetChange, change, 'same-person-twice')
  await story.does(second, approveBudgetChange, change)
}

const open = (reference: string, declaredCount: number, declaredFen: number) => ({
  ...{ programmeId, period: month(), reference, declaredCount, declaredFen },
})

async function wrongTotal({ story, clerk, chief, people }: Paying): Promise<void> {
  const { batchId } = await story.does(clerk, benefit.openBenefitBatch, open('STORY-1', 1, pensionFen + 1))
  const lines = [{ lineNumber: 1, number: people.holder.identityNumber, amount: pensionFen }]
  await story.does(clerk, benefit.receiveBenefitLines, { batchId, chunk: 1, lines })
  const problem = await story.isRefused(clerk, benefit.closeBenefitBatch, { batchId }, 'benefit-total-wrong')
  story.holds(
    'both sums are named',
    [problem.detail['declaredFen'], problem.detail['receivedFen']],
    [pensionFen + 1, pensionFen],
  )
  await story.isRefused(chief, benefit.approveBenefitBatch, { batchId }, 'benefit-batch-state')
  await story.does(clerk, benefit.cancelBenefitBatch, { batchId })
}

/** The holder, the holder again, the neighbour whose account the bank does not find, and a number that nobody has. */
async function approved({ story, clerk, chief, people }: Paying): Promise<string> {
  const numbers = [people.holder, people.holder, people.neighbour].map(({ identityNumber }) => identityNumber)
  const lines = [...numbers, '110101190001010000'].map((number, at) => ({
    lineNumber: at + 1,
    number,
    amount: pensionFen,
  }))
  const { batchId } = await story.does(clerk, benefit.openBenefitBatch, open('STORY-2', 4, 4 * pensionFen))
  const piece = { batchId, chunk: 1, lines }
  await story.does(clerk, benefit.receiveBenefitLines, piece)
  const again = await story.does(clerk, benefit.receiveBenefitLines, piece)
  story.holds('a piece that comes again changes nothing', again, { lines: 4, repeated: true })
  const other = { ...piece, lines: lines.slice(1) }
  await story.isRefused(clerk, benefit.receiveBenefitLines, other, 'benefit-chunk-differs')
  const sum = await story.does(clerk, benefit.closeBenefitBatch, { batchId })
  story.holds('what came is what was declared', sum, { lines: 4, fen: 4 * pensionFen })
  await story.isRefused(clerk, benefit.approveBenefitBatch, { batchId }, 'benefit-second-person')
  await story.does(chief, benefit.approveBenefitBatch, { batchId })
  await story.isRefused(chief, benefit.approveBenefitBatch, { batchId }, 'benefit-batch-state')
  await story.waits(clerk, benefit.benefitBatch, { batchId }, ({ status }) => status === 'released')
  return batchId
}

async function linesOf({ story, clerk }: Paying, batchId: string) {
  const { lines } = await story.does(clerk, benefit.benefitLines, { batchId })
  return lines.map(({ state, result }) => [state, result])
}

async function paid(paying: Paying, batchId: string): Promise<void> {
  const { story, clerk, cast } = paying
  story.holds(
    'the second line of one person and the unknown number go back; two are with the bank',
    await linesOf(paying, batchId),
    [
      ['sent', null],
      ['returned', 'duplicate-in-period'],
      ['sent', null],
      ['returned', 'person-unknown'],
    ],
  )
  const [first, third] = await instructions(paying, batchId)
  const answers = [first, { ...third, failure: 'account-closed' as const }]
  const file = returnFile(batchId, answers)
  const shorter = Buffer.from(toGb18030(writeReturnFile(batchId, answers).replace(',2,', ',3,'))).toString('base64')
  await story.isRefused(cast.bank, benefit.receiveBankReturn, { file: shorter }, 'bank-return-total-wrong')
  await story.isRefused(cast.factory, benefit.receiveBankReturn, { file }, 'not-permitted')
  const taken = await story.does(cast.bank, benefit.receiveBankReturn, { file })
  story.holds('one is credited, one is not', [taken.paid, taken.failed, taken.notBooked], [1, 1, []])
  const twice = await story.does(cast.bank, benefit.receiveBankReturn, { file })
  story.holds('the same file again books nothing', [twice.paid, twice.failed], [0, 0])
  const retry = { batchId, lines: [3], way: 'account' as const }
  await story.does(clerk, benefit.retryBenefitLines, retry)
  const nothing = await story.does(clerk, benefit.retryBenefitLines, { ...retry, lines: [1] })
  story.holds('what is paid is not paid again', nothing, { retried: 0, returned: 0 })
  await story.waits(clerk, benefit.benefitLines, { batchId, state: 'sent' }, ({ lines }) => lines.length === 1)
  const [again] = await instructions(paying, batchId)
  await story.does(cast.bank, benefit.receiveBankReturn, { file: returnFile(batchId, [again]) })
}

type Answer = BankReturnLine

const returnFile = (batchId: string, answers: readonly Answer[]): string =>
  toGb18030(writeReturnFile(batchId, answers)).toString('base64')

/** The lines as the bank opens them, each answered with a credit. */
async function instructions({ story, cast }: Paying, batchId: string): Promise<readonly [Answer, Answer]> {
  const { file } = await story.does(cast.bank, benefit.benefitInstructionFile, {
    ...{ batchId, purpose: 'benefit', reveal: ['name', 'bankCardNumber'] },
  })
  const order = readInstructionFile(fromGb18030(Buffer.from(file, 'base64')))
  if ('fault' in order) throw new StoryBroken('the file of instructions cannot be read', order.fault)
  const answers = order.lines.map(({ reference, amount }): Answer => ({ reference, amount, failure: null }))
  return answers as unknown as readonly [Answer, Answer]
}

async function everybodyReads(paying: Paying, batchId: string): Promise<void> {
  const { story, clerk, people, signIn } = paying
  const { totals } = await story.does(clerk, benefit.benefitBatch, { batchId })
  story.holds(
    'declared is paid and returned, to the fen',
    [totals.paid.fen, totals.returned.fen, totals.open.fen, totals.agree],
    [...[2 * pensionFen, 2 * pensionFen, 0, true]],
  )
  const { csv } = await story.does(clerk, benefit.benefitResultsFile, { batchId })
  story.holds('the department gets a line of result for each line of its file', csv.trim().split(/\r?\n/).length, 5)
  const citizen = await signIn.citizen('citizen', people.holder.identityNumber)
  const reading = { personId: personIdOf(paying, people.holder), purpose: 'own-affairs' } as const
  const { payments } = await story.does(citizen, benefit.myBenefits, reading)
  const mine = payments.filter((one) => one.programmeId === programmeId)
  story.holds(
    'the holder reads that it is in the account',
    mine.filter(({ state }) => state === 'paid').map(({ amount, period }) => [amount, period]),
    [[pensionFen, month()]],
  )
  const neighbour = await signIn.citizen('neighbour', people.neighbour.identityNumber)
  await story.isRefused(neighbour, benefit.myBenefits, reading, 'not-permitted')
}
