import type { Day, Instant } from '../calendar/instant.ts'
import type { Chapter } from '../operation/operation.ts'

/** The services that holders may judge, and the chapter that answers for each (M12.7). */
export const ratedServices = {
  'apply-for-card': 'application',
  'resubmit-application': 'application',
  'withdraw-application': 'application',
  'issue-instantly': 'production',
  'collect-card': 'distribution',
  'confirm-delivery': 'distribution',
  'enable-social': 'card',
  'activate-finance': 'card',
  'report-loss': 'card',
  'release-loss': 'card',
  'cancel-card': 'card',
  'change-pin': 'card',
  'set-pin': 'card',
  'unblock-pin': 'card',
  'change-contact': 'holder',
  'request-correction-of-data': 'holder',
  'grant-proxy': 'holder',
  guide: 'service',
} as const satisfies Record<string, Chapter>

export type RatedService = keyof typeof ratedServices
export const ratedServiceNames = Object.keys(ratedServices) as readonly RatedService[]
export const ratedChapters = [...new Set(Object.values(ratedServices))] as readonly Chapter[]

export const worstScore = 1
export const bestScore = 5

export interface Rating {
  readonly personId: string
  readonly ratingId: string
  readonly operation: RatedService
  readonly chapter: Chapter
  readonly score: number
  /** In the holder's own words, sealed, base64. */
  readonly words: string | null
  /** The office that served; null for what was done on line. */
  readonly officeId: string | null
  readonly district: string
  readonly ratedOn: Day
  readonly ratedAt: Instant
}

export interface RatingEvent {
  readonly stream: 'service-rating'
  readonly id: string
  readonly personId: string
  readonly name: 'service-rated'
  readonly data: Omit<Rating, 'personId' | 'ratingId' | 'ratedAt'>
}

export function evolveRating(state: Rating | undefined, event: RatingEvent, at: Instant): Rating {
  if (state !== undefined) throw new Error(`rating ${event.id} exists already`)
  return { personId: event.personId, ratingId: event.id, ...event.data, ratedAt: at }
}
