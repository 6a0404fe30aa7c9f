import path from 'node:path'
import { parseArgs } from 'node:util'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { readConfig } from '../config.ts'
import { BackupUnusable } from '../kernel/backup/backup-unusable.ts'
import { makeBackup } from '../kernel/backup/make-backup.ts'
import { openBlobStore } from '../kernel/blob/blob-store.ts'
import { applicationUrl } from '../kernel/database/application-role.ts'
import { findDatabase } from '../kernel/database/find-database.ts'
import { type CliCommand, UsageError } from './cli-command.ts'
import { progressBar } from './import/progress-bar.ts'

const help = `yika backup DIRECTORY

Writes all tables, the waiting tasks and the photos into DIRECTORY (made, or empty), as they stand at one moment. The server
may go on working meanwhile; one that is stopped is started for the backup only, without changing its tables.

NOT in it are the keys. The custody directory (YIKA_CUSTODY_DIR) is kept apart from all backups, on other media and under
other hands: a backup without its keys names nobody, and without the keys nobody can read it again.

  manifest.json          when, which custody, rows and SHA-256 of every file; a directory without it is not complete
  TABLE.copy.gz          the rows of a table, personal items sealed
  photos, photos.sha256  the photos, sealed, and their list

Exit codes: 0 done, 1 it could not be made (the message says why), 2 wrong use.`

export const backupCommand: CliCommand = {
  help,
  async run(args) {
    const directory = oneDirectory(args, help)
    const config = readConfig(process.env)
    const began = performance.now()
    const database = await findDatabase(config)
    if (database === undefined) throw new BackupUnusable(`${config.dataDirectory} holds no database: nothing to keep.`)
    const bar = progressBar(process.stderr, () => performance.now())
    try {
      const { tables, photos, tasks, custody } = await makeBackup({
        databaseUrl: applicationUrl(database.ownerUrl),
        blobs: openBlobStore(path.join(config.dataDirectory, 'blobs')),
        directory,
        at: instantOf(Date.now()),
        progress: bar.show,
      })
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      console.log(
        `${rows} rows of ${tables.length} tables, ${tasks.rows} waiting tasks, ${photos.count} photos in ${seconds(began)} s: ${directory}\n` +
          `The keys are not in it. It can be read only with the custody ${custody}: keep ${config.custodyDirectory} elsewhere.`,
      )
    } finally {
      bar.end()
      await database.close()
    }
    return 0
  },
}

/** What both commands take: one directory. */
export function oneDirectory(args: readonly string[], usage: string): string {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [directory, ...others] = positionals
    if (directory === undefined || others.length > 0) throw new Error('Name one directory.')
    return path.resolve(directory)
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}

export function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}
