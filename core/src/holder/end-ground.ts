import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Ground, type GroundEvent, groundEvent } from './ground.ts'

export interface GroundLoss {
  readonly endedOn: Day
  readonly reason: string
}

/** Article 8: a lost ground ends; if it was the only one held, a review is opened and nothing is cancelled (M8.2). */
export function endGround(
  ground: Ground | undefined,
  grounds: readonly Ground[],
  loss: GroundLoss,
  context: Pick<DecisionContext, 'today' | 'actor'>,
): Decision<GroundEvent, { review: boolean }> {
  if (ground === undefined) return refuse('ground-unknown')
  if (ground.status !== 'held') return refuse('ground-not-held')
  if (loss.endedOn > context.today) return refuse('date-in-future', { item: 'endedOn' })
  const others = grounds.some((one) => one.groundId !== ground.groundId && one.status === 'held')
  const data = { ...loss, endedBy: context.actor.id }
  return accept([groundEvent(ground, others ? 'ground-ended' : 'ground-lost', data)], { review: !others })
}
