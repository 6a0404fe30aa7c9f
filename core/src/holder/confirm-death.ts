import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Person, type PersonEvent, personEvent } from './person.ts'
import { type Relation, type RelationEvent, relationEvent } from './relation.ts'

/**
 * Article 10: a human who did not report the death confirms it (M10.5). Then the cards are cancelled (Article 7) and
 * nobody acts for the person or through the person any more (M9.3).
 */
export function confirmDeath(
  person: Person | undefined,
  relations: readonly Relation[],
  context: Pick<DecisionContext, 'actor'>,
): Decision<PersonEvent | RelationEvent, { lifeStatus: 'deceased' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus !== 'death-reported') return refuse('person-not-reported-dead')
  if (isSamePerson(context.actor, person.death?.reportedBy)) return refuse('same-person-twice')
  const { personId } = person
  return accept(
    [
      personEvent(personId, 'death-confirmed', { confirmedBy: context.actor.id }),
      ...relations
        .filter((relation) => relation.endedAt === null)
        .map((relation) => relationEvent(relation, 'relation-ended', { reason: 'death' })),
    ],
    { lifeStatus: 'deceased' },
    [{ queue: 'cancel-cards-of-person', data: { personId, reason: 'death' } }],
  )
}
