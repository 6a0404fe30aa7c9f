import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Batch, type BatchEvent, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'

/** Article 6: the released batch is put out for its bank, which opens a dormant account for each line. */
export function exportToBank(batch: Batch | undefined): Decision<BatchEvent, { state: string }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'released') return wrongState(batch)
  return accept([batchEvent(batch, 'batch-exported-to-bank', {})], { state: 'exported-to-bank' })
}
