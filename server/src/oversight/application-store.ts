import type { ApplicationStatus, Channel, ServicePromise } from '@yika/core/application/application.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Physical } from '@yika/core/card/card.ts'
import type { EndedPromises } from '@yika/core/oversight/ended-promises.ts'
import type { OpenPromises } from '@yika/core/oversight/open-promises.ts'
import type { Window } from '@yika/core/oversight/window.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Place } from './place.ts'

/** Each of these reads goes by an index on the instant it counts, or over what is open; never over all applications. */

const within = (db: Database, { district, bankId }: Place) => db`
  ${district === null ? db`` : db`and district = ${district}`}
  ${bankId === null ? db`` : db`and application.bank_id = ${bankId}`}`

interface DayOfChannel {
  readonly day: Day
  readonly channel: Channel
  readonly asked: number
  readonly accepted: number
  readonly refused: number
}

export async function applicationsInDays(
  db: Database,
  { since, until }: Window,
  place: Place,
): Promise<readonly DayOfChannel[]> {
  return db<DayOfChannel[]>`
    select (at at time zone 'Asia/Shanghai')::date as day, channel,
      count(*) filter (where fact = 'asked') as asked,
      count(*) filter (where fact = 'accepted') as accepted,
      count(*) filter (where fact = 'refused') as refused
    from (
      select submitted_at as at, channel, 'asked' as fact from application
      where submitted_at >= ${since} and submitted_at < ${until} ${within(db, place)}
      union all
      select accepted_at, channel, 'accepted' from application
      where accepted_at >= ${since} and accepted_at < ${until} ${within(db, place)}
      union all
      select changed_at, channel, 'refused' from application
      where status = 'refused' and changed_at >= ${since} and changed_at < ${until} ${within(db, place)}
    ) as happened
    group by 1, 2
    order by 1, 2`
}

export interface StandingApplications {
  readonly bankId: string
  readonly status: ApplicationStatus
  readonly physical: Physical | null
  readonly count: number
}

/** Open applications by bank and place; the partial unique index of open ones holds no others. */
export async function openApplications(db: Database, place: Place): Promise<readonly StandingApplications[]> {
  return db<StandingApplications[]>`
    select application.bank_id, status, physical, count(*)
    from application left join card using (person_id, card_id)
    where status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready') ${within(db, place)}
    group by 1, 2, 3`
}

/** Cards that became ready, by way, day of asking and day of being ready. */
export async function endedPromises(
  db: Database,
  { since, until }: Window,
  place: Place,
): Promise<readonly EndedPromises[]> {
  return db<EndedPromises[]>`
    select promise_rule as way, (submitted_at at time zone 'Asia/Shanghai')::date as asked_on,
      (ready_at at time zone 'Asia/Shanghai')::date as ready_on,
      (ready_at at time zone 'Asia/Shanghai')::date <= promised_on as kept, count(*)
    from application
    where ready_at >= ${since} and ready_at < ${until} and promise_rule is not null ${within(db, place)}
    group by 1, 2, 3, 4`
}

interface OpenRow extends Omit<OpenPromises, 'promise'> {
  readonly rule: string
  readonly amount: number
  readonly unit: ServicePromise['unit']
  readonly promisedOn: Day
}

/** Promises whose card is not ready; their index holds no others. */
export async function openPromises(db: Database, place: Place): Promise<readonly OpenPromises[]> {
  const rows = await db<OpenRow[]>`
    select promise_rule as rule, promise_amount as amount, promise_unit as unit, promised_on, new_promised_on, status,
      physical, (submitted_at at time zone 'Asia/Shanghai')::date as asked_on,
      (accepted_at at time zone 'Asia/Shanghai')::date as accepted_on, count(*)
    from application left join card using (person_id, card_id)
    where ready_at is null and promised_on is not null
      and status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready') ${within(db, place)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`
  return rows.map(({ rule, amount, unit, promisedOn, ...row }) => ({
    ...row,
    promise: { rule, amount, unit, promisedOn },
  }))
}
