import { type Application, type ApplicationEvent, applicationEvent, type Trouble } from '../application/application.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Batch } from './batch.ts'
import { dropCard } from './drop-card.ts'
import { type FailStage, hasFailed, lineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { hasEnded, isMadeAgain, stopLine } from './stop-line.ts'

/** What becomes of a failed line: made again in another batch, back to the applicant, or the end of the application. */
export type ReworkOutcome = 'make-again' | 'correct' | 'give-up'

export interface ReworkLine {
  /** Sequence numbers; all failed lines when absent. */
  readonly sequences?: readonly number[]
  /** By default a line that failed at the bank asks for a correction, every other one is made again. */
  readonly outcome?: ReworkOutcome
}

/** Article 6: a failed line gets an end of its own; the application waits again, asks the applicant, or has failed. */
export function reworkLine(
  batch: Batch | undefined,
  lines: readonly LineWithApplication[],
  input: ReworkLine,
  context: Pick<DecisionContext, 'policy'>,
): Decision<DomainEvent, { settled: number }> {
  if (batch === undefined) return refuse('not-found')
  const chosen = input.sequences === undefined ? undefined : new Set(input.sequences)
  const events: DomainEvent[] = []
  let settled = 0
  for (const { line, card, application } of lines) {
    if (!hasFailed(line) || chosen?.has(line.sequence) === false) continue
    if (hasEnded(card) && !isMadeAgain(card)) {
      events.push(...stopLine({ line, card, application }, line.failStage ?? 'making'))
      settled += 1
      continue
    }
    const stage = line.failStage ?? 'making'
    const reason = line.reason ?? ''
    const outcome = input.outcome ?? (stage === 'bank' ? 'correct' : 'make-again')
    const most = context.policy.number('production.remakes-most')
    if (outcome === 'make-again' && line.attempt > most)
      return refuse('line-made-again-too-often', { sequence: line.sequence, most })
    settled += 1
    events.push(
      outcome === 'give-up'
        ? lineEvent(line, 'line-given-up', {})
        : lineEvent(line, 'line-reworked', { stage, reason }),
      ...dropCard(card, reason),
      ...sentBack(application, card.cardId, outcome, troubleOf(stage, reason)),
    )
  }
  return settled === 0 ? refuse('line-not-failed') : accept(events, { settled })
}

/** The application's side, if it still waits for this very card. */
export function sentBack(
  application: Application,
  cardId: string,
  outcome: ReworkOutcome,
  trouble: Omit<Trouble, 'at' | 'remedy'>,
): readonly ApplicationEvent[] {
  if (application.cardId !== cardId) return []
  if (outcome === 'make-again')
    return [applicationEvent(application, 'production-repeated', { ...trouble, remedy: 'made-again' })]
  if (application.status !== 'in-production') return []
  return outcome === 'correct'
    ? [applicationEvent(application, 'correction-requested', { ...trouble, remedy: 'correct-data' })]
    : [applicationEvent(application, 'production-failed', { ...trouble, remedy: 'call' })]
}

const troubles = {
  bank: { stage: 'bank', reason: 'bank-declined' },
  certificate: { stage: 'certificate', reason: 'certificate-declined' },
  making: { stage: 'making', reason: 'card-spoiled' },
  key: { stage: 'quality', reason: 'quality-failed' },
} as const satisfies Record<FailStage, Pick<Trouble, 'stage' | 'reason'>>

function troubleOf(stage: FailStage, words: string): Omit<Trouble, 'at' | 'remedy'> {
  return { ...troubles[stage], words: words === '' ? null : words }
}
