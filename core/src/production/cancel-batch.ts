import { accept, type Decision, type DomainEvent, refuse } from '../decision/decision.ts'
import { type Batch, batchEvent, batchTransitions } from './batch.ts'
import { wrongState } from './batch-refusal.ts'
import { dropCard } from './drop-card.ts'
import { lineEvent, lineTransitions } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { sentBack } from './rework-line.ts'
import { applicationOfEnded, hasEnded } from './stop-line.ts'

/** Article 6: a batch can be called off until a blank has been touched; its applications wait for another one. */
export function cancelBatch(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  reason: string,
): Decision<DomainEvent, { released: number }> {
  if (batch === undefined) return refuse('not-found')
  const cancellable = (batchTransitions[batch.state] as readonly string[]).includes('cancelled')
  if (!cancellable || batch.kind !== 'central') return wrongState(batch)
  const open = lines.filter(({ line }) => (lineTransitions[line.state] as readonly string[]).includes('cancelled'))
  const trouble = { stage: 'making', reason: 'other', words: null } as const
  return accept<DomainEvent, { released: number }>(
    [
      batchEvent(batch, 'batch-cancelled', { reason }),
      ...open.flatMap(({ line, card, application }) => [
        lineEvent(line, 'line-cancelled', {}),
        ...dropCard(card, reason),
        ...(hasEnded(card)
          ? applicationOfEnded(application, card)
          : sentBack(application, card.cardId, 'make-again', trouble)),
      ]),
    ],
    { released: open.length },
  )
}
