import { addDays, type Day } from '../calendar/instant.ts'
import { laterDay } from '../calendar/later-day.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { inOrder } from './admit-bank.ts'
import { type Bank, type BankEvent, bankEvent } from './bank.ts'
import type { BankService } from './bank-service.ts'

export interface ChangeBankServices {
  readonly from: Day
  readonly services: readonly BankService[]
}

/** Article 7: which of the ten services the bank provides from a day on. */
export function changeBankServices(
  bank: Bank | undefined,
  input: ChangeBankServices,
  context: DecisionContext,
): Decision<BankEvent, Record<never, never>> {
  if (bank === undefined) return refuse('not-found')
  const earliest = laterDay(bank.admittedOn, addDays(context.today, 1))
  if (input.from < earliest) return refuse('bank-day-past', { earliest })
  if (bank.withdrawnOn !== null && input.from >= bank.withdrawnOn) {
    return refuse('bank-withdrawn', { day: bank.withdrawnOn })
  }
  const services = inOrder(input.services)
  return accept([bankEvent(bank.bankId, 'bank-services-changed', { from: input.from, services })], {})
}
