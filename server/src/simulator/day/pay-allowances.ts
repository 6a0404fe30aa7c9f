import { setTimeout as wait } from 'node:timers/promises'
import { banks } from '@yika/core/bank/schema.ts'
import { ageOn, type Day } from '@yika/core/calendar/instant.ts'
import { approveBudgetChange, topUpBudget } from '@yika/core/ledger/schema.ts'
import {
  approveBenefitBatch,
  benefitBatch,
  closeBenefitBatch,
  openBenefitBatch,
  receiveBenefitLines,
} from '@yika/core/settlement/benefit-schema.ts'
import type { SamplePerson } from '../../sample/sample-person.ts'
import { answered } from '../api-client.ts'
import type { DayJournal } from './day-journal.ts'
import type { DayParties } from './day-parties.ts'
import { answeredOnce } from './send-once.ts'

export interface AllowancesPaid {
  readonly declared: number
  readonly paid: number
  readonly returned: number
  /** Without an account that the money could go to; the department chooses another way. */
  readonly waiting: number
  readonly open: number
  /** Paid, returned and open together are what was declared, to the fen. */
  readonly agree: boolean
}

const programmeId = 'old-age-allowance'
const department = 'civil-affairs'
const from = 80
const allowanceFen = 10_000
const linesPerPiece = 5000
const [patienceMs, lookEveryMs] = [300_000, 2000]

/** The department of civil affairs pays last month's allowance to everybody of eighty; what it declares, pays and gets back must agree. */
export async function payAllowances(
  parties: DayParties,
  journal: DayJournal,
  people: readonly SamplePerson[],
  { name, day }: { readonly name: string; readonly day: Day },
): Promise<AllowancesPaid> {
  const old = people.filter(({ birthOn }) => ageOn(birthOn, day) >= from)
  if (old.length === 0) return { declared: 0, paid: 0, returned: 0, waiting: 0, open: 0, agree: true }
  const [clerk, chief] = [await parties.party(department), await parties.party(department, 'second')]
  const [treasurer, second] = [await parties.party('finance'), await parties.party('finance', 'second')]
  const key = `day-${name}-allowance`
  const total = old.length * allowanceFen
  const [bank] = (await clerk.lookUp(banks, {})).banks
  const wish = {
    organisationId: department,
    amount: total,
    bankId: bank?.bankId ?? '',
    reason: '样例城市一天的高龄津贴',
  }
  const change = await answeredOnce(journal, treasurer, topUpBudget, `${key}/budget`, wish)
  await answeredOnce(journal, second, approveBudgetChange, `${key}/agreed`, change)
  const declared = { declaredCount: old.length, declaredFen: total }
  const batch = { programmeId, period: monthBefore(day), reference: `day-${name}`, ...declared }
  const { batchId } = await answeredOnce(journal, clerk, openBenefitBatch, `${key}/open`, batch)
  for (let piece = 0; piece * linesPerPiece < old.length; piece += 1) {
    const lines = old.slice(piece * linesPerPiece, (piece + 1) * linesPerPiece).map(({ identityNumber }, place) => ({
      ...{ lineNumber: piece * linesPerPiece + place + 1, number: identityNumber, amount: allowanceFen },
    }))
    // Not into the journal: a file of people stays where it is made, and the same piece again does no harm.
    await answered(clerk, receiveBenefitLines, { batchId, chunk: piece + 1, lines }, `${key}/lines-${piece}`)
  }
  await answeredOnce(journal, clerk, closeBenefitBatch, `${key}/close`, { batchId })
  await answeredOnce(journal, chief, approveBenefitBatch, `${key}/approve`, { batchId })
  for (const until = Date.now() + patienceMs; ; ) {
    const { totals, status, counts } = await answered(clerk, benefitBatch, { batchId })
    const { declared, paid, returned, agree } = totals
    const waiting = counts
      .filter(({ result }) => result === 'no-bank-account')
      .reduce((sum, { lines }) => sum + lines, 0)
    const open = totals.open.lines - waiting
    if ((status === 'released' && open === 0) || Date.now() > until)
      return { declared: declared.lines, paid: paid.lines, returned: returned.lines, waiting, open, agree }
    await wait(lookEveryMs)
  }
}

function monthBefore(day: Day): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}
