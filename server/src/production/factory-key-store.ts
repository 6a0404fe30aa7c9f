import { evolveFactoryKey, type FactoryKey, type FactoryKeyEvent } from '@yika/core/production/factory-key.ts'
import type { EnvelopeKeys } from '../kernel/custody/envelope.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

export async function lockFactoryKeys(
  tx: Transaction,
  makerIds: readonly string[],
): Promise<Map<string, Stored<FactoryKey>>> {
  const rows = await tx<Stored<FactoryKey>[]>`
    select * from factory_key where maker_id = any(${makerIds}::text[]) order by maker_id for update`
  return new Map(rows.map((row) => [row.makerId, { ...row }]))
}

export async function allFactoryKeys(db: Database): Promise<readonly Stored<FactoryKey>[]> {
  const rows = await db<Stored<FactoryKey>[]>`select * from factory_key order by maker_id`
  return rows.map((row) => ({ ...row }))
}

export async function factoryKeyOf(db: Database, makerId: string): Promise<FactoryKey['key']> {
  const [row] = await db<Pick<FactoryKey, 'key'>[]>`select key from factory_key where maker_id = ${makerId}`
  return row?.key ?? null
}

/** The same as bytes, by family of the suite. */
export function envelopeKeysOf(key: NonNullable<FactoryKey['key']>): EnvelopeKeys {
  const sm = Uint8Array.fromHex(key.sm2)
  return key.x25519 === null ? { sm } : { sm, international: Uint8Array.fromHex(key.x25519) }
}

export const factoryKeyStream: Stream<FactoryKey, FactoryKeyEvent> = {
  name: 'factory-key',
  evolve: evolveFactoryKey,
  async save(tx, keys) {
    await tx`
      insert into factory_key (maker_id, version, key, set_by, confirmed_by, waiting, waiting_by, changed_at)
      select "makerId", version, nullif(key, 'null'), "setBy", "confirmedBy", nullif(waiting, 'null'), "waitingBy",
        "changedAt"
      from jsonb_to_recordset(${tx.json(keys as never)}) as t (
        "makerId" text, version integer, key jsonb, "setBy" text, "confirmedBy" text, waiting jsonb, "waitingBy" text,
        "changedAt" timestamptz)
      on conflict (maker_id) do update set version = excluded.version, key = excluded.key, set_by = excluded.set_by,
        confirmed_by = excluded.confirmed_by, waiting = excluded.waiting, waiting_by = excluded.waiting_by,
        changed_at = excluded.changed_at`
  },
}
