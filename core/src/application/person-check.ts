import { type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'

/** M7.1: no new card for somebody who has died or whose death is being checked, or who has left the city. */
export function notAlive(person: Person): Refused | undefined {
  switch (person.lifeStatus) {
    case 'deceased':
      return refuse('person-deceased')
    case 'death-reported':
      return refuse('person-death-reported')
    case 'moved-away':
      return refuse('person-moved-away')
    case 'alive':
      return undefined
  }
}
