import path from 'node:path'
import { readConfig } from '../config.ts'
import { restoreBackup, verifyBackup } from '../kernel/backup/restore-backup.ts'
import { openBlobStore } from '../kernel/blob/blob-store.ts'
import { assertCustodyFits } from '../kernel/custody/custody-of-database.ts'
import { custodyFingerprint } from '../kernel/custody/root-key.ts'
import { startServerDatabase } from '../kernel/database/open-database.ts'
import { oneDirectory, seconds } from './backup.ts'
import type { CliCommand } from './cli-command.ts'
import { progressBar } from './import/progress-bar.ts'

const help = `yika restore DIRECTORY

Loads a backup of "yika backup" into an empty database: the embedded one of a new YIKA_DATA_DIR, or that of DATABASE_URL.
Put the custody directory in its place first (YIKA_CUSTODY_DIR, else custody in the data directory). Before anything is
touched every file is read and compared with its SHA-256, and the custody with that of the backup. A database with anything
in it is refused. Afterwards "yika serve" goes on where the backup was made.

Exit codes: 0 done, 1 refused (the message says why), 2 wrong use.`

export const restoreCommand: CliCommand = {
  help,
  async run(args) {
    const directory = oneDirectory(args, help)
    const config = readConfig(process.env)
    const began = performance.now()
    const clock = (): number => performance.now()
    console.log('Comparing the files with their checksums …')
    const verifying = progressBar(process.stderr, clock)
    const manifest = await verifyBackup(directory, verifying.show)
    verifying.end()
    assertCustodyFits(manifest.custody, custodyFingerprint(config.custodyDirectory), config.custodyDirectory)
    console.log(`Loading the backup of ${manifest.madeAt} …`)
    const bar = progressBar(process.stderr, clock)
    const database = await startServerDatabase(config)
    try {
      await restoreBackup({
        directory,
        manifest,
        ownerUrl: database.ownerUrl,
        blobs: openBlobStore(path.join(config.dataDirectory, 'blobs')),
        progress: bar.show,
      })
    } finally {
      bar.end()
      await database.close()
    }
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `${rows} rows of ${manifest.tables.length} tables and ${manifest.photos.count} photos restored in ${seconds(began)} s.`,
    )
    return 0
  },
}
