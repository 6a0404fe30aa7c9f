import { ageOn } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { departments, type Ground, groundKinds } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import type { Applicant } from './application.ts'

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

/** Who is applying: the presenter of the visit, the person themself, or who represents them; an employer for its group. */
export function applicantOf(person: Person, { actor, standing }: DecisionContext): Applicant {
  if (standing.visit !== undefined) return { as: standing.visit.presenter, personId: standing.visit.presenterId }
  if (actor.role === 'employer-agent') return { as: 'employer', personId: person.personId }
  if (actor.personId === undefined || actor.personId === person.personId)
    return { as: 'holder', personId: person.personId }
  return { as: standing.represents?.includes('all') ? 'guardian' : 'proxy', personId: actor.personId }
}

/** M8.4: a minor’s guardian applies; for a young child the guardian’s consent to the handling of the data is on record. */
export function withoutGuardian(
  person: Person,
  applicant: Applicant,
  consent: string | null,
  { policy, today }: DecisionContext,
): Refused | undefined {
  const age = ageOn(person.birthOn, today)
  const years = policy.number('guardian.required-under')
  if (age < years && applicant.as !== 'guardian') return refuse('guardian-required', { years })
  const consentAge = policy.number('guardian.consent-record-under')
  if (age < consentAge && consent === null) return refuse('guardian-consent-required', { age: consentAge })
  return undefined
}

/** M8.2: one ground is enough; one that is held comes before one that is under review, the older first. */
export function groundOf(grounds: readonly Ground[]): Ground | undefined {
  const entitling = grounds.filter(({ status }) => status !== 'ended')
  return entitling.toSorted(
    (one, other) =>
      Number(other.status === 'held') - Number(one.status === 'held') || (one.since < other.since ? -1 : 1),
  )[0]
}

/** M8.7: names the offices that can supply a ground (those that vouched before, else all of them) and where to object. */
export function noGround(grounds: readonly Ground[], { policy }: DecisionContext): Refused {
  const kinds = grounds.length > 0 ? grounds.map(({ kind }) => kind) : (Object.keys(groundKinds) as Ground['kind'][])
  const offices = new Set(kinds.map((kind) => departments[groundKinds[kind].department].zh))
  return refuse('ground-missing', { offices: [...offices].join('、'), hotline: policy.text('contact.hotline') })
}
