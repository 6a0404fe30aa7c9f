import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { type BlobStore, openBlobStore } from '../blob/blob-store.ts'
import { recordedCustody } from '../custody/custody-of-database.ts'
import { connect, type Database } from '../database/database.ts'
import { BackupUnusable } from './backup-unusable.ts'
import { columnsOf, readCatalogue } from './catalogue.ts'
import { copyOut, tasksTable, usePlainForms } from './copy-table.ts'
import { type Digest, digestOf } from './file-digest.ts'
import { type Manifest, type TableFile, writeManifest, writeWhole } from './manifest.ts'

/** How far it is: a share of the whole and a number of rows or photos. */
export type Progress = (share: number, count: number) => void

export interface BackupOptions {
  /** The application's role suffices: a backup reads. */
  readonly databaseUrl: string
  readonly blobs: BlobStore
  /** Made, or empty. */
  readonly directory: string
  readonly at: Instant
  readonly progress: Progress
  /** Called when the moment of the backup is fixed: what is committed afterwards is not in it. */
  readonly fixed?: (snapshot: string) => Promise<void>
}

const workers = 2
const snapshotKind = 'isolation level repeatable read read only'
/** Done and dropped tasks are history of the queue and not worth keeping. */
const unfinished = "where state < 'completed'"
export const photosFolder = 'photos'

/**
 * All tables as they stood at one moment, while work goes on: one snapshot, read by several connections. The photos follow;
 * a photo is stored before its row, so none of the snapshot is missing.
 */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const { directory, at, progress } = options
  await prepareDirectory(directory)
  const db = connect(options.databaseUrl, { connections: workers + 1, applicationName: 'yika backup', readOnly: true })
  try {
    return await db.begin(snapshotKind, async (tx) => {
      const found = await tx<{ found: boolean }[]>`select to_regclass('public.custody') is not null as found`
      const custody = found[0]?.found ? await recordedCustody(tx) : undefined
      if (custody === undefined) throw new BackupUnusable('This database has never been used by Yika: nothing to keep.')
      const [snapshot] = await tx<{ id: string; postgres: string }[]>`
        select pg_export_snapshot() as id, current_setting('server_version') as postgres`
      const { tables, schema } = await readCatalogue(tx)
      const migrations = await tx<{ name: string; checksum: string }[]>`
        select name, checksum from migration order by name`
      const jobColumns = await columnsOf(tx, tasksTable)
      const queues = await tx<{ name: string }[]>`select name from pgboss.queue order by name`
      await options.fixed?.(snapshot?.id ?? '')
      const files = await copyAll(db, snapshot?.id ?? '', directory, progress, [
        ...tables,
        { name: tasksTable, columns: jobColumns, bytes: 0, where: unfinished },
      ])
      const fileOf = (name: string): TableFile => files.get(name) as TableFile
      const manifest: Manifest = {
        format: 1,
        madeAt: at,
        custody,
        postgres: snapshot?.postgres ?? '',
        migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
        schema,
        tables: tables.map(({ name }) => fileOf(name)),
        tasks: { ...fileOf(tasksTable), queues: queues.map(({ name }) => name) },
        photos: await copyPhotos(options.blobs, directory, progress),
      }
      await writeManifest(directory, manifest)
      return manifest
    })
  } finally {
    await db.end({ timeout: 1 })
  }
}

async function prepareDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if ((await readdir(directory)).length > 0)
    throw new BackupUnusable(`${directory} is not empty. Name a new directory for each backup.`)
}

interface Source {
  readonly name: string
  readonly columns: readonly string[]
  readonly bytes: number
  readonly where?: string
}

/** The largest first, so that the connections end together. */
async function copyAll(
  db: Database,
  snapshot: string,
  directory: string,
  progress: Progress,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, TableFile>> {
  const waiting = sources.toSorted((a, b) => b.bytes - a.bytes)
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 1)
  const files = new Map<string, TableFile>()
  let [done, rows] = [0, 0]
  const work = (): Promise<void> =>
    db.begin(snapshotKind, async (tx) => {
      await tx.unsafe(`set transaction snapshot '${snapshot}'`)
      await usePlainForms(tx)
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
        files.set(
          source.name,
          await copyOut(tx, directory, source, (more) => {
            rows += more
            progress(done / total, rows)
          }),
        )
        done += source.bytes
        progress(done / total, rows)
      }
    })
  await Promise.all(Array.from({ length: workers }, work))
  progress(1, rows)
  return files
}

/** Sealed under their persons' keys, as they lie in the store. */
async function copyPhotos(
  blobs: BlobStore,
  directory: string,
  progress: Progress,
): Promise<Digest & { file: string; count: number }> {
  const target = openBlobStore(path.join(directory, photosFolder))
  const ids: string[] = []
  for await (const { id } of blobs.list()) ids.push(id)
  const lines: string[] = []
  for (const [index, id] of ids.sort().entries()) {
    const bytes = await blobs.get(id)
    // Swept meanwhile, or not yet whole: no row of the snapshot names it.
    if (bytes === undefined) continue
    await target.putAs(id, bytes)
    lines.push(`${digestOf(bytes).sha256}  ${id}\n`)
    progress((index + 1) / ids.length, index + 1)
  }
  const file = 'photos.sha256'
  const text = lines.join('')
  await writeWhole(path.join(directory, file), text)
  return { file, count: lines.length, ...digestOf(text) }
}
