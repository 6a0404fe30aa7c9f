import { execFileSync, type SpawnOptions } from 'node:child_process'
import { chownSync, cpSync, existsSync, lchownSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { binariesIn, type PostgresBinaries } from './postgres-binaries.ts'

/** How to start PostgreSQL, which refuses to run as root. */
export interface PostgresUser {
  readonly binaries: PostgresBinaries
  /** The command line of a binary and how to spawn it. */
  command(binary: string, args: readonly string[]): readonly [file: string, args: string[]]
  readonly spawn: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'>
  /** Hands a file or folder, with all that is in it, to the user. */
  own(target: string): void
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * An ordinary user runs PostgreSQL under their own name. Root runs it as `nobody`; below a private home that `nobody`
 * cannot enter, in a user name space in which root has another number.
 */
export function postgresUser(binaries: PostgresBinaries, dataDirectory: string): PostgresUser {
  if (process.getuid?.() !== 0) {
    return {
      binaries,
      command: (binary, args) => [binary, [...args]],
      spawn: { cwd: dataDirectory },
      own: () => {},
    }
  }
  const nobody = accountOf('nobody')
  if (nobody !== undefined && canEnter(nobody, dataDirectory)) {
    const reachable = canEnter(nobody, binaries.directory) ? binaries : copyOf(binaries, dataDirectory)
    return {
      binaries: reachable,
      command: (binary, args) => [binary, [...args]],
      spawn: { ...nobody, cwd: dataDirectory },
      own: (target) => ownRecursively(target, nobody),
    }
  }
  if (nobody !== undefined && canRemapRoot(nobody)) {
    return {
      binaries,
      command: (binary, args) => ['unshare', [...remapRoot(nobody), binary, ...args]],
      spawn: { cwd: dataDirectory },
      own: (target) => ownRecursively(target, { uid: 0, gid: 0 }),
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and an unprivileged user cannot enter ${dataDirectory}. ` +
      'Set YIKA_DATA_DIR to a folder outside private homes, such as /var/lib/yika, or start Yika as an ordinary user.',
  )
}

function accountOf(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}

/** Whether the account may pass through every folder from the root down to the target. */
function canEnter(account: Account, target: string): boolean {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/** The binaries lie in a private folder, the data do not: a copy beside the data serves. */
function copyOf(binaries: PostgresBinaries, dataDirectory: string): PostgresBinaries {
  const version = execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).replace(/[^\d.]/g, '')
  const copy = path.join(dataDirectory, `postgres-${version}`)
  if (!existsSync(copy)) {
    cpSync(binaries.directory, `${copy}.new`, { recursive: true, verbatimSymlinks: true, force: true })
    renameSync(`${copy}.new`, copy)
  }
  return binariesIn(copy)
}

function remapRoot(account: Account): string[] {
  return ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--']
}

function canRemapRoot(account: Account): boolean {
  try {
    execFileSync('unshare', [...remapRoot(account), 'true'], { stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false
  }
}

function ownRecursively(target: string, account: Account): void {
  if (!existsSync(target) || statSync(target).uid === account.uid) return
  if (statSync(target).isDirectory()) {
    for (const entry of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
      lchownSync(path.join(target, entry), account.uid, account.gid)
    }
  }
  // The folder itself comes last: it tells the next start that all within is done.
  chownSync(target, account.uid, account.gid)
}
