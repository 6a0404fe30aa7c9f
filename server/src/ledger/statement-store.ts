import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import { type Account, type AccountKind, accountName, type Balance } from '@yika/core/ledger/account.ts'
import type { TransferKind } from '@yika/core/ledger/transfer.ts'
import type { Database } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'

/** One side of a leg, as the owner of the account reads it. */
export interface StatementLine {
  readonly transferId: string
  readonly leg: number
  readonly bookedOn: Day
  readonly businessDay: Day
  readonly at: Instant
  readonly kind: TransferKind
  readonly purpose: string
  readonly amount: number
  /** `kind/owner` of the other account. */
  readonly other: string
  readonly cause: string
  readonly reverses: string | null
  /** Whether a person has a part in it. */
  readonly personal: boolean
}

/** Days from and to, both in; `after` is the last line of the page before. */
export interface StatementPage {
  readonly from: Day
  readonly to: Day
  readonly after: Pick<StatementLine, 'bookedOn' | 'transferId' | 'leg'> | null
  readonly limit: number
}

/** The lines of an account in the order of the books. */
export async function statementLines(
  db: Database,
  account: Account,
  { from, to, after, limit }: StatementPage,
): Promise<readonly StatementLine[]> {
  const side = (own: 'debit' | 'credit', other: 'debit' | 'credit') => db`
    select l.person_id, l.transfer_id, l.leg, l.booked_on, l.purpose,
      ${own === 'credit' ? db`l.amount` : db`-l.amount`} as amount, l.${db(other)} as other
    from ledger_leg l
    where l.${db(`${own}_person_id`)} = ${account.personId ?? nobody} and l.${db(own)} = ${accountName(account)}
      and l.booked_on >= ${from} and l.booked_on <= ${to}
      and (l.booked_on, l.transfer_id, l.leg)
        > (${after?.bookedOn ?? from}::date, ${after?.transferId ?? nobody}::uuid, ${after?.leg ?? 0}::smallint)
    order by l.booked_on, l.transfer_id, l.leg limit ${limit}`
  return db<StatementLine[]>`
    select line.transfer_id, leg::integer, line.booked_on, t.business_day, t.made_at as at, t.kind, purpose, amount, other,
      t.cause, t.reverses, line.person_id <> ${nobody} as personal
    from ((${side('debit', 'credit')}) union all (${side('credit', 'debit')})) as line
    join ledger_transfer t on t.person_id = line.person_id and t.transfer_id = line.transfer_id
    order by line.booked_on, line.transfer_id, leg limit ${limit}`
}

/** What an account held when the day began: the last total before it, and what was booked after the last counted day. */
export async function heldBefore(db: Database, account: Account, day: Day): Promise<number> {
  const [personId, name] = [account.personId ?? nobody, accountName(account)]
  const [row] = await db<{ held: number }[]>`
    with counted as (select coalesce(max(day), '-infinity'::date) as day from ledger_day where status = 'counted')
    select (coalesce((
        select closing from ledger_day_total
        where person_id = ${personId} and account = ${name} and day < ${day} order by day desc limit 1), 0)
      + coalesce((
        select sum(amount) from ledger_leg, counted
        where credit_person_id = ${personId} and credit = ${name} and booked_on > counted.day and booked_on < ${day}), 0)
      - coalesce((
        select sum(amount) from ledger_leg, counted
        where debit_person_id = ${personId} and debit = ${name} and booked_on > counted.day and booked_on < ${day}), 0)
      )::bigint as held`
  return row?.held ?? 0
}

export interface MovedInMonth {
  readonly month: string
  readonly in: number
  readonly out: number
}

/** What came into an account and went out of it, for each month from `from` to `to` that has anything. */
export async function movedByMonth(
  db: Database,
  account: Account,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<readonly MovedInMonth[]> {
  const [personId, name] = [account.personId ?? nobody, accountName(account)]
  return db<MovedInMonth[]>`
    select to_char(booked_on, 'YYYY-MM') as month, sum(came)::bigint as "in", sum(went)::bigint as out
    from (
      select booked_on, amount as came, 0 as went from ledger_leg
      where credit_person_id = ${personId} and credit = ${name} and booked_on >= ${from} and booked_on <= ${to}
      union all
      select booked_on, 0, amount from ledger_leg
      where debit_person_id = ${personId} and debit = ${name} and booked_on >= ${from} and booked_on <= ${to}
    ) as moved group by month`
}

export type HeldBalance = Balance & { readonly kind: AccountKind; readonly owner: string }

const balanceColumns = `split_part(account, '/', 1) as kind, substr(account, strpos(account, '/') + 1) as owner,
  posted, pending_out, pending_in, floor`

export async function balancesOfPerson(db: Database, personId: string): Promise<readonly HeldBalance[]> {
  return db<HeldBalance[]>`
    select ${db.unsafe(balanceColumns)} from ledger_balance where person_id = ${personId} order by account`
}

export interface AccountPage {
  readonly kind: AccountKind | null
  /** `kind/owner` of the last one of the page before. */
  readonly after: string | null
  readonly limit: number
}

export async function institutionBalances(
  db: Database,
  { kind, after, limit }: AccountPage,
): Promise<readonly HeldBalance[]> {
  return db<HeldBalance[]>`
    select ${db.unsafe(balanceColumns)} from ledger_balance
    where person_id = ${nobody} and account > ${after ?? ''}
      and (${kind}::text is null or split_part(account, '/', 1) = ${kind})
    order by account limit ${limit}`
}

export interface KindTotal {
  readonly kind: AccountKind
  readonly debits: number
  readonly credits: number
  readonly closing: number
}

export interface TrialBalance {
  readonly day: Day
  readonly closed: boolean
  readonly kinds: readonly KindTotal[]
}

/** The trial balance of a counted day, or of a later one: the last counted totals and the legs since. */
export async function trialBalanceOn(db: Database, day: Day): Promise<TrialBalance> {
  const rows = await db<KindTotal[]>`
    with counted as (
      select coalesce(max(day), '-infinity'::date) as day from ledger_day where status = 'counted' and day <= ${day}
    ), entry as (
      select split_part(debit, '/', 1) as kind, amount as debits, 0 as credits from ledger_leg, counted
      where booked_on > counted.day and booked_on <= ${day}
      union all
      select split_part(credit, '/', 1), 0, amount from ledger_leg, counted
      where booked_on > counted.day and booked_on <= ${day}
    ), moved as (
      select kind, sum(debits)::bigint as debits, sum(credits)::bigint as credits from entry group by kind
    ), before as (
      select kind, k.debits, k.credits, closing from ledger_day_kind k, counted where k.day = counted.day
    )
    select kind,
      case when counted.day = ${day} then before.debits else coalesce(moved.debits, 0) end as debits,
      case when counted.day = ${day} then before.credits else coalesce(moved.credits, 0) end as credits,
      coalesce(before.closing, 0) + coalesce(moved.credits, 0) - coalesce(moved.debits, 0) as closing
    from before full join moved using (kind) cross join counted order by kind`
  const [state] = await db<{ closed: boolean }[]>`
    select exists (select from ledger_day where day >= ${day}) as closed`
  return { day, closed: state?.closed ?? false, kinds: [...rows] }
}
