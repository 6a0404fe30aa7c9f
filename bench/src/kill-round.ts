import { execFileSync } from 'node:child_process'
import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Serving } from './start-serving.ts'

/** Who falls first, and how long the other still runs. */
export interface Fall {
  readonly first: 'server' | 'database'
  readonly gapMs: number
}

/** SIGKILL to the server and to every process of its PostgreSQL; answers when none of them is left. */
export async function killRound(serving: Serving, dataDirectory: string, { first, gapMs }: Fall): Promise<void> {
  const killServer = () => kill(serving.pid)
  const killDatabase = () => processesOf(dataDirectory).forEach(kill)
  const [one, other] = first === 'server' ? [killServer, killDatabase] : [killDatabase, killServer]
  one()
  if (gapMs > 0) await wait(gapMs)
  other()
  await serving.gone
  // A backend may have been born between the look and the blow.
  while (processesOf(dataDirectory).length > 0) {
    killDatabase()
    await wait(5)
  }
}

/** PostgreSQL's programs, initdb among them, work in the data directory and nobody else does. */
export function processesOf(dataDirectory: string): readonly number[] {
  const directory = realpathSync(dataDirectory)
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isWithin(directory, workingDirectoryOf(name)))
      .map(Number)
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(directory))
    .map((line) => Number.parseInt(line, 10))
}

function isWithin(directory: string, place: string | undefined): boolean {
  return place === directory || place?.startsWith(`${directory}${path.sep}`) === true
}

function workingDirectoryOf(process: string): string | undefined {
  try {
    return readlinkSync(`/proc/${process}/cwd`)
  } catch {
    // Gone meanwhile, or somebody else's.
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
