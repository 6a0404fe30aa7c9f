import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Batch, type BatchEvent, batchEvent } from './batch.ts'
import { wrongState } from './batch-refusal.ts'

/** Article 14: personal data leave for bank and factory only after a second person has released the batch (M14.8). */
export function releaseBatch(
  batch: Batch | undefined,
  context: Pick<DecisionContext, 'actor'>,
): Decision<BatchEvent, { state: string }> {
  if (batch === undefined) return refuse('not-found')
  if (batch.state !== 'open' || batch.kind !== 'central') return wrongState(batch)
  if (isSamePerson(context.actor, batch.formedBy)) return refuse('same-person-twice')
  return accept([batchEvent(batch, 'batch-released', { releasedBy: context.actor.id })], { state: 'released' })
}
