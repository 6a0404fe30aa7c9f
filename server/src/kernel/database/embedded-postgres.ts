import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isRunning, lockDataDirectory } from './data-directory-lock.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { type PostgresUser, postgresUser } from './unprivileged-user.ts'

export interface EmbeddedPostgres {
  /** The owner's address of the database `postgres`. */
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

export type PostgresSettings = Readonly<Record<string, string | number>>

/** What differs from PostgreSQL's own defaults; durability is left as it comes: everything on. */
const settings: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '96MB',
  effective_cache_size: '1GB',
  random_page_cost: 1.1,
  jit: 'off',
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  autovacuum_naptime: '30s',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // The detail of a violated constraint holds the values of the row: they do not belong into a log (Article 11).
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

const owner = 'yika'
const startLimitMs = 60_000
const stopLimitMs = 60_000
const run = promisify(execFile)

/**
 * Runs PostgreSQL on a data directory: made on the first start, listening on the loopback address with a random password
 * that only the owner of the directory can read. What a killed process left behind is brought in order first.
 */
export async function startEmbeddedPostgres(
  dataDirectory: string,
  overrides: PostgresSettings = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(dataDirectory, { recursive: true })
  const directory = realpathSync(dataDirectory)
  const lock = lockDataDirectory(directory)
  try {
    const user = postgresUser(postgresBinaries(), directory)
    const cluster = path.join(directory, 'postgres')
    user.own(cluster)
    await stopOrphan(user, cluster)
    const password = passwordIn(directory)
    if (!existsSync(cluster)) await initialise(user, cluster, password)
    const { child, port } = await launch(user, cluster, { ...settings, ...overrides })
    // Should Yika leave without having stopped its database, the database ends in an orderly way by itself.
    const onExit = () => child.kill('SIGINT')
    process.once('exit', onExit)
    let stopping: Promise<void> | undefined
    const stop = async () => {
      process.off('exit', onExit)
      if (child.exitCode === null && child.signalCode === null) {
        child.ref()
        const exited = once(child, 'exit')
        await requestStop(user, cluster, child.pid as number)
        await exited
      }
      lock.release()
    }
    return {
      url: addressOf(password, port),
      pid: child.pid as number,
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The owner's address of the PostgreSQL that runs on this directory at the moment; starts, stops and locks nothing. */
export async function runningPostgres(dataDirectory: string): Promise<string | undefined> {
  const passwordFile = path.join(dataDirectory, 'postgres.password')
  if (!existsSync(passwordFile)) return undefined
  const cluster = path.join(realpathSync(dataDirectory), 'postgres')
  const [pid, , , port, , , , condition] = pidFileOf(cluster)
  if (condition?.trim() !== 'ready' || !(await isPostgresOf(cluster, Number(pid)))) return undefined
  return addressOf(readFileSync(passwordFile, 'utf8').trim(), Number(port))
}

function addressOf(password: string, port: number): string {
  return `postgres://${owner}:${password}@127.0.0.1:${port}/postgres`
}

function passwordIn(directory: string): string {
  const file = path.join(directory, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  return readFileSync(file, 'utf8').trim()
}

/** Made under another name and then renamed, so that an interrupted first start leaves nothing half done. */
async function initialise(user: PostgresUser, cluster: string, password: string): Promise<void> {
  const draft = `${cluster}.new`
  const passwordFile = `${draft}.password`
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  user.own(draft)
  user.own(passwordFile)
  const [file, args] = user.command(user.binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The order of code points: the same on every system, whatever its libraries.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--set=log_timezone=UTC',
    '--set=timezone=UTC',
  ])
  try {
    await run(file, args, user.spawn as object)
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data directory: ${(error as { stderr?: string }).stderr}`, {
      cause: error,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster)
}

async function launch(
  user: PostgresUser,
  cluster: string,
  all: PostgresSettings,
): Promise<{ child: ChildProcess; port: number }> {
  const log = path.join(path.dirname(cluster), 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1) await wait(attempt * 50)
    const port = await freePort()
    const options = Object.entries({ ...all, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const [file, args] = user.command(user.binaries.postgres, ['-D', cluster, ...options])
    const output = openSync(log, 'w', 0o600)
    // A process group of its own: Ctrl-C reaches Yika alone, which then stops its database last.
    const child = spawn(file, args, {
      ...user.spawn,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    child.unref()
    if (await isReady(child, cluster)) return { child, port }
    const text = readFileSync(log, 'utf8')
    // Somebody took the port meanwhile, or the processes of a killed database are still on their way out.
    if (attempt < 10 && /could not bind|could not create any TCP|shared memory block .* still in use/.test(text))
      continue
    throw new Error(`PostgreSQL did not start:\n${text.slice(-2_000)}`)
  }
}

/** PostgreSQL writes its condition into the eighth line of its pid file. */
async function isReady(child: ChildProcess, cluster: string): Promise<boolean> {
  let failed = false
  child.once('error', () => {
    failed = true
  })
  const limit = performance.now() + startLimitMs
  while (performance.now() < limit) {
    if (failed || child.exitCode !== null || child.signalCode !== null) return false
    const lines = pidFileOf(cluster)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    await wait(10)
  }
  child.kill('SIGQUIT')
  return false
}

function pidFileOf(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** A PostgreSQL whose Yika was killed still runs: it is stopped in order. A pid file without a process is removed. */
async function stopOrphan(user: PostgresUser, cluster: string): Promise<void> {
  const pid = Number(pidFileOf(cluster)[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  if (await isPostgresOf(cluster, pid)) await requestStop(user, cluster, pid)
  const limit = performance.now() + stopLimitMs
  while (existsSync(path.join(cluster, 'postmaster.pid')) && (await isPostgresOf(cluster, pid))) {
    if (performance.now() > limit)
      throw new Error(`PostgreSQL, process ${pid}, was left by a killed Yika and does not stop.`)
    await wait(20)
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}

/** The number in an old pid file may belong to anybody by now; only the database of this directory may be stopped. */
async function isPostgresOf(cluster: string, pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === cluster
    if (process.platform === 'win32') {
      const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH'])
      return stdout.includes('postgres.exe')
    }
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)])
    return stdout.includes(cluster)
  } catch {
    return false
  }
}

/** A fast shutdown: open transactions roll back, everything committed is written. */
async function requestStop(user: PostgresUser, cluster: string, pid: number): Promise<void> {
  if (process.platform === 'win32') await run(user.binaries.control, ['stop', '-D', cluster, '-m', 'fast', '-w'])
  else process.kill(pid, 'SIGINT')
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
