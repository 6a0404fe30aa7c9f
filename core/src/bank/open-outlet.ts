import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { District } from '../identifier/district.ts'
import { type Bank, bankOpenOn } from './bank.ts'
import { unfitOutlet } from './check-outlet.ts'
import { type OutletDetails, type OutletEvent, outletEvent } from './outlet.ts'

/** As it comes over the wire: the district is not yet known to exist. */
export type OutletInput = Omit<OutletDetails, 'district'> & { readonly district: string }

export interface OpenOutlet extends OutletInput {
  readonly bankId: string
  readonly openedOn: Day
}

/** Article 7: an outlet of a bank of the catalogue begins to handle cards on a day. */
export function openOutlet(
  bank: Bank | undefined,
  input: OpenOutlet,
  context: DecisionContext,
): Decision<OutletEvent, { readonly outletId: string }> {
  if (bank === undefined) return refuse('not-found')
  const { bankId, openedOn, ...details } = input
  if (openedOn < context.today) return refuse('bank-day-past', { earliest: context.today })
  if (!bankOpenOn(bank, openedOn)) return refuse('bank-not-in-catalogue', { bank: bank.name.zh, day: openedOn })
  const unfit = unfitOutlet(details)
  if (unfit !== undefined) return unfit
  const outletId = context.newId()
  const data = { ...details, district: details.district as District, bankId, openedOn }
  return accept([outletEvent(outletId, 'outlet-opened', data)], { outletId })
}
