import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Move } from './move-away.ts'
import { type Person, type PersonEvent, personEvent } from './person.ts'

/** Article 8: who comes back keeps the old entry of the register; the grounds are looked at anew. */
export function moveBack(
  person: Person | undefined,
  move: Move,
  context: Pick<DecisionContext, 'today'>,
): Decision<PersonEvent, { lifeStatus: 'alive' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (person.lifeStatus === 'death-reported') return refuse('person-death-reported')
  if (person.lifeStatus === 'alive') return refuse('person-not-moved-away')
  if (move.movedOn > context.today) return refuse('date-in-future', { item: 'movedOn' })
  return accept([personEvent(person.personId, 'moved-back', move)], { lifeStatus: 'alive' })
}
