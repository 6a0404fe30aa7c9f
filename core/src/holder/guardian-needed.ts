import { addDays, addYears, ageOn, type Day } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import type { Person } from './person.ts'

/** Article 8: for a minor the guardian applies, collects and enables (M8.4). */
export function guardianNeeded(
  person: Pick<Person, 'birthOn'>,
  context: { readonly today: Day; readonly policy: DecisionContext['policy'] },
): boolean {
  return ageOn(person.birthOn, context.today) < context.policy.number('guardian.required-under')
}

/** The birthday on which a person comes of age; whoever was born on 29 February comes of age on 1 March (ageOn). */
export function comingOfAgeOn(birthOn: Day, age: number): Day {
  const sameDay = addYears(birthOn, age)
  return ageOn(birthOn, sameDay) < age ? addDays(sameDay, 1) : sameDay
}
