import type { Day } from '../calendar/instant.ts'
import type { DomainEvent } from '../decision/decision.ts'
import type { CnapsCode } from '../identifier/cnaps-code.ts'
import type { BankService } from './bank-service.ts'

/** Which of the ten services a bank provides from a day on; the list that began last counts. */
export interface ServiceTerm {
  readonly from: Day
  readonly services: readonly BankService[]
}

/** One cooperating bank in the published catalogue (Article 7). A bank that leaves stays here: its cards keep working. */
export interface Bank {
  readonly bankId: string
  readonly cnaps: CnapsCode
  readonly name: { readonly zh: string; readonly en: string }
  readonly hotline: string | null
  readonly admittedOn: Day
  /** The first day outside the catalogue; null while no end is set. */
  readonly withdrawnOn: Day | null
  readonly serviceTerms: readonly ServiceTerm[]
  /** The notice that names the bank. */
  readonly source: string
}

export type BankEvent =
  | (BankEventBase & {
      readonly name: 'bank-admitted'
      readonly data: Pick<Bank, 'cnaps' | 'name' | 'hotline' | 'admittedOn' | 'source'> & {
        readonly services: readonly BankService[]
      }
    })
  | (BankEventBase & {
      readonly name: 'bank-withdrawn'
      readonly data: { readonly withdrawnOn: Day; readonly reason: string }
    })
  | (BankEventBase & { readonly name: 'bank-services-changed'; readonly data: ServiceTerm })

interface BankEventBase extends DomainEvent {
  readonly stream: 'bank'
  readonly personId: null
}

export function evolveBank(state: Bank | undefined, event: BankEvent): Bank {
  if (event.name === 'bank-admitted') {
    const { cnaps, name, hotline, admittedOn, source, services } = event.data
    return {
      bankId: event.id,
      cnaps,
      name,
      hotline,
      admittedOn,
      withdrawnOn: null,
      serviceTerms: [{ from: admittedOn, services }],
      source,
    }
  }
  if (state === undefined) throw new Error(`${event.name} of a bank that was not admitted`)
  switch (event.name) {
    case 'bank-withdrawn':
      return { ...state, withdrawnOn: event.data.withdrawnOn }
    case 'bank-services-changed': {
      const others = state.serviceTerms.filter((term) => term.from !== event.data.from)
      return { ...state, serviceTerms: [...others, event.data].sort((a, b) => (a.from < b.from ? -1 : 1)) }
    }
  }
}

export function bankEvent<Name extends BankEvent['name']>(
  bankId: string,
  name: Name,
  data: Extract<BankEvent, { name: Name }>['data'],
): BankEvent {
  return { stream: 'bank', id: bankId, personId: null, name, data } as BankEvent
}

/** M7.12: whether the bank stands in the catalogue on the day; only then may it take on new cards. */
export function bankOpenOn(bank: Pick<Bank, 'admittedOn' | 'withdrawnOn'>, day: Day): boolean {
  return bank.admittedOn <= day && (bank.withdrawnOn === null || day < bank.withdrawnOn)
}

/** The services of the bank on the day, in the order of Article 7; none before it was admitted. */
export function bankServicesOn(bank: Pick<Bank, 'serviceTerms'>, day: Day): readonly BankService[] {
  return bank.serviceTerms.findLast((term) => term.from <= day)?.services ?? []
}
