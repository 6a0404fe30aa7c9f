import { isSamePerson } from '../../access/same-person.ts'
import type { Instant } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { type BatchEvent, type BenefitBatch, batchEvent } from './batch.ts'
import type { BenefitProgramme } from './programme.ts'

/** The queue whose task pays the lines. */
export const payQueue = 'pay-benefits'

/** Article 17: money leaves only when a second natural person of the department has agreed, and not before the payday. */
export function approveBatch(
  batch: BenefitBatch | undefined,
  programme: BenefitProgramme | undefined,
  { actor, now }: Pick<DecisionContext, 'actor' | 'now'>,
): Decision<BatchEvent, { payFrom: Instant }> {
  if (batch === undefined || programme === undefined) return refuse('benefit-batch-unknown')
  if (batch.status !== 'closed') return refuse('benefit-batch-state', { state: batch.status })
  if (isSamePerson(actor, batch.closedBy) || isSamePerson(actor, batch.openedBy)) return refuse('benefit-second-person')
  const payday = paydayOf(batch.period, programme.payday)
  const payFrom = payday > now ? payday : now
  // What is due does not wait for the clock of the queue, which may go behind ours.
  const later = payday > now ? { startAfter: payday } : {}
  const task = { queue: payQueue, data: { batchId: batch.batchId }, ...later }
  return accept([batchEvent(batch.batchId, 'benefit-batch-approved', { by: actor.id, payFrom })], { payFrom }, [task])
}

/** Midnight of the city at the beginning of the day; the last day of months that are too short. */
function paydayOf(period: string, payday: number): Instant {
  const [year = 0, month = 0] = period.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const day = String(Math.min(payday, last)).padStart(2, '0')
  return new Date(`${period}-${day}T00:00:00+08:00`).toISOString() as Instant
}

/** Every line has been sent or has a result. */
export function finishRun(
  batch: BenefitBatch | undefined,
  waiting: boolean,
): Decision<BatchEvent, { released: boolean }> {
  if (batch === undefined) return refuse('benefit-batch-unknown')
  if (batch.status !== 'approved' || waiting) return accept([], { released: batch.status === 'released' })
  return accept([batchEvent(batch.batchId, 'benefit-batch-released', {})], { released: true })
}
