import type { Instant } from '../calendar/instant.ts'
import type { Person, PersonEvent } from './person.ts'

/** The person after the event; an event that cannot follow is a bug of a decision, so it throws. */
export function evolvePerson(person: Person | undefined, event: PersonEvent, at: Instant): Person {
  if (event.name === 'person-registered') {
    if (person !== undefined) throw new Error(`person ${event.id} is registered already`)
    const { source: _, ...registered } = event.data
    return { personId: event.id, ...registered, lifeStatus: 'alive', death: null, printedChange: null }
  }
  if (person === undefined) throw new Error(`person ${event.id} is not registered: ${event.name}`)
  return { ...person, ...change(person, event, at) }
}

function change(person: Person, event: PersonEvent, at: Instant): Partial<Person> {
  switch (event.name) {
    case 'person-registered':
      return {}
    case 'person-corrected': {
      const { source: _, sealed, ...items } = event.data
      return { ...items, sealed: { ...person.sealed, ...sealed } }
    }
    case 'printed-item-changed':
      return { printedChange: { at, items: event.data.items } }
    case 'contact-changed': {
      const { sealed, phoneIndex, district } = event.data
      return {
        sealed: { ...person.sealed, ...sealed },
        ...(phoneIndex === undefined ? {} : { index: { ...person.index, phone: phoneIndex } }),
        ...(district === undefined ? {} : { district }),
      }
    }
    case 'chip-name-set':
      return {
        sealed: { ...person.sealed, chipName: event.data.chipName },
        nameOnChip: event.data.nameOnChip,
      }
    case 'death-reported':
      return {
        lifeStatus: 'death-reported',
        death: {
          deathOn: event.data.deathOn,
          reportedBy: event.data.reportedBy,
          reportedAt: at,
          confirmedBy: null,
          statusBefore: person.lifeStatus === 'moved-away' ? 'moved-away' : 'alive',
        },
      }
    case 'death-confirmed':
      return {
        lifeStatus: 'deceased',
        death: person.death && { ...person.death, confirmedBy: event.data.confirmedBy },
      }
    case 'death-rejected':
      return { lifeStatus: person.death?.statusBefore ?? 'alive', death: null }
    case 'moved-away':
      return { lifeStatus: 'moved-away' }
    case 'moved-back':
      return { lifeStatus: 'alive' }
  }
}
