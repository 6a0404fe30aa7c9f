import { addDays, type Day } from '../calendar/instant.ts'
import { laterDay } from '../calendar/later-day.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Bank, type BankEvent, bankEvent } from './bank.ts'

export interface WithdrawBank {
  readonly withdrawnOn: Day
  readonly reason: string
}

/** Article 7: a bank leaves the catalogue from a day on. It takes on no new cards then; the cards it has issued keep working. */
export function withdrawBank(
  bank: Bank | undefined,
  input: WithdrawBank,
  context: DecisionContext,
): Decision<BankEvent, Record<never, never>> {
  if (bank === undefined) return refuse('not-found')
  if (bank.withdrawnOn !== null) return refuse('bank-withdrawn', { day: bank.withdrawnOn })
  const earliest = laterDay(bank.admittedOn, addDays(context.today, 1))
  // Applications accepted today rest on today's catalogue.
  if (input.withdrawnOn < earliest) return refuse('bank-day-past', { earliest })
  const { withdrawnOn, reason } = input
  return accept([bankEvent(bank.bankId, 'bank-withdrawn', { withdrawnOn, reason })], {})
}
