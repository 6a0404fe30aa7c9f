import type { Day } from '@yika/core/calendar/instant.ts'
import type { Chapter } from '@yika/core/operation/operation.ts'
import { evolveRating, type Rating, type RatingEvent } from '@yika/core/service/rating.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = `person_id, rating_id, version, operation, chapter, score,
  translate(encode(words, 'base64'), E'\\n', '') as words, office_id, district, rated_on, rated_at`

/** What these persons said today, by rating id. */
export async function ratingsOfDay(
  tx: Transaction,
  personIds: readonly string[],
  day: Day,
): Promise<Map<string, Stored<Rating>>> {
  const rows = await tx<Stored<Rating>[]>`
    select ${tx.unsafe(columns)} from service_rating
    where person_id = any(${[...new Set(personIds)]}::uuid[]) and rated_on = ${day}`
  return new Map(rows.map((row) => [row.ratingId, { ...row }]))
}

export const ratingStream: Stream<Rating, RatingEvent> = {
  name: 'service-rating',
  evolve: evolveRating,
  async save(tx, ratings) {
    await tx`
      insert into service_rating (person_id, rating_id, version, operation, chapter, score, words, office_id, district,
        rated_on, rated_at)
      select person_id, rating_id, version, operation, chapter, score, decode(words, 'base64'), office_id, district,
        rated_on, rated_at
      from unnest(
        ${ratings.map((rating) => rating.personId)}::uuid[],
        ${ratings.map((rating) => rating.ratingId)}::uuid[],
        ${ratings.map((rating) => rating.version)}::integer[],
        ${ratings.map((rating) => rating.operation)}::text[],
        ${ratings.map((rating) => rating.chapter)}::text[],
        ${ratings.map((rating) => rating.score)}::integer[],
        ${ratings.map((rating) => rating.words)}::text[],
        ${ratings.map((rating) => rating.officeId)}::text[],
        ${ratings.map((rating) => rating.district)}::text[],
        ${ratings.map((rating) => rating.ratedOn)}::date[],
        ${ratings.map((rating) => rating.ratedAt)}::timestamptz[]
      ) as t (person_id, rating_id, version, operation, chapter, score, words, office_id, district, rated_on, rated_at)`
  },
}

export interface RatingFilter {
  /** First day of the first month, and of the month after the last. */
  readonly from: Day
  readonly before: Day
  readonly chapter: string | null
  readonly officeId: string | null
  readonly district: string | null
  readonly byOffice: boolean
}

export interface RatingCount {
  readonly month: string
  readonly chapter: Chapter
  readonly officeId: string | null
  readonly officeZh: string | null
  readonly officeEn: string | null
  readonly count: number
  readonly scores: readonly number[]
}

/** How often each score was given, per month and chapter, and per office where that was asked. */
export async function ratingCounts(db: Database, filter: RatingFilter): Promise<readonly RatingCount[]> {
  const { from, before, chapter, officeId, district, byOffice } = filter
  return db<RatingCount[]>`
    select month, chapter, r.office_id, o.name_zh as office_zh, o.name_en as office_en, count, scores
    from (
      select to_char(rated_on, 'YYYY-MM') as month, chapter,
        ${byOffice ? db`office_id` : db`null::text`} as office_id, count(*)::integer as count,
        array[count(*) filter (where score = 1), count(*) filter (where score = 2), count(*) filter (where score = 3),
          count(*) filter (where score = 4), count(*) filter (where score = 5)]::integer[] as scores
      from service_rating
      where rated_on >= ${from} and rated_on < ${before}
        and (${chapter}::text is null or chapter = ${chapter})
        and (${officeId}::text is null or office_id = ${officeId})
        and (${district}::text is null or district = ${district})
      group by 1, 2, 3
    ) r
    left join outlet o on o.outlet_id =
      case when r.office_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.office_id::uuid end
    order by month desc, chapter, r.office_id nulls first`
}

/** Ratings with words, the newest first. */
export async function ratingsWithWords(
  db: Database,
  page: Omit<RatingFilter, 'district' | 'byOffice'> & { readonly after: string | null; readonly limit: number },
): Promise<readonly Rating[]> {
  const { from, before, chapter, officeId, after, limit } = page
  const rows = await db<Rating[]>`
    select ${db.unsafe(columns)} from service_rating
    where words is not null and rated_on >= ${from} and rated_on < ${before}
      and (${chapter}::text is null or chapter = ${chapter})
      and (${officeId}::text is null or office_id = ${officeId})
      and (${after}::uuid is null or rating_id < ${after})
    order by rating_id desc
    limit ${limit}`
  return [...rows]
}
