import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type RatedService, type Rating, type RatingEvent, ratedServices } from './rating.ts'

export interface Judgement {
  readonly operation: RatedService
  readonly score: number
  /** Sealed. */
  readonly words: string | null
  /** The office that stands on the receipt; null without one. */
  readonly servedAt: string | null
}

/** Article 12: holders say how they were served, once a day for each service, at the counter or from home (M12.7). */
export function rateService(
  person: { readonly personId: string; readonly district: string } | undefined,
  today: readonly Pick<Rating, 'operation'>[],
  { operation, score, words, servedAt }: Judgement,
  context: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<RatingEvent, { ratingId: string }> {
  if (person === undefined) return refuse('person-unknown')
  if (today.some((one) => one.operation === operation)) return refuse('rated-today-already')
  const ratingId = context.newId()
  const { personId, district } = person
  // Whoever sits at the counter is its office; from home the receipt says which one it was.
  const officeId = context.actor.role === 'citizen' ? servedAt : (context.actor.officeId ?? servedAt)
  const data = {
    operation,
    chapter: ratedServices[operation],
    score,
    words,
    officeId,
    district,
    ratedOn: context.today,
  }
  return accept([{ stream: 'service-rating', id: ratingId, personId, name: 'service-rated', data }], { ratingId })
}
