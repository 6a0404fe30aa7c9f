import { evolveTerminal, type Terminal, type TerminalEvent } from '@yika/core/terminal/terminal.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = `terminal_id, version, institution_id, kind, services, place, district, keys, offline, status, registered_on,
  seen_at, health, reader, software, waiting, clock_off_ms, lists, suspended_by`

function byId(rows: readonly Stored<Terminal>[]): Map<string, Stored<Terminal>> {
  return new Map(rows.map((row) => [row.terminalId, { ...row }]))
}

/** The terminals as they are, by id; locks nothing. */
export async function terminalsByIds(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<Terminal>>> {
  return byId(
    await db<Stored<Terminal>[]>`
      select ${db.unsafe(columns)} from terminal where terminal_id = any(${[...new Set(ids)]}::text[])`,
  )
}

/** The terminals of a batch that changes them, locked in key order. */
export async function lockTerminals(tx: Transaction, ids: readonly string[]): Promise<Map<string, Stored<Terminal>>> {
  return byId(
    await tx<Stored<Terminal>[]>`
      select ${tx.unsafe(columns)} from terminal where terminal_id = any(${[...new Set(ids)]}::text[])
      order by terminal_id for update`,
  )
}

export const terminalStream: Stream<Terminal, TerminalEvent> = {
  name: 'terminal',
  evolve: evolveTerminal,
  async save(tx, terminals) {
    await tx`
      insert into terminal (${tx.unsafe(columns)})
      select terminal_id, version, institution_id, kind, string_to_array(services, ','), place, district, keys::jsonb, offline::boolean,
        status, registered_on, seen_at, health, reader, software, waiting, clock_off_ms, lists::jsonb, suspended_by
      from unnest(
        ${terminals.map((terminal) => terminal.terminalId)}::text[],
        ${terminals.map((terminal) => terminal.version)}::integer[],
        ${terminals.map((terminal) => terminal.institutionId)}::text[],
        ${terminals.map((terminal) => terminal.kind)}::text[],
        ${terminals.map((terminal) => terminal.services.join(','))}::text[],
        ${terminals.map((terminal) => terminal.place)}::text[],
        ${terminals.map((terminal) => terminal.district)}::text[],
        ${terminals.map((terminal) => JSON.stringify(terminal.keys))}::text[],
        ${terminals.map((terminal) => String(terminal.offline))}::text[],
        ${terminals.map((terminal) => terminal.status)}::text[],
        ${terminals.map((terminal) => terminal.registeredOn)}::date[],
        ${terminals.map((terminal) => terminal.seenAt)}::timestamptz[],
        ${terminals.map((terminal) => terminal.health)}::text[],
        ${terminals.map((terminal) => terminal.reader)}::text[],
        ${terminals.map((terminal) => terminal.software)}::text[],
        ${terminals.map((terminal) => terminal.waiting)}::integer[],
        ${terminals.map((terminal) => terminal.clockOffMs)}::bigint[],
        ${terminals.map((terminal) => JSON.stringify(terminal.lists))}::text[],
        ${terminals.map((terminal) => terminal.suspendedBy)}::text[]
      ) as t (${tx.unsafe(columns)})
      on conflict (terminal_id) do update set
        version = excluded.version,
        keys = excluded.keys,
        status = excluded.status,
        suspended_by = excluded.suspended_by,
        seen_at = excluded.seen_at,
        health = excluded.health,
        reader = excluded.reader,
        software = excluded.software,
        waiting = excluded.waiting,
        clock_off_ms = excluded.clock_off_ms,
        lists = excluded.lists`
  },
}
