import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedOrganisations } from '@yika/server/access/seed-organisations.ts'
import { readConfig } from '@yika/server/config.ts'
import { type RunningServer, startServer } from '@yika/server/server.ts'
import { type DemoAccount, demoAccounts } from '@yika/server/sign-in/demo-accounts.ts'
import { createSignInClient } from '../../server/src/simulator/sign-in-client.ts'
import { cloneCity } from './cloned-city.ts'
import { environmentOf } from './environment.ts'
import type { HttpLoad, HttpLoadOrder } from './http-load.ts'
import { agree, peerScript, people, rowCounts } from './loss-reports.ts'
import { pgbench } from './pgbench.ts'
import { againstLimit, againstPeer, type Check, type Report } from './report.ts'

const seconds = 10
const inFlight = 128

/**
 * The same commands over HTTP with a bearer token, from a generator in a process of its own on the same two cores:
 * throughput at 128 connections against pgbench, and the answer time at half that rate.
 */
export async function http(): Promise<Report> {
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-bench-'))
  const config = readConfig({ YIKA_DATA_DIR: directory, YIKA_PORT: '0' })
  let accounts: readonly DemoAccount[] = []
  const server = await startServer(config, console.error, async (platform) => {
    await seedOrganisations(platform.executor)
    accounts = await demoAccounts(platform)
  })
  try {
    return await measure(server, accounts)
  } finally {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measure({ platform, url }: RunningServer, accounts: readonly DemoAccount[]): Promise<Report> {
  await cloneCity(platform.executor, platform.ownerUrl, 1, people)
  const script = await peerScript(platform)
  const officer = accounts.find(({ role }) => role === 'bureau-officer')
  if (officer === undefined) throw new Error('the sample has no bureau officer')
  const token = await createSignInClient(url).staff(officer)
  const [staff] = await platform.db<{ staffId: string }[]>`select staff_id from staff where role = 'bureau-officer'`
  const actorId = staff?.staffId ?? ''
  const checks: Check[] = []
  let from = 1000
  const load = async (name: string, rate?: number): Promise<HttpLoad> => {
    const before = await rowCounts(platform, actorId)
    const run = await generate({ url, token, from, inFlight, seconds, ...(rate === undefined ? {} : { rate }) })
    from += run.acknowledged + inFlight
    checks.push(...agree(before, await rowCounts(platform, actorId), run.acknowledged, name))
    return run
  }
  const full = await load('full load')
  const peer = await pgbench(platform.databaseUrl, script, { clients: 32, seconds })
  const rate = Math.round(full.acknowledged / full.seconds / 2)
  const half = await load('half load', rate)
  checks.push({ name: 'the generator kept its rate', ok: half.acknowledged / half.seconds > rate * 0.95 })
  const environment = await environmentOf(platform.db)
  checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
  return {
    name: 'http',
    environment,
    valid: checks.every(({ ok }) => ok),
    checks,
    results: [
      againstPeer(
        'loss reports over HTTP, 128 connections',
        full.acknowledged / full.seconds,
        'commands/s',
        { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
        { atLeast: 2 },
      ),
      againstLimit('answer time p50 at half that rate', half.p50, 'ms', 50),
      againstLimit('answer time p99 at half that rate', half.p99, 'ms', 50),
    ],
  }
}

export async function generate(order: HttpLoadOrder): Promise<HttpLoad> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'http-load.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the load generator ended with ${code}`)
  return JSON.parse(printed) as HttpLoad
}
