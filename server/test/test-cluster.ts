import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { DataDirectoryInUse } from '../src/kernel/database/data-directory-lock.ts'
import { connect } from '../src/kernel/database/database.ts'
import { startEmbeddedPostgres } from '../src/kernel/database/embedded-postgres.ts'
import { prepareSchema } from '../src/kernel/database/open-database.ts'
import { socketOf, type TestCluster } from './test-database.ts'

// The program that holds the PostgreSQL which all test processes of a run share. A test process keeps a connection to it
// open as long as it lives; when the last one has been gone for a while, the cluster stops and removes itself.

const idleMs = 10_000
const template = 'yika_template'
const directory = process.argv[2] as string

async function start() {
  try {
    // Tests of durability run on a cluster of their own; here a lost power supply costs nothing.
    return await startEmbeddedPostgres(directory, {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      max_connections: 200,
      autovacuum: 'off',
    })
  } catch (error) {
    if (error instanceof DataDirectoryInUse) process.exit(0)
    throw error
  }
}

async function prepareTemplate(serverUrl: string): Promise<TestCluster> {
  const server = connect(serverUrl, { connections: 1 })
  try {
    await server.unsafe(`drop database if exists ${template} with (force)`)
    await server.unsafe(`create database ${template}`)
  } finally {
    await server.end()
  }
  const templateUrl = Object.assign(new URL(serverUrl), { pathname: `/${template}` }).href
  return { serverUrl, applicationUrl: await prepareSchema(templateUrl), template }
}

const postgres = await start()
const answer = await prepareTemplate(postgres.url).catch((error: Error) => ({ error: error.message }))
const socketPath = socketOf(directory)
if (process.platform !== 'win32') rmSync(socketPath, { force: true })

let users = 0
let idle: NodeJS.Timeout | undefined
const server = createServer((socket) => {
  users += 1
  clearTimeout(idle)
  socket.on('error', () => {})
  socket.once('close', () => {
    users -= 1
    if (users === 0) idle = setTimeout(end, idleMs)
  })
  socket.write(`${JSON.stringify(answer)}\n`)
  socket.resume()
})
server.listen(socketPath)
idle = setTimeout(end, idleMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)

async function end(): Promise<void> {
  server.close()
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
  rmSync(`${directory}.log`, { force: true })
  process.exit(0)
}
