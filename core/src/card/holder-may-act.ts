import { ageOn } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'

/** Article 8: a card of a minor is enabled by the guardian, and nobody's card is enabled after their death. */
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
