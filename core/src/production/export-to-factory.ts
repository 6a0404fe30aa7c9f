import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import type { BlankStock } from './blank-stock.ts'
import type { FactoryKey } from './factory-key.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { endedApart, stopLine } from './stop-line.ts'

interface Maker {
  readonly makerId: string
  readonly stock: BlankStock | undefined
  readonly key: FactoryKey | undefined
  /** The version of the city's keys that new chips are given; undefined before the first ceremony. */
  readonly keyVersion: number | undefined
}

/**
 * Articles 13 and 14: a factory gets only what it has blanks for, so that every blank can be accounted for afterwards, and
 * nothing before two persons have agreed on the key for which its orders are closed, or before there are keys for the chips.
 */
export function exportToFactory(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  maker: Maker,
): Decision<DomainEvent, { exported: number }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'certified') return wrongState(batch)
  if (maker.key?.key == null) return refuse('factory-key-missing', { makerId: maker.makerId })
  if (maker.keyVersion === undefined) return refuse('chip-keys-missing')
  const { going, ended } = endedApart(lines.filter(({ line }) => line.state === 'certified'))
  const stopped = ended.flatMap((member) => stopLine(member, 'making'))
  const exported = going.length
  if (exported === 0) return stopped.length === 0 ? refuse('batch-nothing-good') : accept(stopped, { exported })
  const onHand = maker.stock?.onHand ?? 0
  if (onHand < exported) return refuse('blank-stock-short', { onHand, needed: exported })
  return accept<DomainEvent, { exported: number }>(
    [batchEvent(batch, 'batch-exported-to-factory', { makerId: maker.makerId }), ...stopped],
    { exported },
  )
}
