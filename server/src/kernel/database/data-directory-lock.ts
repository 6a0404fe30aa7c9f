import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Another Yika process that is alive holds the data directory. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse'
  constructor(dataDirectory: string, pid: number) {
    super(
      `The data directory ${dataDirectory} is in use by process ${pid}. ` +
        'Stop that process first, or choose another directory with YIKA_DATA_DIR.',
    )
  }
}

interface Claim {
  readonly pid: number
  /** When the process began, as the system tells it: a number that is used again is not the same process. */
  readonly began: string
}

/** One process per data directory. The claim of a process that was killed does not count. */
export function lockDataDirectory(dataDirectory: string): { release(): void } {
  const file = path.join(dataDirectory, 'yika.lock')
  const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) } satisfies Claim)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, and fails where one exists.
        linkSync(draft, file)
        return {
          release: () => {
            if (read(file) === mine) rmSync(file)
          },
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const theirs = read(file)
      if (theirs === undefined) continue
      const claim = parse(theirs)
      if (claim !== undefined && isAlive(claim)) throw new DataDirectoryInUse(dataDirectory, claim.pid)
      removeStale(file, theirs)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes the dead claim away; if a live one took its place meanwhile, puts that one back. */
function removeStale(file: string, expected: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    if (read(aside) !== expected) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): Claim | undefined {
  try {
    return JSON.parse(text) as Claim
  } catch {
    return undefined
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isAlive(claim: Claim): boolean {
  return isRunning(claim.pid) && beganAt(claim.pid) === claim.began
}

function beganAt(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The second field, the name, may hold blanks and brackets; the start time is the 20th after it.
      return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
    }
    if (process.platform === 'darwin') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
  } catch {
    return 'gone'
  }
  return 'unknown'
}
