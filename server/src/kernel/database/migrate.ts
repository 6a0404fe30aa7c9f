import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Database } from './database.ts'

export interface Migration {
  readonly name: string
  readonly checksum: string
  readonly sql: string
}

export const migrationsDirectory = path.join(import.meta.dirname, '..', '..', '..', 'migrations')

/** The numbered files of a folder in their order; line endings do not count for the checksum. */
export function migrationsIn(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const seen = new Map<string, string>()
  return files.map((file) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]
    if (number === undefined) throw new Error(`Migration ${file} is not named like 0001-name.sql.`)
    const other = seen.get(number)
    if (other !== undefined) throw new Error(`Migrations ${other} and ${file} have the same number.`)
    seen.set(number, file)
    const sql = readFileSync(path.join(directory, file), 'utf8').replaceAll('\r\n', '\n')
    return { name: path.basename(file, '.sql'), checksum: createHash('sha256').update(sql).digest('hex'), sql }
  })
}

/** 'yika' in the number space of advisory locks: two processes that start at once migrate one after the other. */
const migrationLock = 0x79696b61

/**
 * Brings the schema forward, each file in a transaction of its own. Refuses a database whose history differs from the
 * files: a changed file, a file that is missing, or one that was slipped in before the last that ran. With `last` it stops
 * there: a backup is loaded into the tables it was taken from.
 */
export async function migrate(
  owner: Database,
  directory = migrationsDirectory,
  last?: string,
): Promise<readonly string[]> {
  const migrations = migrationsIn(directory).filter(({ name }) => last === undefined || name <= last)
  await owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`
    const [row] = await tx<{ found: boolean }[]>`select to_regclass('migration') is not null as found`
    if (row?.found) return
    await tx`
      create table migration (
        name text primary key,
        checksum text not null,
        at timestamptz not null default now()
      )`
    await tx`comment on table migration is 'Which migration files have run, and with which content.'`
    await tx`comment on column migration.checksum is 'SHA-256 of the file.'`
    await tx`revoke insert, update, delete on migration from yika_app`
  })
  assertSameHistory(migrations, await owner<Done[]>`select name, checksum from migration order by name`)
  const applied: string[] = []
  for (const { name, checksum, sql } of migrations) {
    await owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${migrationLock})`
      const done = await tx`select from migration where name = ${name}`
      if (done.length > 0) return
      try {
        await tx.unsafe(sql)
      } catch (error) {
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      await tx`insert into migration (name, checksum) values (${name}, ${checksum})`
      applied.push(name)
    })
  }
  return applied
}

/** What the next start would run; throws like `migrate` where the histories differ. */
export async function pendingMigrations(db: Database, directory = migrationsDirectory): Promise<readonly string[]> {
  const done = await db<Done[]>`select name, checksum from migration order by name`
  const migrations = migrationsIn(directory)
  assertSameHistory(migrations, done)
  return migrations.map(({ name }) => name).filter((name) => !done.some((row) => row.name === name))
}

interface Done {
  readonly name: string
  readonly checksum: string
}

function assertSameHistory(migrations: readonly Migration[], done: readonly Done[]): void {
  const files = new Map(migrations.map((migration) => [migration.name, migration]))
  const applied = new Set(done.map((row) => row.name))
  for (const { name, checksum } of done) {
    const file = files.get(name)
    if (file === undefined) {
      throw new Error(`The database has run migration ${name}, which this version of Yika does not know.`)
    }
    if (file.checksum !== checksum) {
      throw new Error(`Migration ${name} was changed after it had run. Restore the file and write a new migration.`)
    }
  }
  const last = done.at(-1)?.name ?? ''
  const late = migrations.find(({ name }) => name < last && !applied.has(name))
  if (late !== undefined) {
    throw new Error(`Migration ${late.name} comes before ${last}, which has already run. Give it a higher number.`)
  }
}
