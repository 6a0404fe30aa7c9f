import { type Accepted, accept, type Refused, refuse } from '../decision/decision.ts'
import type { Batch, StageResult } from './batch.ts'

export interface ReturnTaken {
  readonly batchId: string
  readonly good: number
  readonly failed: number
}

/**
 * Article 13: the same file again gives the answer of the first time and no second effect; a different one is refused.
 * Undefined: nothing was returned yet.
 */
export function returnedBefore(
  batch: Batch,
  earlier: StageResult | null,
  fingerprint: string,
): Accepted<never, ReturnTaken> | Refused | undefined {
  if (earlier === null) return undefined
  return earlier.fingerprint === fingerprint ? accept([], takenAnswer(batch, earlier)) : refuse('file-already-taken')
}

export function takenAnswer(batch: Batch, result: StageResult): ReturnTaken {
  return { batchId: batch.batchId, good: result.good, failed: result.failed }
}
