import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Bytes under a name that says nothing. Whoever puts them seals them first: the store holds no key. */
export interface BlobStore {
  /** Returns when the bytes would survive a loss of power. */
  put(bytes: Uint8Array): Promise<string>
  /** The same under a name that was given before: for backup and restore. */
  putAs(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | undefined>
  remove(id: string): Promise<void>
  /** Every blob with its age, in no particular order: for the sweep of those that no row names. */
  list(): AsyncIterable<{ readonly id: string; readonly writtenAtMs: number }>
}

const idForm = /^[0-9a-f]{32}$/

/** Files below one directory, spread over 65,536 folders so that none grows large. */
export function openBlobStore(directory: string): BlobStore {
  const folderOf = (id: string): string => path.join(directory, id.slice(0, 2), id.slice(2, 4))
  const fileOf = (id: string): string => {
    if (!idForm.test(id)) throw new Error('not the name of a blob')
    return path.join(folderOf(id), id)
  }
  const blobs: BlobStore = {
    async put(bytes) {
      const id = randomBytes(16).toString('hex')
      await blobs.putAs(id, bytes)
      return id
    },
    async putAs(id, bytes) {
      const final = fileOf(id)
      const folder = folderOf(id)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = `${final}.part`
      const file = await open(unfinished, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      // The name appears only when the bytes are whole; the folder is synced so that the name survives too.
      await rename(unfinished, final)
      await syncFolders(directory, folder)
    },
    async get(id) {
      return readFile(fileOf(id)).catch(unlessMissing)
    },
    async remove(id) {
      await rm(fileOf(id), { force: true })
    },
    async *list() {
      for (const entry of (await readdir(directory, { recursive: true, withFileTypes: true }).catch(unlessMissing)) ??
        []) {
        if (!entry.isFile()) continue
        const id = entry.name.replace(/\.part$/, '')
        if (!idForm.test(id)) continue
        const about = await stat(path.join(entry.parentPath, entry.name)).catch(unlessMissing)
        if (about !== undefined) yield { id, writtenAtMs: about.mtimeMs }
      }
    },
  }
  return blobs
}

async function syncFolders(top: string, folder: string): Promise<void> {
  // Windows cannot open a directory; its file system journals the name itself.
  if (process.platform === 'win32') return
  for (let at = folder; at.length >= top.length; at = path.dirname(at)) {
    const handle = await open(at, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (at === top) return
  }
}

function unlessMissing(error: unknown): undefined {
  if ((error as { code?: string }).code === 'ENOENT') return undefined
  throw error
}
