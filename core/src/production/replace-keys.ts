import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { type ChipCheck, chipProved } from './chip-proved.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { matchReturned } from './match-returned.ts'
import { type ReturnTaken, returnedBefore, takenAnswer } from './returned-before.ts'
import { stopMade } from './stop-line.ts'

/**
 * Whether the transport keys of a card were replaced by the city's own. That they were is never taken on trust: what was read back has
 * been compared with the register and the chip has proved its key before the decision hears of it.
 */
export interface KeyResult {
  readonly cardNumber: string
  readonly fileLine: number
  readonly chip: ChipCheck
}

/**
 * Articles 4, 6 and 14: a card leaves production only with the content of the register and the city's keys in it; one that
 * reads back differently, or does not prove its keys, is spoiled (M4.2).
 */
export function replaceKeys(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  stock: BlankStock | undefined,
  returned: { readonly fingerprint: string; readonly results: readonly KeyResult[] },
  context: Pick<DecisionContext, 'now' | 'policy'>,
): Decision<DomainEvent, ReturnTaken> {
  if (batch === undefined) return refuse('not-found')
  const earlier = returnedBefore(batch, batch.keyResult, returned.fingerprint)
  if (earlier !== undefined) return earlier
  if (batch.state !== 'factory-returned') return wrongState(batch)
  const matched = matchReturned(
    lines.filter(({ line }) => line.state === 'made'),
    returned.results,
  )
  if (!matched.whole) return matched.refused

  const events: DomainEvent[] = []
  let good = 0
  for (const [{ line, card }, { chip }] of matched.pairs) {
    if (chip.good) {
      good += 1
      events.push(lineEvent(line, 'line-finished', {}), ...chipProved(card, chip, context))
      continue
    }
    events.push(
      lineEvent(line, 'line-failed', { state: 'key-error', reason: chip.reason }),
      ...dropCard(card, 'key-error'),
    )
    if (stock !== undefined) events.push(blankStockEvent(stock.placeId, 'good-card-spoiled', { cardId: card.cardId }))
  }
  for (const [member] of matched.ended) events.push(...stopMade(member, 'key', stock))
  const failed = matched.pairs.length + matched.ended.length - good
  const result = { fingerprint: returned.fingerprint, good, failed }
  return accept([batchEvent(batch, 'batch-keys-replaced', result), ...events], takenAnswer(batch, result))
}
