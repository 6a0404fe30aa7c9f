import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Ground, type GroundEvent, groundEvent } from './ground.ts'
import { type Person, type PersonEvent, personEvent } from './person.ts'
import { personInLife } from './person-in-life.ts'

export interface Move {
  readonly movedOn: Day
  readonly source: string
}

/**
 * Article 8: who moves away may lose the entitlement. Every ground goes under review; no card ends before the review is
 * decided (M8.2).
 */
export function moveAway(
  person: Person | undefined,
  grounds: readonly Ground[],
  move: Move,
  context: Pick<DecisionContext, 'today' | 'actor'>,
): Decision<PersonEvent | GroundEvent, { groundsUnderReview: number }> {
  const living = personInLife(person)
  if (!living.ok) return living.refused
  if (move.movedOn > context.today) return refuse('date-in-future', { item: 'movedOn' })
  const held = grounds.filter((ground) => ground.status === 'held')
  return accept(
    [
      personEvent(living.person.personId, 'moved-away', move),
      ...held.map((ground) =>
        groundEvent(ground, 'ground-lost', {
          endedOn: move.movedOn,
          reason: 'moved-away',
          endedBy: context.actor.id,
        }),
      ),
    ],
    { groundsUnderReview: grounds.filter((ground) => ground.status !== 'ended').length },
  )
}
