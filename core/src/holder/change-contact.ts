import { accept, type Decision, refuse } from '../decision/decision.ts'
import type { Person, PersonEvent, PersonEventData } from './person.ts'
import { personEvent } from './person.ts'

/** Article 7: contact data are the person's own word and change directly, without the authoritative register (M7.10). */
export function changeContact(
  person: Person | undefined,
  changes: PersonEventData['contact-changed'],
): Decision<PersonEvent, Record<never, never>> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (Object.keys(changes.sealed).length === 0 && changes.district === undefined) return refuse('nothing-changed')
  return accept([personEvent(person.personId, 'contact-changed', changes)], {})
}
