import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connect } from '@yika/server/kernel/database/database.ts'
import { environmentOf } from './environment.ts'
import { processesOf } from './kill-round.ts'
import { againstLimit, type Report, type Result } from './report.ts'
import { ownerUrlOf, type Serving, startServing } from './start-serving.ts'

const firstStartSeconds = 15
const laterStartSeconds = 3
const idleMegabytes = 400
const laterStarts = 3
const idleAfterMs = 10_000

/** From nothing to ready with the sample city, later starts, and what the platform takes up when nobody asks it anything. */
export async function start(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: { people: { type: 'string', default: '10000' }, json: { type: 'boolean' } },
  })
  const directory = await mkdtemp(path.join(process.env['YIKA_DATA_DIR'] ?? tmpdir(), 'yika-start-'))
  const dataDirectory = path.join(directory, 'data')
  await mkdir(dataDirectory)
  const launch = () => startServing({ YIKA_DATA_DIR: dataDirectory, YIKA_PORT: '0', YIKA_SAMPLE_PEOPLE: values.people })
  let serving = launch()
  try {
    const first = await serving.ready
    const later: number[] = []
    for (let nth = 0; nth < laterStarts; nth++) {
      await serving.stop()
      serving = launch()
      later.push((await serving.ready).seconds)
    }
    const { url } = await serving.ready
    await wait(idleAfterMs)
    const memory = memoryResults(serving, dataDirectory)
    const readiness = await fetch(`${url}/readyz`)
    const db = connect(ownerUrlOf(dataDirectory), { connections: 1 })
    const [row] = await db<{ people: number }[]>`select count(*) as people from person`
    const environment = await environmentOf(db)
    await db.end()
    const checks = [
      { name: 'ready, says /readyz', ok: readiness.status === 200 },
      { name: `${values.people} people in the city`, ok: String(row?.people) === values.people },
      { name: 'fsync on', ok: environment['fsync'] === 'on' },
      { name: 'memory could be read (Linux)', ok: memory.length > 0 },
    ]
    return {
      name: 'start',
      environment,
      valid: checks.every(({ ok }) => ok),
      checks,
      results: [
        againstLimit(`first start to ready, ${values.people} people`, first.seconds, 's', firstStartSeconds),
        againstLimit(`later start, slowest of ${laterStarts}`, Math.max(...later), 's', laterStartSeconds),
        ...memory,
      ],
    }
  } finally {
    await serving.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

/** PSS counts a page that processes share once, RSS in each of them: the truth for the machine is the PSS. */
function memoryResults({ pid }: Serving, dataDirectory: string): readonly Result[] {
  if (process.platform !== 'linux') return []
  const megabytes = (word: 'Pss' | 'Rss', pids: readonly number[]) =>
    pids.reduce((sum, one) => sum + kibibytes(one, word), 0) * (1024 / 1_000_000)
  const postgres = processesOf(dataDirectory)
  const shown = (name: string, value: number): Result => ({
    ...againstLimit(name, value, 'MB', idleMegabytes),
    ...{ reference: 'none', referenceValue: null, ratio: null, goal: 'none', met: null },
  })
  return [
    againstLimit('idle memory, node and PostgreSQL (PSS)', megabytes('Pss', [pid, ...postgres]), 'MB', idleMegabytes),
    shown('of this node (PSS)', megabytes('Pss', [pid])),
    shown(`of this PostgreSQL, ${postgres.length} processes (PSS)`, megabytes('Pss', postgres)),
    shown('the same with shared pages in every process (RSS)', megabytes('Rss', [pid, ...postgres])),
  ]
}

function kibibytes(pid: number, word: 'Pss' | 'Rss'): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(new RegExp(`^${word}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN)
}
