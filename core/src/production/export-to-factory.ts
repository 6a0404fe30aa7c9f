import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Batch, type BatchEvent, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { BlankStock } from './blank-stock.ts'
import type { LineWithCard } from './line-with-card.ts'

/** Article 13: a factory gets only what it has blanks for, so that every blank can be accounted for afterwards. */
export function exportToFactory(
  batch: Batch | undefined,
  lines: readonly LineWithCard[],
  maker: { readonly makerId: string; readonly stock: BlankStock | undefined },
): Decision<BatchEvent, { exported: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'certified') return wrongState(batch)
  const exported = lines.filter(({ line }) => line.state === 'certified').length
  if (exported === 0) return refuse('batch-nothing-good')
  const onHand = maker.stock?.onHand ?? 0
  if (onHand < exported) return refuse('blank-stock-short', { onHand, needed: exported })
  return accept([batchEvent(batch, 'batch-exported-to-factory', { makerId: maker.makerId })], { exported })
}
