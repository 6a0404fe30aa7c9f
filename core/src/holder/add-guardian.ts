import { ageOn, startOfDay } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { comingOfAgeOn, guardianNeeded } from './guardian-needed.ts'
import type { Person } from './person.ts'
import { personInLife } from './person-in-life.ts'
import { isInForce, lapsed, type Relation, type RelationEvent, relationEvent } from './relation.ts'

/** The ward, the person who is to be guardian, and the relations of the ward. */
export interface Guardianship {
  readonly ward: Person | undefined
  readonly guardian: Person | undefined
  readonly relations: readonly Relation[]
}

/**
 * Articles 8 and 9: a guardian acts for a minor in everything until the minor comes of age (M8.4, M9.3); under fourteen
 * only with a recorded consent (Personal Information Protection Law 31).
 */
export function addGuardian(
  { ward, guardian, relations }: Guardianship,
  consentVersion: string | null,
  context: DecisionContext,
): Decision<RelationEvent, { relationId: string; endsOn: string }> {
  const living = personInLife(ward)
  if (!living.ok) return living.refused
  const { personId, birthOn } = living.person
  const comingOfAge = context.policy.number('guardian.required-under')
  if (!guardianNeeded(living.person, context)) return refuse('guardian-only-for-minors', { age: comingOfAge })
  if (guardian === undefined) return refuse('helper-unknown')
  if (guardian.personId === personId) return refuse('relation-with-self')
  if (guardian.lifeStatus === 'deceased' || guardianNeeded(guardian, context)) return refuse('helper-unfit')
  const same = relations.filter((one) => one.kind === 'guardian' && one.helperId === guardian.personId)
  if (same.some((one) => isInForce(one, context.today))) return refuse('relation-known')
  const consentUnder = context.policy.number('guardian.consent-record-under')
  if (ageOn(birthOn, context.today) < consentUnder && consentVersion === null)
    return refuse('guardian-consent-required', { age: consentUnder })
  const relationId = context.newId()
  const endsOn = comingOfAgeOn(birthOn, comingOfAge)
  return accept(
    [
      ...lapsed(same),
      relationEvent({ relationId, personId }, 'guardian-added', {
        helperId: guardian.personId,
        endsOn,
        consentVersion,
      }),
    ],
    { relationId, endsOn },
    [{ queue: 'lapse-relation', data: { personId, relationId }, startAfter: startOfDay(endsOn) }],
  )
}
