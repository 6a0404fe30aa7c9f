import { cpus, totalmem } from 'node:os'
import type { Database } from '@yika/server/kernel/database/database.ts'

/** What the figures were measured on; figures of different environments are not compared. */
export async function environmentOf(db: Database): Promise<Record<string, string | number>> {
  const [settings] = await db<{ version: string; fsync: string; commit: string; pages: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`
  return {
    ...machine(),
    postgresql: settings?.version ?? '',
    fsync: settings?.fsync ?? '',
    synchronousCommit: settings?.commit ?? '',
    fullPageWrites: settings?.pages ?? '',
  }
}

/** The part of it that holds where no database is asked. */
export function machine(): Record<string, string | number> {
  return {
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
}
