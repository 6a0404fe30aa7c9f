import { prepareApplicationRole } from './application-role.ts'
import { connect, type Database, type DatabaseOptions } from './database.ts'
import { assertDurable } from './durability.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

export interface OpenDatabase {
  /** Connections of the application's role. */
  readonly db: Database
  readonly url: string
  /** For migrations, restores and the like. */
  readonly ownerUrl: string
  close(): Promise<void>
}

export interface OpenDatabaseOptions extends DatabaseOptions {
  /** Where the embedded PostgreSQL keeps its data; used when there is no `databaseUrl`. */
  readonly dataDirectory?: string
  /** A PostgreSQL server, with the role that owns the tables. */
  readonly databaseUrl?: string
}

/** Starts or finds PostgreSQL, brings the schema forward, and connects as the application's role. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { dataDirectory = '', databaseUrl, ...connection } = options
  if (dataDirectory === '' && databaseUrl === undefined)
    throw new Error('openDatabase needs a data directory or the address of a server.')
  const { ownerUrl, close } = await startServerDatabase({ dataDirectory, databaseUrl })
  try {
    return await openServer(ownerUrl, connection, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function openServer(
  ownerUrl: string,
  options: DatabaseOptions,
  stop: () => Promise<void>,
): Promise<OpenDatabase> {
  const url = await prepareSchema(ownerUrl)
  const db = connect(url, options)
  const close = async () => {
    await db.end({ timeout: 5 })
    await stop()
  }
  try {
    await assertDurable(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, url, ownerUrl, close }
}

/** The server and its database `yika`, made where it is missing; its tables are left as they are. */
export async function startServerDatabase(place: {
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
}): Promise<{ readonly ownerUrl: string; close(): Promise<void> }> {
  if (place.databaseUrl !== undefined) return { ownerUrl: place.databaseUrl, close: async () => {} }
  const { url, stop } = await startEmbeddedPostgres(place.dataDirectory)
  try {
    return { ownerUrl: await ensureDatabase(url), close: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The roles and the schema, made or brought forward by the owner. Answers the address of the application's role. */
export async function prepareSchema(ownerUrl: string): Promise<string> {
  const owner = connect(ownerUrl, { connections: 1, applicationName: 'yika migration' })
  try {
    const url = await prepareApplicationRole(owner, ownerUrl)
    await migrate(owner)
    return url
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/** The database `yika` beside the server's own. */
async function ensureDatabase(serverUrl: string): Promise<string> {
  const server = connect(serverUrl, { connections: 1 })
  try {
    const found = await server`select from pg_database where datname = 'yika'`
    if (found.length === 0) await server`create database yika`
  } finally {
    await server.end({ timeout: 5 })
  }
  return Object.assign(new URL(serverUrl), { pathname: '/yika' }).href
}
