import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { parseCnapsCode } from '../identifier/cnaps-code.ts'
import { type Bank, type BankEvent, bankEvent } from './bank.ts'
import { type BankService, bankServiceNames } from './bank-service.ts'

export interface AdmitBank {
  readonly cnaps: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly hotline?: string
  readonly admittedOn: Day
  readonly services: readonly BankService[]
  readonly source: string
}

/** Article 7: a bank enters the published catalogue from a day on, with the services it provides. */
export function admitBank(
  sameCode: Pick<Bank, 'bankId'> | undefined,
  input: AdmitBank,
  context: DecisionContext,
): Decision<BankEvent, { readonly bankId: string }> {
  const cnaps = parseCnapsCode(input.cnaps)
  if (!cnaps.valid) return refuse('cnaps-invalid', { fault: cnaps.fault })
  if (sameCode !== undefined) return refuse('bank-known', { cnaps: cnaps.value })
  if (input.admittedOn < context.today) return refuse('bank-day-past', { earliest: context.today })
  const bankId = context.newId()
  const event = bankEvent(bankId, 'bank-admitted', {
    cnaps: cnaps.value,
    name: input.name,
    hotline: input.hotline ?? null,
    admittedOn: input.admittedOn,
    source: input.source,
    services: inOrder(input.services),
  })
  return accept([event], { bankId })
}

/** Each service once, in the order of Article 7. */
export function inOrder(services: readonly BankService[]): readonly BankService[] {
  return bankServiceNames.filter((service) => services.includes(service))
}
