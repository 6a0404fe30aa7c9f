import type { PersonalField } from '../access/personal-field.ts'
import { ageOn, type Day } from '../calendar/instant.ts'
import type { Agreement } from '../service/agreement.ts'
import type { CardService, ReleasableFact } from '../service/card-service.ts'
import type { UseFacts } from '../service/judge-use.ts'

/** Ages at which the rules of services change; a gate that asks for a band learns no birthday. */
export const ageBands = ['under-6', '6-17', '18-59', '60-64', '65-79', '80-up'] as const
export type AgeBand = (typeof ageBands)[number]

export interface ToldFacts {
  readonly 'insurance-kind'?: 'employee-medical' | 'resident-medical' | 'none'
  readonly 'age-band'?: AgeBand
  readonly district?: string
  readonly 'free-rider'?: boolean
}

type Allowing = Pick<CardService | Agreement, 'facts' | 'personal'>

/** M2.9: what both the service and the agreement of the asker allow, and nothing else. */
export function personalTold(service: Allowing, agreement: Allowing): readonly PersonalField[] {
  return service.personal.filter((field) => agreement.personal.includes(field))
}

/** M2.9, M5.6: coarse facts in place of the data from which they follow. */
export function factsTold(service: Allowing, agreement: Allowing, facts: UseFacts, on: Day): ToldFacts {
  const told = service.facts.filter((fact) => agreement.facts.includes(fact))
  return Object.fromEntries(told.map((fact) => [fact, factOf[fact](facts, on)]))
}

const factOf = {
  'insurance-kind': ({ grounds }, on) => {
    const held = grounds.filter(
      ({ since, status, endedOn }) => since <= on && (status !== 'ended' || on < (endedOn ?? on)),
    )
    const kinds = held.map(({ kind }) => kind)
    if (kinds.includes('employee-medical')) return 'employee-medical'
    return kinds.includes('resident-medical') ? 'resident-medical' : 'none'
  },
  'age-band': ({ person }, on) => ageBand(ageOn(person.birthOn, on)),
  district: ({ person }) => person.district,
  // Who rides free has the entitlement of the elderly and disabled on the card.
  'free-rider': ({ card, applications }, on) =>
    applications.some(
      ({ cardId, serviceId, state, from, until }) =>
        cardId === card.cardId &&
        serviceId === 'elderly-care' &&
        state === 'active' &&
        from <= on &&
        (until === null || on <= until),
    ),
} as const satisfies { [Fact in ReleasableFact]: (facts: UseFacts, on: Day) => NonNullable<ToldFacts[Fact]> }

function ageBand(age: number): AgeBand {
  if (age < 6) return 'under-6'
  if (age < 18) return '6-17'
  if (age < 60) return '18-59'
  if (age < 65) return '60-64'
  return age < 80 ? '65-79' : '80-up'
}
