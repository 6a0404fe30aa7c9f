import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { type BatchEvent, type BenefitBatch, batchEvent } from './batch.ts'
import { type BenefitProgramme, coversPeriod } from './programme.ts'

export interface BatchOpened {
  readonly programmeId: string
  readonly period: string
  readonly reference: string
  readonly declaredCount: number
  readonly declaredFen: number
}

/** Article 2: a department announces what it will pay: how many lines, how much in all, under a number of its own. */
export function openBatch(
  programme: BenefitProgramme | undefined,
  sameReference: BenefitBatch | undefined,
  opened: BatchOpened,
  { actor, newId }: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<BatchEvent, { batchId: string }> {
  const { programmeId, period, reference } = opened
  if (programme === undefined) return refuse('benefit-programme-unknown')
  if (!coversPeriod(programme, period)) return refuse('benefit-period-outside', { period })
  if (sameReference !== undefined) return refuse('benefit-reference-taken', { reference })
  const batchId = newId()
  const { department } = programme
  const { declaredCount, declaredFen } = opened
  const data = { programmeId, department, period, reference, declaredCount, declaredFen, openedBy: actor.id }
  return accept([batchEvent(batchId, 'benefit-batch-opened', data)], { batchId })
}
