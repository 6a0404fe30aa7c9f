import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person, PersonEvent, PersonEventData, PrintedItem } from './person.ts'
import { personEvent } from './person.ts'

/** What the authoritative register says now: only items that differ from what is recorded. */
export interface Correction {
  readonly changes: Omit<PersonEventData['person-corrected'], 'source'>
  /** Which printed items are among them; sealed ones cannot be compared here. */
  readonly printed: readonly PrintedItem[]
  readonly source: string
}

export interface Corrected {
  /** Printed items that changed: the card has to be exchanged. */
  readonly exchangeFor: PrintedItem[]
}

/**
 * Article 7: identity data change only from the authoritative register (M7.10), and the register changes before the card:
 * when a printed item changes the card has to be exchanged (Article 4, M4.5).
 */
export function correctPerson(
  person: Person | undefined,
  ownerOfNumber: string | undefined,
  correction: Correction,
  context: Pick<DecisionContext, 'today'>,
): Decision<PersonEvent, Corrected> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (ownerOfNumber !== undefined && ownerOfNumber !== person.personId) return refuse('person-known')
  const { changes, printed, source } = correction
  if (Object.keys(changes).length === 0) return refuse('nothing-changed')
  if (changes.birthOn !== undefined && changes.birthOn > context.today)
    return refuse('number-future-date', { field: 'identityNumber' })
  const events: PersonEvent[] = [personEvent(person.personId, 'person-corrected', { ...changes, source })]
  if (printed.length > 0) events.push(personEvent(person.personId, 'printed-item-changed', { items: printed }))
  return accept(events, { exchangeFor: [...printed] })
}
