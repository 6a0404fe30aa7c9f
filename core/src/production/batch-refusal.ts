import { type Refused, refuse } from '../decision/decision.ts'
import type { Batch } from './batch.ts'

export function wrongState(batch: Batch): Refused {
  return refuse('batch-state-wrong', { state: batch.state })
}
