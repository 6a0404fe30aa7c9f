import { ageOn } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'

/**
 * Articles 8 and 9: what puts a minor's card into use, gives it a PIN or ends it for good is the guardian's, and nobody's
 * card is used after their death. To report a loss is everybody's: it only stops the card.
 */
export function holderMayAct(person: Person, context: DecisionContext): Refused | undefined {
  if (person.lifeStatus === 'deceased' || person.lifeStatus === 'death-reported') return refuse('holder-deceased')
  const years = context.policy.number('guardian.required-under')
  if (ageOn(person.birthOn, context.today) < years && !guardianActs(context)) {
    return refuse('guardian-required', { years })
  }
  return undefined
}

/** Only guardians represent in everything; a proxy has named scopes. */
function guardianActs({ standing }: DecisionContext): boolean {
  return standing.visit?.presenter === 'guardian' || (standing.represents?.includes('all') ?? false)
}
