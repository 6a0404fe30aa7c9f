import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { endedApart, stopLine } from './stop-line.ts'

/** Article 6: the released batch is put out for its bank, which opens a dormant account for each line. */
export function exportToBank(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
): Decision<DomainEvent, { state: string }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'released') return wrongState(batch)
  const { going, ended } = endedApart(lines)
  if (going.length === 0) return refuse('batch-nothing-good')
  return accept<DomainEvent, { state: string }>(
    [batchEvent(batch, 'batch-exported-to-bank', {}), ...ended.flatMap((member) => stopLine(member, 'bank'))],
    { state: 'exported-to-bank' },
  )
}
