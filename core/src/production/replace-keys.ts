import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { matchReturned } from './match-returned.ts'
import { type ReturnTaken, returnedBefore, takenAnswer } from './returned-before.ts'
import { stopMade } from './stop-line.ts'

/** Whether the transport keys of a card were replaced by the city's own. */
export interface KeyResult {
  readonly cardNumber: string
  readonly fileLine: number
  readonly replaced: boolean
  readonly reason: string | null
}

/** Articles 6 and 14: a card leaves production only with the city's keys in it; one whose keys failed is spoiled. */
export function replaceKeys(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  stock: BlankStock | undefined,
  returned: { readonly fingerprint: string; readonly results: readonly KeyResult[] },
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
  for (const [{ line, card }, { replaced, reason }] of matched.pairs) {
    if (replaced) {
      good += 1
      events.push(lineEvent(line, 'line-finished', {}), cardEvent(card, 'keys-replaced', {}))
      continue
    }
    events.push(
      lineEvent(line, 'line-failed', { state: 'key-error', reason: reason ?? 'key-error' }),
      ...dropCard(card, 'key-error'),
    )
    if (stock !== undefined) events.push(blankStockEvent(stock.placeId, 'good-card-spoiled', { cardId: card.cardId }))
  }
  for (const [member] of matched.ended) events.push(...stopMade(member, 'key', stock))
  const failed = matched.pairs.length + matched.ended.length - good
  const result = { fingerprint: returned.fingerprint, good, failed }
  return accept([batchEvent(batch, 'batch-keys-replaced', result), ...events], takenAnswer(batch, result))
}
