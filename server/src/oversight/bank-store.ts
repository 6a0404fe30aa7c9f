import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Window } from '@yika/core/oversight/window.ts'
import type { Database } from '../kernel/database/database.ts'
import { firstIdAt } from './first-id-at.ts'

export interface NamedBank {
  readonly bankId: string
  readonly nameZh: string
  readonly nameEn: string
}

/** The banks of the catalogue, also those that have left it: their cards keep working. */
export async function namedBanks(db: Database, bankId: string | null): Promise<readonly NamedBank[]> {
  return db<NamedBank[]>`
    select bank_id, name_zh, name_en from bank
    ${bankId === null ? db`` : db`where bank_id = ${bankId}`}
    order by bank_id`
}

interface OfBank {
  readonly bankId: string
}

export interface ReturnedFiles extends OfBank {
  readonly opened: number
  readonly failed: number
  /** Days in hand: half of the files, nine tenths, all of them. */
  readonly days: number[] | null
}

/** Return files of a time; a batch tells how many accounts were opened, and when it had been handed over. */
export async function returnedFiles(db: Database, { since, until }: Window): Promise<readonly ReturnedFiles[]> {
  return db<ReturnedFiles[]>`
    select bank_id, sum((returned.data->>'good')::integer) as opened, sum((returned.data->>'failed')::integer) as failed,
      percentile_disc(array[0.5, 0.9, 1.0]) within group (
        order by round(extract(epoch from returned.at - exported.at) / 86400, 1)::float8) as days
    from event as returned
    join batch on batch_id = returned.stream_id::uuid
    left join event as exported on exported.person_id = returned.person_id and exported.stream = 'batch'
      and exported.stream_id = returned.stream_id and exported.name = 'batch-exported-to-bank'
    where returned.name = 'bank-returned' and returned.at >= ${since} and returned.at < ${until}
    group by 1`
}

export interface DeclinedLines extends OfBank {
  readonly state: 'no-account' | 'account-mismatch'
  readonly count: number
}

export async function declinedLines(db: Database, { since, until }: Window): Promise<readonly DeclinedLines[]> {
  return db<DeclinedLines[]>`
    select bank_id, data->>'state' as state, count(*)
    from event
    join batch_line on batch_line.person_id = event.person_id and line_id = stream_id::uuid
    join batch using (batch_id)
    where name = 'line-failed' and at >= ${since} and at < ${until}
      and data->>'state' in ('no-account', 'account-mismatch')
    group by 1, 2
    order by 1, 2`
}

export interface BatchesInHand extends OfBank {
  readonly batches: number
  readonly lines: number
  readonly since: Instant
}

export async function batchesInHand(db: Database): Promise<readonly BatchesInHand[]> {
  return db<BatchesInHand[]>`
    select bank_id, count(*) as batches, sum(ordered) as lines, min(changed_at) as since
    from batch where state = 'exported-to-bank' group by 1`
}

export interface BankPromises extends OfBank {
  readonly kept: number
  readonly late: number
}

export async function promisesOfBanks(db: Database, { since, until }: Window): Promise<readonly BankPromises[]> {
  return db<BankPromises[]>`
    select bank_id,
      count(*) filter (where (ready_at at time zone 'Asia/Shanghai')::date <= promised_on) as kept,
      count(*) filter (where (ready_at at time zone 'Asia/Shanghai')::date > promised_on) as late
    from application
    where ready_at >= ${since} and ready_at < ${until} and promised_on is not null
    group by 1`
}

export interface RefusalsOfBank extends OfBank {
  readonly code: string
  readonly count: number
}

/** Banks stand in a register of their own and are the organisation of their staff: their rows carry the bank's identifier. */
export async function refusalsOfBanks(
  db: Database,
  { since, until }: Window,
  bankIds: readonly string[],
): Promise<readonly RefusalsOfBank[]> {
  return db<RefusalsOfBank[]>`
    select organisation_id as bank_id, refusal as code, count(*)
    from audit_entry
    where outcome = 'refused' and organisation_id = any(${bankIds as string[]}::text[])
      and entry_id >= ${firstIdAt(since)} and entry_id < ${firstIdAt(until)}
    group by 1, 2
    order by 1, 3 desc, 2`
}

export interface StockOfBank extends OfBank {
  readonly onHand: number
  readonly outlets: number
  readonly outletsWithout: number
}

export async function stockOfBanks(db: Database): Promise<readonly StockOfBank[]> {
  return db<StockOfBank[]>`
    select bank_id, sum(on_hand) as on_hand, count(*) as outlets, count(*) filter (where on_hand = 0) as outlets_without
    from blank_stock join outlet on outlet_id::text = place_id
    where place_kind = 'outlet'
    group by 1`
}

export interface InstantOfBank extends OfBank {
  readonly count: number
}

export async function instantCards(db: Database, { since, until }: Window): Promise<readonly InstantOfBank[]> {
  return db<InstantOfBank[]>`
    select bank_id, sum((data->>'good')::integer) as count
    from event join batch on batch_id = stream_id::uuid
    where event.name = 'batch-reconciled' and at >= ${since} and at < ${until} and kind = 'instant'
    group by 1`
}
