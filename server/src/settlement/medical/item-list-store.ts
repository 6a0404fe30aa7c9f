import {
  evolveMedicalItemList,
  type MedicalItemList,
  type MedicalItemListEvent,
} from '@yika/core/settlement/medical/medical-item-list.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'

const columns = 'list_id, version, items, status, proposed_by, proposed_at, decided_by, decided_at, reason'

/** These lists by id, locked in key order. */
export async function lockItemLists(
  tx: Transaction,
  listIds: readonly string[],
): Promise<Map<string, Stored<MedicalItemList>>> {
  const rows = await tx<Stored<MedicalItemList>[]>`
    select ${tx.unsafe(columns)} from medical_item_list where list_id = any(${[...listIds]}::uuid[])
    order by list_id for update`
  return new Map(rows.map((row) => [row.listId, { ...row }]))
}

interface ItemListPage {
  readonly status: MedicalItemList['status'] | null
  readonly after: string | null
  readonly limit: number
}

/** The newest first. */
export async function itemListsPage(
  db: Database,
  { status, after, limit }: ItemListPage,
): Promise<readonly MedicalItemList[]> {
  return db<MedicalItemList[]>`
    select ${db.unsafe(columns)} from medical_item_list
    where (${status}::text is null or status = ${status}) and (${after}::uuid is null or list_id < ${after})
    order by list_id desc limit ${limit}`
}

export const medicalItemListStream: Stream<MedicalItemList, MedicalItemListEvent> = {
  name: 'medical-item-list',
  evolve: evolveMedicalItemList,
  async save(tx, lists) {
    await tx`
      insert into medical_item_list (${tx.unsafe(columns)})
      select list_id, version, items::jsonb, status, proposed_by, proposed_at, decided_by, decided_at, reason from unnest(
        ${lists.map(({ listId }) => listId)}::uuid[],
        ${lists.map(({ version }) => version)}::integer[],
        ${lists.map(({ items }) => JSON.stringify(items))}::text[],
        ${lists.map(({ status }) => status)}::text[],
        ${lists.map(({ proposedBy }) => proposedBy)}::text[],
        ${lists.map(({ proposedAt }) => proposedAt)}::timestamptz[],
        ${lists.map(({ decidedBy }) => decidedBy)}::text[],
        ${lists.map(({ decidedAt }) => decidedAt)}::timestamptz[],
        ${lists.map(({ reason }) => reason)}::text[]
      ) as t (${tx.unsafe(columns)})
      on conflict (list_id) do update set version = excluded.version, status = excluded.status,
        decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason`
  },
}
