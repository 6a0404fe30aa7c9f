import { readFile, rename, rm, writeFile } from 'node:fs/promises'

/** How far an import has come: everything up to `record` of this pass is in the books or in the error file. */
export interface Progress {
  readonly fingerprint: string
  readonly pass: number
  readonly record: number
  readonly taken: number
  readonly refused: number
  readonly errorBytes: number
}

export function progressFilePath(file: string): string {
  return `${file}.progress.json`
}

/** Where to go on; undefined when there is nothing to go on with, or the file has changed since. */
export async function readProgress(path: string, fingerprint: string): Promise<Progress | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const progress = JSON.parse(text) as Progress
    return progress.fingerprint === fingerprint ? progress : undefined
  } catch {
    return undefined
  }
}

/** Whole or not at all: the new file takes the place of the old one in one step. */
export async function writeProgress(path: string, progress: Progress): Promise<void> {
  const draft = `${path}.draft`
  await writeFile(draft, JSON.stringify(progress), { mode: 0o600 })
  await rename(draft, path)
}

export async function removeProgress(path: string): Promise<void> {
  await rm(path, { force: true })
}
