import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect, type Database } from '../src/kernel/database/database.ts'
import { migrationsDirectory, migrationsIn } from '../src/kernel/database/migrate.ts'

export interface TestDatabase {
  /** The application's role, as in production. */
  readonly db: Database
  readonly url: string
  /** The role that owns the tables: to look at the catalogue, or to break what the application cannot. */
  readonly ownerUrl: string
  close(): Promise<void>
}

/** What the test cluster tells those who connect to it. */
export interface TestCluster {
  readonly serverUrl: string
  readonly applicationUrl: string
  readonly template: string
}

/** A test context of node:test, or its module: whatever can run something at the end. */
interface Ending {
  after(end: () => Promise<void>): void
}

const startLimitMs = 60_000

/**
 * A migrated, empty database of its own on the PostgreSQL that all tests of a run share. Give the test context (or
 * `{ after }` of node:test) and it is dropped at the end; otherwise call `close`.
 */
export async function testDatabase(ending?: Ending): Promise<TestDatabase> {
  const cluster = await testCluster()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(cluster, (server) => server.unsafe(`create database ${name} template ${cluster.template}`))
  const url = at(cluster.applicationUrl, name)
  const db = connect(url, { applicationName: 'yika test' })
  let closing: Promise<void> | undefined
  const drop = async () => {
    await db.end({ timeout: 1 })
    await onServer(cluster, (server) => server.unsafe(`drop database if exists ${name} with (force)`))
  }
  const close = () => {
    closing ??= drop()
    return closing
  }
  ending?.after(close)
  return { db, url, ownerUrl: at(cluster.serverUrl, name), close }
}

async function onServer(cluster: TestCluster, work: (server: Database) => Promise<unknown>): Promise<void> {
  const server = connect(cluster.serverUrl, { connections: 1, applicationName: 'yika test' })
  try {
    await work(server)
  } finally {
    await server.end({ timeout: 1 })
  }
}

function at(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}

let shared: Promise<TestCluster> | undefined

function testCluster(): Promise<TestCluster> {
  shared ??= findOrStart()
  return shared
}

/** One cluster per content of the migrations: a change of them gives a new one, the old one ends by itself. */
async function findOrStart(): Promise<TestCluster> {
  const key = createHash('sha256')
  for (const migration of migrationsIn(migrationsDirectory)) key.update(migration.name).update(migration.checksum)
  const directory = path.join(tmpdir(), `yika-test-${process.getuid?.() ?? 0}-${key.digest('hex').slice(0, 12)}`)
  const limit = performance.now() + startLimitMs
  let starter: ReturnType<typeof spawn> | undefined
  while (performance.now() < limit) {
    const cluster = await ask(directory)
    if (cluster !== undefined) return cluster
    if (starter !== undefined && starter.exitCode !== null) {
      if (starter.exitCode !== 0) throw new Error(readFileSync(`${directory}.log`, 'utf8'))
      starter = undefined
    }
    starter ??= startCluster(directory)
    await wait(50)
  }
  throw new Error(`The test cluster did not start within ${startLimitMs} ms; see ${directory}.log.`)
}

export function socketOf(directory: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(directory)}` : `${directory}.socket`
}

/** The connection stays open as long as this process lives: it is the sign that the cluster is still needed. */
async function ask(directory: string): Promise<TestCluster | undefined> {
  const socket = createConnection(socketOf(directory))
  return new Promise((resolve, reject) => {
    let received = ''
    socket.setEncoding('utf8')
    socket.once('error', () => resolve(undefined))
    socket.once('close', () => resolve(undefined))
    socket.on('data', (chunk) => {
      received += chunk
      if (!received.endsWith('\n')) return
      socket.unref()
      const answer = JSON.parse(received) as TestCluster | { error: string }
      if ('error' in answer) reject(new Error(answer.error))
      else resolve(answer)
    })
  })
}

function startCluster(directory: string): ReturnType<typeof spawn> {
  const log = openSync(`${directory}.log`, 'a')
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'test-cluster.ts'), directory], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', log],
  })
  closeSync(log)
  child.unref()
  return child
}
