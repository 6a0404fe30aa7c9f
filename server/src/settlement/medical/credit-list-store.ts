import {
  type AccountCreditList,
  type AccountCreditListEvent,
  evolveAccountCreditList,
} from '@yika/core/settlement/medical/account-credit-list.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'

/** These lists by id, locked in key order. */
export async function lockCreditLists(
  tx: Transaction,
  creditListIds: readonly string[],
): Promise<Map<string, Stored<AccountCreditList>>> {
  const rows = await tx<Stored<AccountCreditList>[]>`
    select credit_list_id, version, lines, fen, translate(encode(digest, 'base64'), E'\\n', '') as digest, status, proposed_by,
      proposed_at, approved_by, approved_at
    from account_credit_list where credit_list_id = any(${[...creditListIds]}::uuid[]) order by credit_list_id for update`
  return new Map(rows.map((row) => [row.creditListId, { ...row }]))
}

export const accountCreditListStream: Stream<AccountCreditList, AccountCreditListEvent> = {
  name: 'account-credit-list',
  evolve: evolveAccountCreditList,
  async save(tx, lists) {
    await tx`
      insert into account_credit_list (credit_list_id, version, lines, fen, digest, status, proposed_by, proposed_at,
        approved_by, approved_at)
      select credit_list_id, version, lines, fen, decode(digest, 'base64'), status, proposed_by, proposed_at, approved_by,
        approved_at
      from unnest(
        ${lists.map(({ creditListId }) => creditListId)}::uuid[],
        ${lists.map(({ version }) => version)}::integer[],
        ${lists.map(({ lines }) => lines)}::integer[],
        ${lists.map(({ fen }) => fen)}::bigint[],
        ${lists.map(({ digest }) => digest)}::text[],
        ${lists.map(({ status }) => status)}::text[],
        ${lists.map(({ proposedBy }) => proposedBy)}::text[],
        ${lists.map(({ proposedAt }) => proposedAt)}::timestamptz[],
        ${lists.map(({ approvedBy }) => approvedBy)}::text[],
        ${lists.map(({ approvedAt }) => approvedAt)}::timestamptz[]
      ) as t (credit_list_id, version, lines, fen, digest, status, proposed_by, proposed_at, approved_by, approved_at)
      on conflict (credit_list_id) do update set version = excluded.version, status = excluded.status,
        approved_by = excluded.approved_by, approved_at = excluded.approved_at`
  },
}
