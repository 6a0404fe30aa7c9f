import type { Channel } from '@yika/core/card/card.ts'
import type { CardFunction } from '@yika/core/card/report-loss.ts'
import { lossBinsFrom } from '@yika/core/oversight/loss-bins.ts'
import type { Percentiles } from '@yika/core/oversight/percentiles.ts'
import type { Window } from '@yika/core/oversight/window.ts'
import type { Database } from '../kernel/database/database.ts'
import type { Place } from './place.ts'

export interface LossEvents {
  readonly function: CardFunction
  readonly fact: 'reported' | 'confirmed' | 'released' | 'lapsed'
  readonly count: number
  /** Those that stopped a function which worked: a formal report after a provisional one does not. */
  readonly stops: number
}

const whoseCard = (db: Database, { district, bankId }: Place) => db`
  ${district === null ? db`` : db`join person on person.person_id = event.person_id and person.district = ${district}`}
  ${
    bankId === null
      ? db``
      : db`join card on card.person_id = event.person_id and card.card_id = event.stream_id::uuid
        and card.bank_id = ${bankId}`
  }`

/** Reports, releases and lapses of a time, by the index of counted events. */
export async function lossEvents(db: Database, { since, until }: Window, place: Place): Promise<readonly LossEvents[]> {
  return db<LossEvents[]>`
    select split_part(event.name, '-', 1) as function, split_part(event.name, '-', 3) as fact, count(*),
      count(*) filter (where event.name in ('social-loss-reported', 'finance-loss-reported')
        or event.name in ('social-loss-confirmed', 'finance-loss-confirmed') and (
          select before.name from event as before
          where before.person_id = event.person_id and before.stream = event.stream
            and before.stream_id = event.stream_id and before.version < event.version
            and before.name like split_part(event.name, '-', 1) || '-loss-%'
          order by before.version desc limit 1
        ) is distinct from split_part(event.name, '-', 1) || '-loss-reported') as stops
    from event ${whoseCard(db, place)}
    where event.name in (
        'social-loss-reported', 'social-loss-confirmed', 'social-loss-released', 'social-loss-lapsed',
        'finance-loss-reported', 'finance-loss-confirmed', 'finance-loss-released', 'finance-loss-lapsed')
      and event.at >= ${since} and event.at < ${until}
    group by 1, 2`
}

export interface LossChannel {
  readonly channel: Channel
  readonly count: number
}

/** One receipt is one report, whether it stopped one function or both. */
export async function lossChannels(
  db: Database,
  { since, until }: Window,
  place: Place,
): Promise<readonly LossChannel[]> {
  return db<LossChannel[]>`
    select data->>'channel' as channel, count(distinct data->>'receiptId')
    from event ${whoseCard(db, place)}
    where event.name in (
        'social-loss-reported', 'social-loss-confirmed', 'finance-loss-reported', 'finance-loss-confirmed')
      and event.at >= ${since} and event.at < ${until}
    group by 1
    order by 2 desc, 1`
}

export interface BankStops {
  /** Signed notices by the bin into which their seconds fall. */
  readonly bins: ReadonlyMap<number, number>
  readonly waiting: number
  readonly seconds: Percentiles | null
}

interface StopRow {
  readonly bin: number | null
  readonly count: number
}

/** From the report to the signature of the bank; a formal report after a provisional one stops nothing anew. */
export async function bankStops(db: Database, { since, until }: Window, place: Place): Promise<BankStops> {
  const notices = () => db`
    from (
      select extract(epoch from acknowledged_at - at)::float8 as seconds
      from bank_notice
      ${place.district === null ? db`` : db`join person on person.person_id = bank_notice.person_id and person.district = ${place.district}`}
      where fact in ('loss-reported', 'loss-confirmed') and at >= ${since} and at < ${until}
        and (fact = 'loss-reported' or (
          select before.fact from bank_notice as before
          where before.person_id = bank_notice.person_id and before.card_id = bank_notice.card_id
            and before.notice_id < bank_notice.notice_id and before.fact like 'loss-%'
          order by before.notice_id desc limit 1
        ) is distinct from 'loss-reported')
        ${place.bankId === null ? db`` : db`and bank_id = ${place.bankId}`}
    ) as notice`
  const rows = await db<StopRow[]>`
    select width_bucket(seconds, ${[...lossBinsFrom]}::float8[]) - 1 as bin, count(*) ${notices()} group by 1`
  const shares = await db<{ seconds: number[] | null }[]>`
    select percentile_disc(array[0.5, 0.9, 0.99]) within group (order by seconds) as seconds ${notices()}`
  const [p50, p90, p99] = shares[0]?.seconds ?? []
  const measured = p50 !== undefined && p90 !== undefined && p99 !== undefined
  return {
    bins: new Map(rows.flatMap(({ bin, count }) => (bin === null ? [] : [[bin, count] as const]))),
    waiting: rows.find(({ bin }) => bin === null)?.count ?? 0,
    seconds: measured ? { p50, p90, p99 } : null,
  }
}
