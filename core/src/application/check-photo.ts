import { ageOn, type Day, dayOf } from '../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import type { Photo } from './photo.ts'

/** M4.4: an accepted photo of recent date from the age on that the rules name; younger children need none. */
export function photoUnfit(
  person: Person,
  photo: Photo | undefined,
  { policy, today }: DecisionContext,
): Refused | undefined {
  if (photo === undefined) {
    const age = policy.number('photo.required-from')
    return ageOn(person.birthOn, today) < age ? undefined : refuse('photo-required', { age })
  }
  const months = policy.number('photo.max-age')
  return monthsBetween(dayOf(photo.addedAt), today) < months ? undefined : refuse('photo-too-old', { months })
}

/** Completed months. */
function monthsBetween(from: Day, to: Day): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0)
}
