import type { Outlet } from '../bank/outlet.ts'
import { dayOf } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { instantUnfit } from './check-bank.ts'
import { isPromise, promiseFor } from './promise.ts'
import { stateUnfit } from './state-unfit.ts'

/** Article 7: the outlet makes the card in this visit (即时制卡标注); the promise becomes the visit itself. */
export function markInstant(
  application: Application | undefined,
  outlet: Outlet | undefined,
  context: DecisionContext,
): Decision<ApplicationEvent, { promisedOn: string }> {
  if (application === undefined) return refuse('not-found')
  const unfit = stateUnfit(application, ['accepted']) ?? instantUnfit(outlet, application.bankId, context.today)
  if (unfit !== undefined) return unfit
  if (outlet === undefined || application.instantOutletId === outlet.outletId) return refuse('instant-mark-unchanged')
  const promise = promiseFor({ ...application, instantOutletId: outlet.outletId }, context.today, context.policy)
  if (!isPromise(promise)) return promise
  return accept([applicationEvent(application, 'instant-marked', { outletId: outlet.outletId, promise })], {
    promisedOn: promise.promisedOn,
  })
}

/** Article 7: back to the central way; the promise is that of the day of acceptance, as if it had never been marked. */
export function unmarkInstant(
  application: Application | undefined,
  context: DecisionContext,
): Decision<ApplicationEvent, { promisedOn: string }> {
  if (application === undefined || application.acceptedAt === null) return refuse('not-found')
  const unfit = stateUnfit(application, ['accepted'])
  if (unfit !== undefined) return unfit
  if (application.instantOutletId === null) return refuse('instant-mark-unchanged')
  const acceptedOn = dayOf(application.acceptedAt)
  const promise = promiseFor({ ...application, instantOutletId: null }, acceptedOn, context.policy)
  if (!isPromise(promise)) return promise
  return accept([applicationEvent(application, 'instant-unmarked', { promise })], { promisedOn: promise.promisedOn })
}
