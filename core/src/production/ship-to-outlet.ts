import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { BlankStock } from './blank-stock.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { endedApart, stopMade } from './stop-line.ts'

/** Article 3: the finished cards of a batch pass from production to distribution, which packs them for their outlets. */
export function shipToOutlet(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  stock: BlankStock | undefined,
): Decision<DomainEvent, { shipped: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'keys-replaced') return wrongState(batch)
  const { going, ended } = endedApart(lines.filter(({ line }) => line.state === 'finished'))
  const stopped = ended.flatMap((member) => stopMade(member, 'making', stock))
  const shipped = going.length
  if (shipped === 0) return stopped.length === 0 ? refuse('batch-nothing-good') : accept(stopped, { shipped })
  return accept<DomainEvent, { shipped: number }>(
    [
      batchEvent(batch, 'batch-shipped', {}),
      ...going.map(({ line }) => lineEvent(line, 'line-shipped', {})),
      ...stopped,
    ],
    { shipped },
  )
}
