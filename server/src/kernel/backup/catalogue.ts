import type { Database, Transaction } from '../database/database.ts'
import { digestOf } from './file-digest.ts'

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly bytes: number
}

export interface Catalogue {
  /** What is referred to comes before what refers to it. */
  readonly tables: readonly Table[]
  readonly schema: string
}

/** Made by the migrations themselves, not by a load. */
const historyOfMigrations = 'migration'

/** All tables with what they need to be written out and loaded. */
export async function readCatalogue(db: Database | Transaction): Promise<Catalogue> {
  const columns = await db<{ table: string; column: string; type: string }[]>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> ${historyOfMigrations} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`
  const sizes = await db<{ table: string; bytes: number }[]>`
    select c.relname as table, coalesce(sum(pg_table_size(t.relid)), 0)::bigint as bytes
    from pg_class c, pg_partition_tree(c.oid) t
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.oid
    union all
    select c.relname, pg_table_size(c.oid) from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition`
  const references = await db<{ from: string; to: string }[]>`
    select f.relname as from, t.relname as to
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid
    order by 1, 2`
  const bytes = new Map(sizes.map((row) => [row.table, row.bytes]))
  const tables = [...Map.groupBy(columns, ({ table }) => table)].map(([name, rows]) => ({
    name,
    columns: rows.map(({ column }) => column),
    bytes: bytes.get(name) ?? 0,
  }))
  return {
    tables: inOrder(
      tables,
      Map.groupBy(references, ({ from }) => from),
    ),
    schema: digestOf(columns.map(({ table, column, type }) => `${table}.${column} ${type}\n`).join('')).sha256,
  }
}

function inOrder(
  tables: readonly Table[],
  references: ReadonlyMap<string, readonly { readonly to: string }[]>,
): readonly Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Set<Table>()
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name))
      throw new Error(`Tables refer to each other in a circle: ${[...above, name].join(' → ')}.`)
    for (const { to } of references.get(name) ?? []) visit(to, [...above, name])
    const table = byName.get(name)
    if (table !== undefined) ordered.add(table)
  }
  for (const { name } of tables) visit(name, [])
  return [...ordered]
}

/** The columns of a queue's table, which is not ours: whatever this version of the queue has. */
export async function columnsOf(db: Database | Transaction, table: string): Promise<readonly string[]> {
  const rows = await db<{ column: string }[]>`
    select attname as column from pg_attribute
    where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`
  return rows.map(({ column }) => column)
}
