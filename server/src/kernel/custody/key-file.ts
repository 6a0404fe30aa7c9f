import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Only the owner may enter; a directory someone else can read is not a custody. */
export function openKeyDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  refuseOthers(directory)
}

export function readKeyFile(path: string): string {
  refuseOthers(path)
  return readFileSync(path, 'utf8')
}

/**
 * A key must be on the disk before anything sealed under it is committed, hence the two fsyncs; of two processes that make the
 * same file the link lets one win, and both read the winner's.
 */
export function createKeyFile(path: string, text: string): void {
  const draft = join(dirname(path), `.${process.pid}.${performance.now()}.draft`)
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(dirname(path))
}

/** The file is overwritten before it is removed: best effort on a file system, exact on the disks it stays on. */
export function destroyKeyFile(path: string): void {
  const length = statSync(path).size
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length), 0, length, 0)
  fsyncSync(file)
  closeSync(file)
  rmSync(path)
  syncDirectory(dirname(path))
}

function refuseOthers(path: string): void {
  if (process.platform === 'win32') return
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0)
    throw new Error(`custody: ${path} is open to others (mode ${mode.toString(8)}); chmod go= it first`)
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
