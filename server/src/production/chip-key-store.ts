import type { ChipSuite } from '@yika/core/card/chip-suite.ts'
import { type ChipKey, type ChipKeyEvent, evolveChipKey } from '@yika/core/production/chip-key.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

/** The version that new cards are given: the newest that is active; undefined before the first ceremony. */
export async function activeChipKey(db: Database | Transaction, suite: ChipSuite): Promise<number | undefined> {
  const [row] = await db<{ keyVersion: number }[]>`
    select key_version from chip_key where suite = ${suite} and state = 'active' order by key_version desc limit 1`
  return row?.keyVersion
}

/** Every version there ever was, the newest of each suite first: a handful of rows. */
export async function allChipKeys(db: Database | Transaction): Promise<readonly Stored<ChipKey>[]> {
  const rows = await db<Stored<ChipKey>[]>`select * from chip_key order by suite, key_version desc`
  return rows.map((row) => ({ ...row }))
}

/** All versions, for one ceremony at a time: the next number follows from those that exist. */
export async function lockChipKeys(tx: Transaction): Promise<Map<string, Stored<ChipKey>>> {
  await tx`lock table chip_key in share row exclusive mode`
  return new Map((await allChipKeys(tx)).map((key) => [key.chipKeyId, key]))
}

/**
 * Which of these versions a card carries that is neither cancelled nor destroyed. Reads all cards: a destruction comes
 * once in years, and an index for it would cost every change of a card.
 */
export async function carriedChipKeys(tx: Transaction, chipKeyIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx<{ chipKeyId: string }[]>`
    select chip_key_id from chip_key
    where chip_key_id = any(${[...chipKeyIds]}::text[]) and exists (
      select from card
      where chip_key_version = key_version and (generation = 3) = (suite = 'sm')
        and social <> 'cancelled' and physical <> 'destroyed')`
  return new Set(rows.map(({ chipKeyId }) => chipKeyId))
}

export const chipKeyStream: Stream<ChipKey, ChipKeyEvent> = {
  name: 'chip-key',
  evolve: evolveChipKey,
  async save(tx, keys) {
    await tx`
      insert into chip_key (chip_key_id, version, suite, key_version, state, reason, proposed_by, confirmed_by, check_values,
        retire_reason, destruction_proposed_by, destruction_confirmed_by, changed_at)
      select "chipKeyId", version, suite, "keyVersion", state, reason, "proposedBy", "confirmedBy",
        nullif("checkValues", 'null'), "retireReason", "destructionProposedBy", "destructionConfirmedBy", "changedAt"
      from jsonb_to_recordset(${tx.json(keys as never)}) as t (
        "chipKeyId" text, version integer, suite text, "keyVersion" smallint, state text, reason text,
        "proposedBy" text, "confirmedBy" text, "checkValues" jsonb, "retireReason" text,
        "destructionProposedBy" text, "destructionConfirmedBy" text, "changedAt" timestamptz)
      on conflict (chip_key_id) do update set
        version = excluded.version,
        state = excluded.state,
        confirmed_by = excluded.confirmed_by,
        check_values = excluded.check_values,
        retire_reason = excluded.retire_reason,
        destruction_proposed_by = excluded.destruction_proposed_by,
        destruction_confirmed_by = excluded.destruction_confirmed_by,
        changed_at = excluded.changed_at`
  },
}
