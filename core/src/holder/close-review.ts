import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { entitles, type Ground, type GroundEvent, groundEvent } from './ground.ts'
import type { Person } from './person.ts'

export interface ReviewResult {
  readonly outcome: 'still-entitled' | 'entitlement-ended'
  readonly reason: string
}

/**
 * Article 8: a human who did not report the loss decides the review (M8.2). Only when no ground is left do the cards end
 * (Article 7).
 */
export function closeReview(
  person: Person | undefined,
  ground: Ground | undefined,
  grounds: readonly Ground[],
  result: ReviewResult,
  context: Pick<DecisionContext, 'today' | 'actor'>,
): Decision<GroundEvent, { entitled: boolean }> {
  if (person === undefined) return refuse('person-unknown')
  if (ground === undefined) return refuse('ground-unknown')
  if (ground.status !== 'under-review') return refuse('ground-not-under-review')
  if (isSamePerson(context.actor, ground.endedBy)) return refuse('same-person-twice')
  const { reason } = result
  if (result.outcome === 'still-entitled')
    return accept([groundEvent(ground, 'ground-reinstated', { reason })], { entitled: true })
  const entitled = entitles(grounds.filter((one) => one.groundId !== ground.groundId))
  const { personId } = ground
  const why = person.lifeStatus === 'moved-away' ? 'moved-away' : 'entitlement-ended'
  return accept(
    [
      groundEvent(ground, 'ground-ended', {
        endedOn: ground.endedOn ?? context.today,
        reason,
        endedBy: context.actor.id,
      }),
    ],
    { entitled },
    entitled ? [] : [{ queue: 'cancel-cards-of-person', data: { personId, reason: why } }],
  )
}
