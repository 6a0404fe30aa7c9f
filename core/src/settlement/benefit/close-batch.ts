import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { type BatchEvent, type BenefitBatch, batchEvent } from './batch.ts'

/** What has arrived, by the pieces. */
export interface Received {
  readonly lines: number
  readonly fen: number
}

/** Article 13: a batch whose count or total is not what was declared is not paid, not one line of it. */
export function closeBatch(
  batch: BenefitBatch | undefined,
  received: Received,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<BatchEvent, Received> {
  if (batch === undefined) return refuse('benefit-batch-unknown')
  if (batch.status !== 'open') return refuse('benefit-batch-state', { state: batch.status })
  const { declaredCount, declaredFen } = batch
  if (declaredCount !== received.lines || declaredFen !== received.fen)
    return refuse('benefit-total-wrong', {
      ...{ declaredCount, declaredFen },
      ...{ receivedCount: received.lines, receivedFen: received.fen },
    })
  return accept([batchEvent(batch.batchId, 'benefit-batch-closed', { by: actor.id })], received)
}

/** A batch that is wrong is given up and sent again under another number. */
export function cancelBatch(
  batch: BenefitBatch | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<BatchEvent, { batchId: string }> {
  if (batch === undefined) return refuse('benefit-batch-unknown')
  if (batch.status !== 'open' && batch.status !== 'closed')
    return refuse('benefit-batch-state', { state: batch.status })
  const { batchId } = batch
  return accept([batchEvent(batchId, 'benefit-batch-cancelled', { by: actor.id })], { batchId })
}
