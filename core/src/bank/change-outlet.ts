import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { District } from '../identifier/district.ts'
import { unfitOutlet } from './check-outlet.ts'
import type { OutletInput } from './open-outlet.ts'
import { type Outlet, type OutletEvent, outletEvent } from './outlet.ts'

/** Articles 7 and 12: what is published about an outlet is corrected at once. */
export function changeOutlet(
  outlet: Outlet | undefined,
  details: OutletInput,
  context: DecisionContext,
): Decision<OutletEvent, Record<never, never>> {
  if (outlet === undefined) return refuse('not-found')
  if (outlet.closedOn !== null && outlet.closedOn <= context.today) {
    return refuse('outlet-closed', { day: outlet.closedOn })
  }
  const unfit = unfitOutlet(details)
  if (unfit !== undefined) return unfit
  return accept(
    [outletEvent(outlet.outletId, 'outlet-changed', { ...details, district: details.district as District })],
    {},
  )
}
