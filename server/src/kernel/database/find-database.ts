import { existsSync } from 'node:fs'
import path from 'node:path'
import { connect } from './database.ts'
import { runningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

export interface FoundDatabase {
  /** The address of the role that owns the tables. */
  readonly ownerUrl: string
  close(): Promise<void>
}

interface Place {
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
}

/** The database that answers at the moment. Starts nothing and changes nothing. */
export async function runningDatabase({ dataDirectory, databaseUrl }: Place): Promise<FoundDatabase | undefined> {
  const close = async (): Promise<void> => {}
  if (databaseUrl !== undefined) return { ownerUrl: databaseUrl, close }
  const serverUrl = await runningPostgres(dataDirectory)
  return serverUrl === undefined ? undefined : { ownerUrl: yikaOn(serverUrl), close }
}

/** The database as it was left: that of a running Yika, or the embedded one started for a while. No migration runs. */
export async function findDatabase(place: Place): Promise<FoundDatabase | undefined> {
  const running = await runningDatabase(place)
  if (running !== undefined) return running
  if (!existsSync(path.join(place.dataDirectory, 'postgres'))) return undefined
  const { url, stop } = await startEmbeddedPostgres(place.dataDirectory)
  const server = connect(url, { connections: 1 })
  try {
    const found = await server`select from pg_database where datname = 'yika'`
    if (found.length > 0) return { ownerUrl: yikaOn(url), close: stop }
  } finally {
    await server.end({ timeout: 1 })
  }
  await stop()
  return undefined
}

function yikaOn(serverUrl: string): string {
  return Object.assign(new URL(serverUrl), { pathname: '/yika' }).href
}
