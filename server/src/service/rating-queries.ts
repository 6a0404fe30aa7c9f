import type { Actor } from '@yika/core/access/actor.ts'
import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { Rating } from '@yika/core/service/rating.ts'
import * as schema from '@yika/core/service/schema.ts'
import { openText } from '../holder/sealing.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type Query, query } from '../kernel/query.ts'
import { type RatingCount, ratingCounts, ratingsWithWords } from './rating-store.ts'

export interface RatingQueryParts {
  readonly custodian: Custodian
  clock(): Instant
}

interface Said {
  readonly rating: Rating
  readonly person: Person
}

const pageDefault = 50
const monthsDefault = 12

/** The first day of the month that is so many months later. */
function monthsAfter(month: string, months: number): Day {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 10) as Day
}

/** A district sees what its own residents said. */
const districtOf = (actor: Actor, asked: string | undefined): string | null =>
  actor.role === 'district-officer' ? (actor.district ?? '') : (asked ?? null)

function shownCount({ month, chapter, officeId, officeZh: zh, officeEn: en, count, scores }: RatingCount) {
  const sum = scores.reduce((total, times, position) => total + times * (position + 1), 0)
  return {
    ...{ month, chapter, officeId, count },
    office: zh === null ? null : { zh, en: en ?? zh },
    average: Math.round((sum / count) * 100) / 100,
    scores: [...scores],
  }
}

export function ratingQueries({ custodian, clock }: RatingQueryParts): readonly Query[] {
  const thisMonth = () => dayOf(clock()).slice(0, 7)
  return [
    query<typeof schema.serviceRatings, readonly RatingCount[]>({
      operation: schema.serviceRatings,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor, input }) => {
            const { chapter = null, officeId = null, byOffice = false, to = thisMonth() } = input
            // Offices are told apart within one month.
            const from = byOffice
              ? monthsAfter(to, 0)
              : monthsAfter(input.from ?? to, input.from ? 0 : 1 - monthsDefault)
            const district = districtOf(actor, input.district)
            return ratingCounts(db, { from, before: monthsAfter(to, 1), chapter, officeId, district, byOffice })
          }),
        ),
      subjects(_counts, input, actor) {
        const district = districtOf(actor, input.district)
        return [district === null ? {} : { district }]
      },
      fields: [],
      answer: (counts) => ({ ratings: counts.map(shownCount) }),
    }),
    query<typeof schema.serviceRatingWords, readonly Said[]>({
      operation: schema.serviceRatingWords,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input }) => {
            const { month, chapter = null, officeId = null, after = null, limit = pageDefault } = input
            const [from, before] = [monthsAfter(month, 0), monthsAfter(month, 1)]
            const page = { from, before, chapter, officeId, after, limit: limit + 1 }
            const ratings = await ratingsWithWords(db, page)
            const persons = await personsByIds(
              db,
              ratings.map(({ personId }) => personId),
            )
            return ratings.flatMap((rating) => {
              const person = persons.get(rating.personId)
              return person === undefined ? [] : [{ rating, person }]
            })
          }),
        ),
      // What was said is the case; whose words they are stands in the audit, not in the answer.
      subjects: (said, { limit = pageDefault }) =>
        said.slice(0, limit).map(({ rating: { personId, ratingId, district } }) => ({
          ...{ personId, district },
          caseId: ratingId,
        })),
      fields: [],
      answer(said, { limit = pageDefault }) {
        const shown = said.slice(0, limit)
        return {
          ratings: shown.map(({ rating, person }) => {
            const { ratingId, operation, chapter, score, officeId, ratedAt } = rating
            return {
              ...{ ratingId, operation, chapter, score, officeId, ratedAt },
              words: openText(custodian, person, 'words', rating.words ?? ''),
            }
          }),
          next: said.length > limit ? (shown.at(-1)?.rating.ratingId ?? null) : null,
        }
      },
    }),
  ]
}
