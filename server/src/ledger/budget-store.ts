import { accountName } from '@yika/core/ledger/account.ts'
import {
  type BudgetChange,
  type BudgetChangeEvent,
  budgetOf,
  evolveBudgetChange,
} from '@yika/core/ledger/budget-change.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = `change_id, version, kind, organisation_id, amount, bank_id, reason, status, proposed_by, proposed_at, decided_by,
  decided_at, transfer_id`

/** These changes by id, locked in key order. */
export async function lockBudgetChanges(
  tx: Transaction,
  changeIds: readonly string[],
): Promise<Map<string, Stored<BudgetChange>>> {
  const rows = await tx<Stored<BudgetChange>[]>`
    select ${tx.unsafe(columns)} from budget_change where change_id = any(${[...changeIds]}::uuid[])
    order by change_id for update`
  return new Map(rows.map((row) => [row.changeId, { ...row }]))
}

/** Open proposals of these departments. */
export async function openBudgetChanges(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<Map<string, Stored<BudgetChange>>> {
  const rows = await tx<Stored<BudgetChange>[]>`
    select ${tx.unsafe(columns)} from budget_change
    where organisation_id = any(${[...organisationIds]}::text[]) and status = 'proposed'`
  return new Map(rows.map((row) => [row.changeId, { ...row }]))
}

export interface BudgetPage {
  readonly status: BudgetChange['status'] | null
  readonly after: string | null
  readonly limit: number
}

/** The newest first. */
export async function budgetChangesOf(
  db: Database,
  { status, after, limit }: BudgetPage,
): Promise<readonly BudgetChange[]> {
  return db<BudgetChange[]>`
    select ${db.unsafe(columns)} from budget_change
    where (${status}::text is null or status = ${status}) and (${after}::uuid is null or change_id < ${after})
    order by change_id desc limit ${limit}`
}

/** Which of these are there: bodies of Article 6, and banks. */
export async function knownOwners(
  tx: Transaction,
  organisationIds: readonly string[],
  bankIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`
    select organisation_id as id from organisation where organisation_id = any(${[...organisationIds]}::text[])
    union all
    select bank_id::text from bank where bank_id = any(${[...bankIds]}::uuid[])`
  return new Set(rows.map(({ id }) => id))
}

export const budgetChangeStream: Stream<BudgetChange, BudgetChangeEvent> = {
  name: 'budget-change',
  evolve: evolveBudgetChange,
  async save(tx, changes) {
    const floors = changes.filter(({ kind, status }) => kind === 'floor' && status === 'approved')
    await Promise.all([
      tx`
        insert into budget_change (change_id, version, kind, organisation_id, amount, bank_id, reason, status, proposed_by,
          proposed_at, decided_by, decided_at, transfer_id)
        select * from unnest(
          ${changes.map(({ changeId }) => changeId)}::uuid[],
          ${changes.map(({ version }) => version)}::integer[],
          ${changes.map(({ kind }) => kind)}::text[],
          ${changes.map(({ organisationId }) => organisationId)}::text[],
          ${changes.map(({ amount }) => amount)}::bigint[],
          ${changes.map(({ bankId }) => bankId)}::uuid[],
          ${changes.map(({ reason }) => reason)}::text[],
          ${changes.map(({ status }) => status)}::text[],
          ${changes.map(({ proposedBy }) => proposedBy)}::text[],
          ${changes.map(({ proposedAt }) => proposedAt)}::timestamptz[],
          ${changes.map(({ decidedBy }) => decidedBy)}::text[],
          ${changes.map(({ decidedAt }) => decidedAt)}::timestamptz[],
          ${changes.map(({ transferId }) => transferId)}::uuid[])
        on conflict (change_id) do update set version = excluded.version, status = excluded.status,
          decided_by = excluded.decided_by, decided_at = excluded.decided_at, transfer_id = excluded.transfer_id`,
      // The account was locked when it was loaded; its floor changes here and nowhere else.
      floors.length === 0
        ? undefined
        : tx`
            update ledger_balance b set floor = t.floor
            from unnest(
              ${floors.map(({ organisationId }) => accountName(budgetOf(organisationId)))}::text[],
              ${floors.map(({ amount }) => amount)}::bigint[]) as t (account, floor)
            where person_id = ${nobody} and b.account = t.account`,
    ])
  },
}
