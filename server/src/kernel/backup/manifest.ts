import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { BackupUnusable } from './backup-unusable.ts'
import { assertDigest, type Digest, digestOf } from './file-digest.ts'

export interface TableFile extends Digest {
  readonly name: string
  readonly columns: readonly string[]
  readonly file: string
  readonly rows: number
}

/** What a backup is; it holds nothing personal. */
export interface Manifest {
  readonly format: 1
  readonly madeAt: Instant
  /** Fingerprint of the custody whose keys open the sealed columns; the keys themselves are not in the backup. */
  readonly custody: string
  readonly postgres: string
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  /** SHA-256 over all tables, columns and types. */
  readonly schema: string
  /** In the order in which they can be loaded: what is referred to comes first. */
  readonly tables: readonly TableFile[]
  /** Tasks that were waiting, and the queues that they wait in. */
  readonly tasks: TableFile & { readonly queues: readonly string[] }
  /** The list of the photos: a line for each with SHA-256 and name. */
  readonly photos: Digest & { readonly file: string; readonly count: number }
}

const manifestFile = 'manifest.json'
const digestFile = 'manifest.json.sha256'

/** Written last: a directory without it is a backup that did not come to its end. */
export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  await writeWhole(path.join(directory, manifestFile), text)
  await writeWhole(path.join(directory, digestFile), `${digestOf(text).sha256}  ${manifestFile}\n`)
}

export async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function readManifest(directory: string): Promise<Manifest> {
  const [text, digest] = await Promise.all(
    [manifestFile, digestFile].map((name) => readFile(path.join(directory, name), 'utf8').catch(() => undefined)),
  )
  if (text === undefined || digest === undefined)
    throw new BackupUnusable(
      `${directory} holds no complete backup: ${text === undefined ? manifestFile : digestFile} is missing.`,
    )
  const bytes = Buffer.byteLength(text)
  await assertDigest(path.join(directory, manifestFile), { bytes, sha256: digest.split(' ')[0] ?? '' })
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 1)
    throw new BackupUnusable(`${directory} was made by a newer Yika (format ${manifest.format}).`)
  return manifest
}
