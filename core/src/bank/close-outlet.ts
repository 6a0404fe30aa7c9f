import type { Day } from '../calendar/instant.ts'
import { laterDay } from '../calendar/later-day.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Outlet, type OutletEvent, outletEvent } from './outlet.ts'

export interface CloseOutlet {
  readonly closedOn: Day
  readonly reason: string
}

/** Article 7: an outlet stops handling cards from a day on. */
export function closeOutlet(
  outlet: Outlet | undefined,
  input: CloseOutlet,
  context: DecisionContext,
): Decision<OutletEvent, Record<never, never>> {
  if (outlet === undefined) return refuse('not-found')
  if (outlet.closedOn !== null) return refuse('outlet-closed', { day: outlet.closedOn })
  const earliest = laterDay(outlet.openedOn, context.today)
  if (input.closedOn < earliest) return refuse('bank-day-past', { earliest })
  const { closedOn, reason } = input
  return accept([outletEvent(outlet.outletId, 'outlet-closed', { closedOn, reason })], {})
}
