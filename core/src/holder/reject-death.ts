import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Person, type PersonEvent, personEvent } from './person.ts'

/** Article 10: a report of death that is wrong is taken back by a human who did not make it (M10.5). */
export function rejectDeath(
  person: Person | undefined,
  reason: string,
  context: Pick<DecisionContext, 'actor'>,
): Decision<PersonEvent, { lifeStatus: 'alive' | 'moved-away' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus !== 'death-reported' || person.death === null) return refuse('person-not-reported-dead')
  if (isSamePerson(context.actor, person.death.reportedBy)) return refuse('same-person-twice')
  return accept([personEvent(person.personId, 'death-rejected', { rejectedBy: context.actor.id, reason })], {
    lifeStatus: person.death.statusBefore,
  })
}
