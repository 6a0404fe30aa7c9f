import { addDays, type Day } from '@yika/core/calendar/instant.ts'
import { evolveLedgerDay, type LedgerDay, type LedgerDayEvent } from '@yika/core/ledger/ledger-day.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { dayLock } from './store.ts'

const columns = 'day, version, status, closed_at, counted_at'

/** The last closed day and all that are not counted; no posting is under way while the lock is held. */
export async function lockOpenDays(tx: Transaction): Promise<Map<string, Stored<LedgerDay>>> {
  await tx`select pg_advisory_xact_lock(${dayLock})`
  return ledgerDays(tx)
}

export async function ledgerDays(tx: Transaction): Promise<Map<string, Stored<LedgerDay>>> {
  const rows = await tx<Stored<LedgerDay>[]>`
    select ${tx.unsafe(columns)} from ledger_day
    where status = 'closed' or day = (select max(day) from ledger_day) order by day`
  return new Map(rows.map((row) => [row.day, { ...row }]))
}

/** The days that are over and not counted, the oldest first; the first close of all begins with the first leg. */
export async function daysToClose(db: Database, today: Day): Promise<readonly { day: Day; closed: boolean }[]> {
  const yesterday = addDays(today, -1)
  const waiting = await db<{ day: Day }[]>`select day from ledger_day where status = 'closed' order by day`
  const [row] = await db<{ next: Day | null }[]>`
    select coalesce((select max(day) + 1 from ledger_day), (select min(booked_on) from ledger_leg)) as next`
  const days = waiting.map(({ day }) => ({ day, closed: true }))
  for (let day = row?.next ?? yesterday; day <= yesterday; day = addDays(day, 1)) days.push({ day, closed: false })
  return days
}

/**
 * The totals of closed days: what moved on each account since the last counted day, and what it held at the end; the same per kind for
 * the city. Nothing can be booked on these days any more.
 */
async function countDay(tx: Transaction, day: Day): Promise<void> {
  await tx`
    with since as (
      select coalesce(max(day), '-infinity'::date) as day from ledger_day where status = 'counted' and day < ${day}
    ), entry as (
      select debit_person_id as person_id, debit as account, amount as debits, 0 as credits from ledger_leg, since
      where booked_on > since.day and booked_on <= ${day}
      union all
      select credit_person_id, credit, 0, amount from ledger_leg, since
      where booked_on > since.day and booked_on <= ${day}
    ), moved as (
      select person_id, account collate "C" as account, sum(debits)::bigint as debits, sum(credits)::bigint as credits
      from entry group by person_id, account
    ), account_total as (
      insert into ledger_day_total (person_id, account, day, debits, credits, closing)
      select m.person_id, m.account, ${day}, debits, credits, credits - debits + coalesce((
        select closing from ledger_day_total t
        where t.person_id = m.person_id and t.account = m.account and t.day < ${day}
        order by t.day desc limit 1), 0)
      from moved m
    ), moved_kind as (
      select split_part(account, '/', 1) as kind, sum(debits)::bigint as debits, sum(credits)::bigint as credits
      from moved group by 1
    ), before as (
      select kind, closing from ledger_day_kind, since where ledger_day_kind.day = since.day
    )
    insert into ledger_day_kind (day, kind, debits, credits, closing)
    select ${day}, kind, coalesce(debits, 0), coalesce(credits, 0),
      coalesce(before.closing, 0) + coalesce(credits, 0) - coalesce(debits, 0)
    from moved_kind full join before using (kind)`
}

async function saveDays(tx: Transaction, days: readonly Stored<LedgerDay>[]): Promise<void> {
  await tx`
    insert into ledger_day (day, version, status, closed_at, counted_at)
    select * from unnest(
      ${days.map(({ day }) => day)}::date[],
      ${days.map(({ version }) => version)}::integer[],
      ${days.map(({ status }) => status)}::text[],
      ${days.map(({ closedAt }) => closedAt)}::timestamptz[],
      ${days.map(({ countedAt }) => countedAt)}::timestamptz[])
    on conflict (day) do update set version = excluded.version, status = excluded.status, counted_at = excluded.counted_at`
}

export const ledgerDayStream: Stream<LedgerDay, LedgerDayEvent> = {
  name: 'ledger-day',
  evolve: evolveLedgerDay,
  async save(tx, days) {
    const [closed, counted] = [days.filter(isClosed), days.filter((day) => !isClosed(day))]
    if (closed.length > 0) await saveDays(tx, closed)
    // One after the other: a day counts from the last one that was counted before it.
    for (const day of counted.sort((one, other) => (one.day < other.day ? -1 : 1)))
      await Promise.all([countDay(tx, day.day), saveDays(tx, [day])])
  },
}

const isClosed = ({ status }: LedgerDay) => status === 'closed'
