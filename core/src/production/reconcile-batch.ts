import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Batch, type BatchEvent, batchEvent, batchTransitions } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { Line, LineState } from './line.ts'

export interface Reconciliation {
  readonly ordered: number
  readonly good: number
  readonly reworked: number
  readonly givenUp: number
}

/** Article 13: a batch ends when ordered = good + made again + given up, to zero; nothing in it is hidden or left. */
export function reconcileBatch(batch: Batch | undefined, lines: readonly Line[]): Decision<BatchEvent, Reconciliation> {
  if (batch === undefined) return refuse('not-found')
  if (!(batchTransitions[batch.state] as readonly string[]).includes('reconciled') || batch.state === 'open')
    return wrongState(batch)
  const count = (state: LineState): number => lines.filter((line) => line.state === state).length
  const [good, reworked, givenUp] = [count('shipped'), count('reworked'), count('given-up')]
  const open = batch.ordered - good - reworked - givenUp
  if (open !== 0) return refuse('batch-not-settled', { open })
  const sums = { good, reworked, givenUp }
  return accept([batchEvent(batch, 'batch-reconciled', sums)], { ordered: batch.ordered, ...sums })
}
