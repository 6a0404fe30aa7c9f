import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { lineEvent } from './line.ts'
import type { LineWithCard } from './line-with-card.ts'

/** Article 3: the finished cards of a batch pass from production to distribution, which packs them for their outlets. */
export function shipToOutlet(
  batch: Batch | undefined,
  lines: readonly LineWithCard[],
): Decision<DomainEvent, { shipped: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'keys-replaced') return wrongState(batch)
  const finished = lines.filter(({ line }) => line.state === 'finished')
  if (finished.length === 0) return refuse('batch-nothing-good')
  return accept(
    [batchEvent(batch, 'batch-shipped', {}), ...finished.map(({ line }) => lineEvent(line, 'line-shipped', {}))],
    { shipped: finished.length },
  )
}
