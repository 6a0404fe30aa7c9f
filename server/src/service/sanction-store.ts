import { evolveSanction, type Sanction, type SanctionEvent } from '@yika/core/service/sanction.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = `person_id, sanction_id, version, card_id, service_id, reference, until, status, proposed_by, proposed_at,
  approved_by`

/** The penalties of these persons that are proposed or in force, and the named ones, by id; the person rows are locked. */
export async function sanctionsOfPersons(
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Sanction>>> {
  const rows = await tx<Stored<Sanction>[]>`
    select ${tx.unsafe(columns)} from sanction where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.sanctionId, { ...row }]))
}

/** What waits for the second officer, the oldest first. */
export async function proposedSanctions(
  db: Database,
  after: string,
  most: number,
): Promise<readonly Stored<Sanction>[]> {
  return db<Stored<Sanction>[]>`
    select ${db.unsafe(columns)} from sanction where status = 'proposed' and sanction_id > ${after}::uuid
    order by sanction_id limit ${most}`
}

/** A penalty, as the sweep names it. */
export interface SanctionKey {
  readonly personId: string
  readonly sanctionId: string
}

/** Penalties whose last day has passed, in the order of the keys. */
export async function sanctionsRunOut(
  db: Database,
  on: string,
  { personId, sanctionId }: SanctionKey,
  most: number,
): Promise<readonly SanctionKey[]> {
  return db<SanctionKey[]>`
    select person_id, sanction_id from sanction
    where status <> 'ended' and until < ${on} and (person_id, sanction_id) > (${personId}::uuid, ${sanctionId}::uuid)
    order by person_id, sanction_id limit ${most}`
}

export const sanctionStream: Stream<Sanction, SanctionEvent> = {
  name: 'sanction',
  evolve: evolveSanction,
  async save(tx, states) {
    await tx`
      insert into sanction (person_id, sanction_id, version, card_id, service_id, reference, until, status, proposed_by,
        proposed_at, approved_by)
      select * from unnest(
        ${states.map((state) => state.personId)}::uuid[],
        ${states.map((state) => state.sanctionId)}::uuid[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.cardId)}::uuid[],
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.reference)}::text[],
        ${states.map((state) => state.until)}::date[],
        ${states.map((state) => state.status)}::text[],
        ${states.map((state) => state.proposedBy)}::text[],
        ${states.map((state) => state.proposedAt)}::timestamptz[],
        ${states.map((state) => state.approvedBy)}::text[])
      on conflict (person_id, sanction_id) do update set version = excluded.version, card_id = excluded.card_id,
        status = excluded.status, approved_by = excluded.approved_by`
  },
}
