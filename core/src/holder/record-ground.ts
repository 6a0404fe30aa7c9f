import { ageOn, type Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Ground, type GroundEvent, type GroundKind, groundEvent, groundKinds } from './ground.ts'
import type { Person } from './person.ts'
import { personInLife } from './person-in-life.ts'

export interface GroundClaim {
  readonly kind: GroundKind
  readonly since: Day
  readonly evidence: string
}

/** Article 8: a ground is recorded with its date, its proof and the department that vouches for it (M8.1, M8.2). */
export function recordGround(
  person: Person | undefined,
  grounds: readonly Ground[],
  claim: GroundClaim,
  context: DecisionContext,
): Decision<GroundEvent, { groundId: string }> {
  const living = personInLife(person)
  if (!living.ok) return living.refused
  if (claim.since > context.today) return refuse('date-in-future', { item: 'since' })
  if (grounds.some((ground) => ground.kind === claim.kind && ground.status !== 'ended')) return refuse('ground-known')
  if (claim.kind === 'elderly') {
    const age = context.policy.number('senior.age')
    if (ageOn(living.person.birthOn, context.today) < age) return refuse('ground-too-young', { age })
  }
  const groundId = context.newId()
  const { personId } = living.person
  return accept(
    [
      groundEvent({ groundId, personId }, 'ground-recorded', {
        ...claim,
        vouchedBy: groundKinds[claim.kind].department,
      }),
    ],
    { groundId },
  )
}
