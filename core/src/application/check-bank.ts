import { type Bank, bankOpenOn, bankServicesOn } from '../bank/bank.ts'
import { type BankService, bankServices } from '../bank/bank-service.ts'
import { type Outlet, outletOpenOn } from '../bank/outlet.ts'
import type { Day } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { ApplicationKind, Delivery } from './application.ts'
import type { Group } from './group.ts'

/** Which service of a bank each kind of application asks for. */
export const serviceOf = {
  'first-issue': 'application',
  reissue: 'reissue',
  exchange: 'exchange',
  renewal: 'exchange',
} as const satisfies Record<ApplicationKind, BankService>

/** M7.12: a new card needs a bank of the catalogue of that day that provides the service. */
export function bankUnfit(bank: Bank | undefined, kind: ApplicationKind, day: Day): Refused | undefined {
  if (bank === undefined || !bankOpenOn(bank, day))
    return refuse('bank-not-in-catalogue', { bank: bank?.name.zh ?? '—', day })
  const service = serviceOf[kind]
  if (!bankServicesOn(bank, day).includes(service))
    return refuse('bank-service-not-offered', { bank: bank.name.zh, service: bankServices[service].zh, day })
  return undefined
}

/** M8.6: in a group whose employer collects the cards, only the banks that the employer has named. */
export function bankOutsideGroup(
  bankId: string,
  group: Group | undefined,
  sentByEmployer: boolean,
  { policy }: DecisionContext,
): Refused | undefined {
  if (group === undefined || group.bankIds.includes(bankId)) return undefined
  const restricted = group.collection === 'employer' && policy.flag('employer.collection-restricts-choice')
  return sentByEmployer || restricted ? refuse('bank-not-of-group') : undefined
}

export interface DeliveryWish {
  readonly bankId: string
  readonly delivery: Delivery
  readonly outlet: Outlet | undefined
  readonly outletId: string | null
  readonly group: Group | undefined
  readonly minor: boolean
}

/** Article 3: where the card can be handed over: a minor’s only at an outlet, the employer’s way only in its group. */
export function deliveryUnfit(wish: DeliveryWish, day: Day): Refused | undefined {
  const { delivery, group, minor, outlet, outletId, bankId } = wish
  if (minor && delivery !== 'outlet') return refuse('delivery-unfit', { delivery })
  if (delivery === 'employer' && group?.collection !== 'employer') return refuse('delivery-unfit', { delivery })
  if (delivery !== 'outlet') return outletId === null ? undefined : refuse('delivery-unfit', { delivery })
  const fits = outlet !== undefined && outlet.bankId === bankId && outletOpenOn(outlet, day)
  return fits ? undefined : refuse('outlet-unfit')
}

/** M7.14: made at once only where the outlet has the mark 即时制卡. */
export function instantUnfit(outlet: Outlet | undefined, bankId: string, day: Day): Refused | undefined {
  const fits = outlet?.instantIssue === true && outlet.bankId === bankId && outletOpenOn(outlet, day)
  return fits ? undefined : refuse('outlet-unfit')
}
