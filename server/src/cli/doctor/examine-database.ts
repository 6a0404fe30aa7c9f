import { readFileSync } from 'node:fs'
import type { Database } from '../../kernel/database/database.ts'
import { assertDurable } from '../../kernel/database/durability.ts'
import { pendingMigrations } from '../../kernel/database/migrate.ts'
import { dumpSchema, schemaFile } from '../../kernel/database/schema-dump.ts'
import { type Finding, failed, ok, warning } from './finding.ts'

/** How far two clocks may lie apart before instants of one process look wrong to another. */
const clockMostMs = 5_000

/** Looks and changes nothing; the connection is read-only. */
export async function examineDatabase(db: Database, nowMs: number): Promise<Finding[]> {
  const [server] = await db<{ version: string; now: number }[]>`
    select current_setting('server_version') as version, (extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  const reached = ok(`Database: PostgreSQL ${server?.version} answers`)
  const settings = await durabilityFinding(db)
  const [tables] = await db<{ made: boolean }[]>`select to_regclass('public.migration') is not null as made`
  if (tables?.made !== true) return [reached, settings, ok('No tables yet: the first start makes them')]
  return [reached, settings, await clockFinding(db, server?.now ?? nowMs, nowMs), ...(await schemaFindings(db))]
}

async function durabilityFinding(db: Database): Promise<Finding> {
  try {
    await assertDurable(db)
    return ok('fsync, full_page_writes and synchronous_commit are on')
  } catch (error) {
    return failed((error as Error).message, 'Switch it on in the configuration of PostgreSQL, then restart PostgreSQL.')
  }
}

async function clockFinding(db: Database, serverMs: number, nowMs: number): Promise<Finding> {
  const remedy = 'Set the clock, and keep it set by a time service.'
  const apart = Math.abs(serverMs - nowMs)
  if (apart > clockMostMs)
    return warning(`The clocks of this machine and the database are ${Math.round(apart / 1000)} s apart.`, remedy)
  const [migrated] = await db<{ last: number }[]>`
    select (extract(epoch from max(at)) * 1000)::bigint as last from migration`
  return (migrated?.last ?? 0) > nowMs + clockMostMs
    ? failed('The clock stands before the day on which this database was made.', remedy)
    : ok('The clocks of this machine and the database agree')
}

async function schemaFindings(db: Database): Promise<Finding[]> {
  let pending: readonly string[]
  try {
    pending = await pendingMigrations(db)
  } catch (error) {
    return [
      failed((error as Error).message, 'Start the version of Yika that this database belongs to, or a later one.'),
    ]
  }
  if (pending.length > 0)
    return [
      warning(
        `Not yet run: ${pending.join(', ')}.`,
        'The next start runs it. Make a backup first ("yika backup DIRECTORY").',
      ),
    ]
  const [found, expected] = [await dumpSchema(db), readFileSync(schemaFile, 'utf8').replaceAll('\r\n', '\n')]
  const migrated = ok('All migrations have run')
  if (found === expected) return [migrated, ok('The tables are as server/schema.sql says')]
  const known = new Set(expected.split('\n'))
  const stranger = found.split('\n').find((line) => !known.has(line))
  const text = new Set(found.split('\n'))
  const missing = expected.split('\n').find((line) => !text.has(line))
  return [
    migrated,
    warning(
      `The tables differ from server/schema.sql: ${stranger === undefined ? `missing is "${missing?.trim()}"` : `not foreseen is "${stranger.trim()}"`}.`,
      'Somebody changed them by hand; compare with "server/schema.sql" and undo it.',
    ),
  ]
}
