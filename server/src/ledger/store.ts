import { type Account, type AccountKind, accountKinds, accountName, type Balance } from '@yika/core/ledger/account.ts'
import { type Balances, balanceKey, followTransfer } from '@yika/core/ledger/balances.ts'
import { partnerMovement } from '@yika/core/ledger/partner-movement.ts'
import { takeBack, turned } from '@yika/core/ledger/take-back.ts'
import { evolveTransfer, type Leg, type Transfer, type TransferEvent } from '@yika/core/ledger/transfer.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

/** What a command that moves money has loaded. `transfer` holds the transfers that it reverses, posts or voids; new ones join them. */
export interface LedgerWorld {
  readonly transfer: Map<string, Stored<Transfer>>
  readonly balances: Balances
}

/** Constraints that stand behind the rules of the ledger, for the `conflicts` of every command with `transferStream`. */
export const ledgerConflicts = {
  ledger_reference_pkey: 'reference-posted-already',
  ledger_transfer_reversal: 'changed-meanwhile',
  ledger_balance_floor: 'balance-insufficient',
} as const

/**
 * What guarded accounts hold; their rows are locked in key order, after the rows of persons and before anything else of the ledger.
 * A guarded account that nobody has used yet gets its row here, empty and with the floor zero. Open accounts are not loaded: they take
 * every posting.
 */
export async function loadBalances(tx: Transaction, accounts: readonly Account[]): Promise<Balances> {
  const guarded = new Map(
    accounts.filter(({ kind }) => accountKinds[kind].guarded).map((account) => [balanceKey(account), account]),
  )
  if (guarded.size === 0) return new Map()
  const asked = [...guarded.values()]
  const found = await lockedBalances(tx, asked)
  const missing = asked.filter((account) => !found.has(balanceKey(account)))
  if (missing.length === 0) return found
  await tx`
    insert into ledger_balance (person_id, account, posted, pending_out, pending_in, floor)
    select person_id, account, 0, 0, 0, 0
    from unnest(${missing.map(personOf)}::uuid[], ${missing.map(accountName)}::text[]) as t (person_id, account)
    order by person_id, account collate "C"
    on conflict do nothing`
  return lockedBalances(tx, asked)
}

async function lockedBalances(tx: Transaction, accounts: readonly Account[]): Promise<Balances> {
  const rows = await tx<(Balance & { personId: string; account: string })[]>`
    select person_id, account, posted, pending_out, pending_in, floor from ledger_balance b
    where (person_id, account) in (
      select * from unnest(${accounts.map(personOf)}::uuid[], ${accounts.map(accountName)}::text[]))
    order by person_id, account
    for update`
  return new Map(
    rows.map(({ personId, account, ...balance }) => [`${personId === nobody ? '' : personId}|${account}`, balance]),
  )
}

const personOf = ({ personId }: { readonly personId: string | null }): string => personId ?? nobody

/** As a leg lies in JSON: accounts by kind, owner and person. */
type TransferRow = Omit<Stored<Transfer>, 'personId' | 'takenBack'> & {
  readonly personId: string
  readonly times: number
  readonly back: readonly Leg[]
}

/** A leg of the table as JSON: the row stands under the name `of`. */
const legJson = (of: string) => {
  const account = (side: string) => `jsonb_build_object('kind', split_part(${of}.${side}, '/', 1),
    'owner', substr(${of}.${side}, strpos(${of}.${side}, '/') + 1),
    'personId', nullif(${of}.${side}_person_id, '${nobody}'))`
  return `jsonb_build_object('debit', ${account('debit')}, 'credit', ${account('credit')}, 'amount', ${of}.amount, 'purpose', ${of}.purpose)`
}

const transferSelection = `t.person_id, t.transfer_id, t.version, t.kind, t.status, t.business_day, t.partner, t.partner_reference,
  t.cause, t.reverses, t.reversal_number, t.made_at, t.closed_at,
  coalesce(t.promised, (
    select jsonb_agg(${legJson('l')} order by l.leg) from ledger_leg l
    where l.person_id = t.person_id and l.transfer_id = t.transfer_id)) as legs,
  coalesce((
    select max(r.reversal_number) from ledger_transfer r
    where r.person_id = t.person_id and r.reverses = t.transfer_id), 0) as times,
  coalesce((
    select jsonb_agg(${legJson('l')} order by r.reversal_number, l.leg)
    from ledger_transfer r join ledger_leg l on l.person_id = r.person_id and l.transfer_id = r.transfer_id
    where r.person_id = t.person_id and r.reverses = t.transfer_id), '[]') as back`

function transferOf({ personId, times, back, ...row }: TransferRow): Stored<Transfer> {
  const bare = { ...row, takenBack: { times: 0, amounts: row.legs.map(() => 0) } }
  const taken = takeBack(bare, back.map(turned)) ?? bare.takenBack
  return { ...bare, personId: personId === nobody ? null : personId, takenBack: { ...taken, times } }
}

export interface TransferKey {
  readonly personId: string | null
  readonly transferId: string
}

/**
 * These transfers by id with what their reversals have taken back: before they are reversed, posted or voided. Those that are only
 * promised are locked in key order; of those that are posted nothing can change, and the number of a reversal counts once.
 */
export async function transfersByIds(
  tx: Transaction,
  keys: readonly TransferKey[],
): Promise<Map<string, Stored<Transfer>>> {
  if (keys.length === 0) return new Map()
  const [, transfers] = await Promise.all([
    tx`
      select from ledger_transfer where (person_id, transfer_id) in (${askedKeys(tx, keys)}) and status = 'pending'
      order by person_id, transfer_id for update`,
    readTransfers(tx, keys),
  ])
  return transfers
}

/** The same for those who only look. */
export async function readTransfers(
  db: Database | Transaction,
  keys: readonly TransferKey[],
): Promise<Map<string, Stored<Transfer>>> {
  const rows = await db<TransferRow[]>`
    select ${db.unsafe(transferSelection)} from ledger_transfer t
    where (t.person_id, t.transfer_id) in (${askedKeys(db, keys)})`
  return new Map(rows.map((row) => [row.transferId, transferOf(row)]))
}

function askedKeys(db: Database | Transaction, keys: readonly TransferKey[]) {
  const ids = keys.map(({ transferId }) => transferId)
  return db`select * from unnest(${keys.map(personOf)}::uuid[], ${ids}::uuid[])`
}

/** 'ledg' in the number space of advisory locks: shared by postings, alone for the close of a day. */
export const dayLock = 0x6c656467

const guardedKinds = (Object.keys(accountKinds) as AccountKind[]).filter((kind) => accountKinds[kind].guarded)

/**
 * Rows, legs, numbers of partners and balances together. Balances move by what the status became less what it was, in key order. The
 * day of the books is the transfer's own, for what was promised the day on which it happened, but always an open one; with its partner
 * a promise is reconciled on the day on which it happened. The proposed balance of a guarded account, whose row is there because
 * it was loaded, carries a floor that lets it pass the check; what counts is the sum.
 */
async function saveTransfers(tx: Transaction, transfers: readonly Stored<Transfer>[]): Promise<void> {
  const legs = transfers.flatMap((transfer) => transfer.legs.map((leg, position) => ({ transfer, leg, position })))
  const moved = transfers.map(partnerMovement)
  const wasPromised = ({ status, version }: Stored<Transfer>) => status !== 'posted' || version > 1
  await Promise.all([
    tx`select pg_advisory_xact_lock_shared(${dayLock})`,
    tx`
      with t as (
        select * from unnest(
          ${transfers.map(personOf)}::uuid[],
          ${transfers.map(({ transferId }) => transferId)}::uuid[],
          ${transfers.map(({ version }) => version)}::integer[],
          ${transfers.map(({ kind }) => kind)}::text[],
          ${transfers.map(({ status }) => status)}::text[],
          ${transfers.map(({ businessDay }) => businessDay)}::date[],
          ${transfers.map(({ partner }) => partner)}::text[],
          ${transfers.map(({ partnerReference }) => partnerReference)}::text[],
          ${transfers.map(({ cause }) => cause)}::text[],
          ${transfers.map(({ reverses }) => reverses)}::uuid[],
          ${transfers.map(({ reversalNumber }) => reversalNumber)}::integer[],
          ${transfers.map((transfer) => (wasPromised(transfer) ? JSON.stringify(transfer.legs) : null))}::text[],
          ${transfers.map(({ madeAt }) => madeAt)}::timestamptz[],
          ${transfers.map(({ closedAt }) => closedAt)}::timestamptz[],
          ${moved.map(({ amount }) => amount)}::bigint[],
          ${moved.map(({ bank }) => bank)}::text[],
          ${moved.map(({ bankAmount }) => bankAmount)}::bigint[]
        ) as t (person_id, transfer_id, version, kind, status, business_day, partner, partner_reference, cause, reverses,
          reversal_number, promised, made_at, closed_at, amount, bank, bank_amount)
      ), l as (
        select * from unnest(
          ${legs.map(({ transfer }) => personOf(transfer))}::uuid[],
          ${legs.map(({ transfer }) => transfer.transferId)}::uuid[],
          ${legs.map(({ position }) => position + 1)}::smallint[],
          ${legs.map(({ leg }) => personOf(leg.debit))}::uuid[],
          ${legs.map(({ leg }) => accountName(leg.debit))}::text[],
          ${legs.map(({ leg }) => personOf(leg.credit))}::uuid[],
          ${legs.map(({ leg }) => accountName(leg.credit))}::text[],
          ${legs.map(({ leg }) => leg.amount)}::bigint[],
          ${legs.map(({ leg }) => leg.purpose)}::text[]
        ) as l (person_id, transfer_id, leg, debit_person_id, debit, credit_person_id, credit, amount, purpose)
      ), earlier as materialized (
        select person_id, transfer_id, o.status from t join ledger_transfer o using (person_id, transfer_id)
      ), change as (
        select t.*, earlier.status as was,
          case when t.status = 'posted' then greatest(
            t.business_day,
            case when t.promised is not null then (t.closed_at at time zone 'Asia/Shanghai')::date end,
            (select max(day) + 1 from ledger_day)) end as booked_on,
          (t.status = 'posted')::integer - (earlier.status is not distinct from 'posted')::integer as posting,
          (t.status = 'pending')::integer - (earlier.status is not distinct from 'pending')::integer as promising
        from t left join earlier using (person_id, transfer_id)
      ), transfer as (
        insert into ledger_transfer (person_id, transfer_id, version, kind, status, business_day, booked_on, partner,
          partner_reference, cause, reverses, reversal_number, promised, made_at, closed_at)
        select person_id, transfer_id, version, kind, status, business_day, booked_on, partner, partner_reference, cause,
          reverses, reversal_number, promised::jsonb, made_at, closed_at
        from change
        on conflict (person_id, transfer_id) do update set version = excluded.version, status = excluded.status,
          booked_on = excluded.booked_on, closed_at = excluded.closed_at
      ), leg as (
        insert into ledger_leg (person_id, transfer_id, leg, booked_on, debit_person_id, debit, credit_person_id, credit,
          amount, purpose)
        select l.person_id, l.transfer_id, leg, booked_on, debit_person_id, debit, credit_person_id, credit, l.amount, purpose
        from l join change using (person_id, transfer_id) where posting = 1
      ), reference as (
        insert into ledger_reference (partner, reference, person_id, transfer_id, business_day, posted, amount, bank, bank_amount)
        select partner, partner_reference, person_id, transfer_id,
          case when status = 'posted' and promised is not null then booked_on else business_day end,
          status = 'posted', amount, bank, bank_amount
        from change where partner is not null and was is null order by partner, partner_reference
      ), reference_posted as (
        update ledger_reference r set posted = true, business_day = booked_on from change
        where r.partner = change.partner and reference = partner_reference and was = 'pending' and posting = 1
      ), entry as (
        select debit_person_id as person_id, debit as account, -posting * l.amount as posted,
          promising * l.amount as pending_out, 0 as pending_in
        from l join change using (person_id, transfer_id)
        union all
        select credit_person_id, credit, posting * l.amount, 0, promising * l.amount
        from l join change using (person_id, transfer_id)
      ), delta as (
        select person_id, account collate "C" as account, sum(posted)::bigint as posted,
          sum(pending_out)::bigint as pending_out, sum(pending_in)::bigint as pending_in
        from entry group by person_id, account
      )
      insert into ledger_balance (person_id, account, posted, pending_out, pending_in, floor)
      select person_id, account, posted, pending_out, pending_in,
        case when split_part(account, '/', 1) = any(${guardedKinds}) then least(0, posted - pending_out) end
      from delta order by person_id, account
      on conflict (person_id, account) do update set posted = ledger_balance.posted + excluded.posted,
        pending_out = ledger_balance.pending_out + excluded.pending_out,
        pending_in = ledger_balance.pending_in + excluded.pending_in`,
  ])
}

/**
 * Transfers of a command. It stands last among the command's streams: the rows of busy open accounts are then held for no longer than
 * the commit.
 */
export const transferStream: Stream<Transfer, TransferEvent> = {
  name: 'transfer',
  evolve: evolveTransfer,
  save: saveTransfers,
  follow(world, after, before) {
    const { transfer, balances } = world as LedgerWorld
    followTransfer(balances, after, before)
    followReversal(transfer, after, before)
  },
}

/** The original of a new reversal knows at once what was taken back: the next request of the batch may want it too. */
function followReversal(transfers: Map<string, Stored<Transfer>>, after: Transfer, before: Transfer | undefined): void {
  if (after.reverses === null || before !== undefined) return
  const original = transfers.get(after.reverses)
  const takenBack = original && takeBack(original, after.legs.map(turned))
  if (takenBack === undefined) throw new Error(`the transfer that ${after.transferId} reverses was not loaded`)
  transfers.set(after.reverses, { ...original, takenBack } as Stored<Transfer>)
}
