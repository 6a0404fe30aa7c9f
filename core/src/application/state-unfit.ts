import { type Refused, refuse } from '../decision/decision.ts'
import type { Application, ApplicationStatus } from './application.ts'

/** A refusal names the actual state, so that the counter knows what to do. */
export function stateUnfit(application: Application, wanted: readonly ApplicationStatus[]): Refused | undefined {
  return wanted.includes(application.status) ? undefined : refuse('application-state', { status: application.status })
}
