import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person, PersonEvent, PersonEventData } from './person.ts'
import { personEvent } from './person.ts'

/**
 * Article 7: contact data are the person's own word and change directly, without the authoritative register (M7.10). The
 * telephone is where the codes of the person's own sign-in go, so no proxy changes it, whatever was granted (M9.3).
 */
export function changeContact(
  person: Person | undefined,
  changes: PersonEventData['contact-changed'],
  context: Pick<DecisionContext, 'actor' | 'standing'>,
): Decision<PersonEvent, Record<never, never>> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (Object.keys(changes.sealed).length === 0 && changes.district === undefined) return refuse('nothing-changed')
  if (changes.sealed.phone !== undefined && isProxy(person.personId, context)) return refuse('phone-only-by-holder')
  return accept([personEvent(person.personId, 'contact-changed', changes)], {})
}

function isProxy(personId: string, { actor, standing }: Pick<DecisionContext, 'actor' | 'standing'>): boolean {
  if (actor.role !== 'citizen') return standing.visit?.presenter === 'proxy'
  return actor.personId !== personId && !standing.represents?.includes('all')
}
