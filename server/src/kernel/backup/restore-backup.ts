import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type BlobStore, openBlobStore } from '../blob/blob-store.ts'
import { prepareApplicationRole } from '../database/application-role.ts'
import { connect, type Database } from '../database/database.ts'
import { assertDurable } from '../database/durability.ts'
import { migrate, migrationsDirectory, migrationsIn } from '../database/migrate.ts'
import { openTasks } from '../tasks.ts'
import { BackupUnusable } from './backup-unusable.ts'
import { readCatalogue } from './catalogue.ts'
import { copyIn, tasksTable } from './copy-table.ts'
import { assertDigest, digestOf } from './file-digest.ts'
import { type Progress, photosFolder } from './make-backup.ts'
import { type Manifest, readManifest } from './manifest.ts'

/** Reads every file of a backup once and answers its manifest, or says which file is not as it was written. */
export async function verifyBackup(directory: string, progress: Progress): Promise<Manifest> {
  const manifest = await readManifest(directory)
  assertKnownMigrations(manifest)
  const files = [...manifest.tables, manifest.tasks, manifest.photos]
  for (const file of files) await assertDigest(path.join(directory, file.file), file)
  await eachPhoto(directory, manifest, async () => {}, progress)
  return manifest
}

/** The tables of a backup are those of its time; later migrations run at the next start. */
function assertKnownMigrations({ migrations }: Manifest): void {
  const known = new Map(migrationsIn(migrationsDirectory).map(({ name, checksum }) => [name, checksum]))
  const stranger = migrations.find(({ name, checksum }) => known.get(name) !== checksum)
  if (stranger !== undefined)
    throw new BackupUnusable(
      `The backup has tables of another version of Yika (migration ${stranger.name}). Restore it with the version that made it, or a later one.`,
    )
}

async function eachPhoto(
  directory: string,
  { photos }: Manifest,
  take: (id: string, bytes: Uint8Array) => Promise<void>,
  progress: Progress,
): Promise<void> {
  const store = openBlobStore(path.join(directory, photosFolder))
  const lines = (await readFile(path.join(directory, photos.file), 'utf8')).split('\n').slice(0, -1)
  for (const [index, line] of lines.entries()) {
    const [sha256, id] = line.split('  ') as [string, string]
    const bytes = await store.get(id)
    if (bytes === undefined || digestOf(bytes).sha256 !== sha256)
      throw new BackupUnusable(
        `The photo ${id} of the backup ${bytes === undefined ? 'is missing' : 'was changed'}. Use another copy of this backup.`,
      )
    await take(id, bytes)
    progress((index + 1) / lines.length, index + 1)
  }
}

export interface RestoreOptions {
  readonly directory: string
  readonly manifest: Manifest
  /** The role that owns the tables. */
  readonly ownerUrl: string
  readonly blobs: BlobStore
  readonly progress: Progress
}

/** Loads a verified backup into an empty database: all tables in one transaction, so that a failure leaves it empty. */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { directory, manifest, ownerUrl, blobs, progress } = options
  const owner = connect(ownerUrl, { connections: 1, applicationName: 'yika restore' })
  try {
    await assertEmpty(owner)
    const applicationUrl = await prepareApplicationRole(owner, ownerUrl)
    await assertDurable(owner)
    await migrate(owner, migrationsDirectory, manifest.migrations.at(-1)?.name)
    const { schema } = await readCatalogue(owner)
    if (schema !== manifest.schema)
      throw new BackupUnusable('The tables that the migrations make here are not those of the backup.')
    await eachPhoto(directory, manifest, (id, bytes) => blobs.putAs(id, bytes), progress)
    await load(owner, applicationUrl, directory, manifest, progress)
    await owner`analyze`
  } finally {
    await owner.end({ timeout: 1 })
  }
}

/** Tables as the migrations leave them count as empty: whatever has been done since has left a trace in one of these. */
async function assertEmpty(owner: Database): Promise<void> {
  const [tables] = await owner<{ all: number; ours: boolean; complete: boolean }[]>`
    select count(*) as all, bool_or(relname = 'migration') as ours,
      count(*) filter (where relname in ('custody', 'command_answer', 'audit_entry', 'person')) = 4 as complete
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`
  const used =
    tables?.complete === true
      ? (
          await owner<{ used: boolean }[]>`
            select exists (select from custody) or exists (select from command_answer) or exists (select from audit_entry)
              or exists (select from person) as used`
        )[0]?.used === true
      : (tables?.all ?? 0) > 0 && tables?.ours !== true
  if (used)
    throw new BackupUnusable(
      'The database is not empty, and a restore overwrites nothing. Name an empty one: a new YIKA_DATA_DIR, or a new database in DATABASE_URL.',
    )
}

async function load(
  owner: Database,
  applicationUrl: string,
  directory: string,
  { tables, tasks }: Manifest,
  progress: Progress,
): Promise<void> {
  await makeQueues(applicationUrl, tasks.queues)
  const total = [...tables, tasks].reduce((sum, { rows }) => sum + rows, 1)
  let rows = 0
  const more = (count: number): void => {
    rows += count
    progress(rows / total, rows)
  }
  // The queue's tables belong to the application's role, all others to the owner.
  const application = connect(applicationUrl, { connections: 1, applicationName: 'yika restore' })
  try {
    await application.begin(async (queue) => {
      await queue`delete from ${queue(tasksTable)}`
      await copyIn(queue, directory, tasks, more)
      await owner.begin(async (tx) => {
        await tx`truncate ${tx(tables.map(({ name }) => name))}`
        for (const table of tables) await copyIn(tx, directory, table, more)
      })
    })
  } finally {
    await application.end({ timeout: 1 })
  }
}

async function makeQueues(url: string, queues: readonly string[]): Promise<void> {
  let fault: Error | undefined
  const runner = await openTasks(url, queues, (error) => {
    fault ??= error
  })
  await runner.stop()
  if (fault !== undefined) throw fault
}
