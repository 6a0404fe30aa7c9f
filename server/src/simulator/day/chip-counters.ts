import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** How far each chip of the sample has counted, by card number; undefined where nobody has written that down. */
export function readCounters(directory: string, name: string): Readonly<Record<string, number>> | undefined {
  try {
    return JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8')) as Record<string, number>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function keepCounters(directory: string, name: string, counters: Readonly<Record<string, number>>): void {
  const file = path.join(directory, `${name}.json`)
  writeFileSync(`${file}.fresh`, JSON.stringify(counters))
  renameSync(`${file}.fresh`, file)
}
