import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Somebody else has the file; the message says who. */
export class FileInUse extends Error {}

/** Puts `.lock` beside a file, with the process that has it; gives the function that takes the lock away. A dead owner's lock is taken over. */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`
  const own = `${process.pid} ${startOf(process.pid)}\n`
  for (;;) {
    if (placed(lock, own)) return () => rmSync(lock, { force: true })
    const found = textOf(lock)
    if (found === undefined) continue
    const [pid = '', start] = found.trim().split(' ')
    if (isAlive(Number(pid), start)) throw new FileInUse(`${path} is in use by process ${pid}`)
    takeAway(lock, found)
  }
}

/** A lock appears with its text or not at all: an empty one would look like a dead one. False if there is one. */
function placed(lock: string, text: string): boolean {
  const written = `${lock}.${process.pid}.new`
  writeFileSync(written, text, { mode: 0o600 })
  try {
    linkSync(written, lock)
    return true
  } catch (error) {
    if (has(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(written, { force: true })
  }
}

/** Of two that find the same dead lock one moves it away; should it be a living one in the meantime, it goes back to its place. */
function takeAway(lock: string, dead: string): void {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (has(error, 'ENOENT')) return
    throw error
  }
  try {
    if (textOf(aside) !== dead) linkSync(aside, lock)
  } catch (error) {
    if (!has(error, 'EEXIST')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Numbers of processes are used again, so a process is its number and the moment it began. */
function isAlive(pid: number, start: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (has(error, 'ESRCH')) return false
  }
  return startOf(pid) === start
}

/** In ticks since the machine began, where the system tells it; elsewhere every process began at 0. One that only waits to be buried has none. */
function startOf(pid: number): string | undefined {
  const stat = textOf(`/proc/${pid}/stat`)
  if (stat === undefined) return '0'
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : fields[19]
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (has(error, 'ENOENT')) return undefined
    throw error
  }
}

function has(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
