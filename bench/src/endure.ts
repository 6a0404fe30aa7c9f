import { randomInt } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { sampleSeed } from '@yika/server/first-start.ts'
import { connect, type Database } from '@yika/server/kernel/database/database.ts'
import { randomOf } from '@yika/server/sample/random.ts'
import { sampleCity } from '@yika/server/sample/sample-city.ts'
import { checkCommands, checkFolds, checkOrphans } from './endure-check.ts'
import { type Crowd, type Served, startCrowd } from './endure-client.ts'
import { type JournaledCommand, openJournal, readJournal } from './endure-journal.ts'
import { environmentOf } from './environment.ts'
import { type Fall, killRound, processesOf } from './kill-round.ts'
import type { Check, Report, Result } from './report.ts'
import { freePort, ownerUrlOf, type Ready, type Serving, startServing } from './start-serving.ts'

const people = 200
const clients = 32
const answerWithinMs = 30_000

class Violated extends Error {}

/**
 * M13.3: an acknowledged command is never lost and never applied twice. The real server and its PostgreSQL are killed at
 * seeded moments under load, started again, and the books are compared with what the clients wrote down. The first
 * violation ends it; then the data directory and the journal stay for whoever wants to look.
 */
export async function endure(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  })
  const rounds = Number(values.rounds)
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  console.log(`endure: ${rounds} rounds, seed ${seed}`)
  const directory = await mkdtemp(path.join(process.env['YIKA_DATA_DIR'] ?? tmpdir(), 'yika-endure-'))
  const trial = new Trial(directory, seed, await freePort())
  const checks: Check[] = []
  try {
    await trial.run(rounds)
    checks.push({ name: `nothing lost, nothing doubled in ${rounds} falls`, ok: true })
  } catch (error) {
    if (!(error instanceof Violated)) throw error
    checks.push({ name: error.message, ok: false })
    console.error(`The data directory and the journal stay in ${directory}; seed ${seed}.`)
  } finally {
    await trial.end()
  }
  const environment: Report['environment'] = { ...trial.environment, seed }
  checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
  checks.push({ name: 'commands were acknowledged in every round', ok: trial.fewest > 0 })
  checks.push({ name: 'more were accepted than refused', ok: trial.accepted > trial.refused })
  const valid = checks.every(({ ok }) => ok)
  if (valid) await rm(directory, { recursive: true, force: true })
  return { name: 'endure', environment, valid, checks, results: trial.results() }
}

/** One data directory through all its falls. */
class Trial {
  environment: Record<string, string | number> = {}
  accepted = 0
  refused = 0
  /** Fewest commands acknowledged between two falls. */
  fewest = Number.POSITIVE_INFINITY
  private readonly starts: number[] = []
  private readonly unanswered: number[] = []
  private readonly began = instantOf(Date.now())
  private readonly directory: string
  private readonly dataDirectory: string
  private readonly seed: number
  private readonly port: number
  private readonly known = new Map<string, string>()
  private readonly repeated = new Set<string>()
  private serving: Serving | undefined

  constructor(directory: string, seed: number, port: number) {
    this.directory = directory
    this.dataDirectory = path.join(directory, 'data')
    this.seed = seed
    this.port = port
  }

  async run(rounds: number): Promise<void> {
    await mkdir(this.dataDirectory)
    await this.fallWhileStarting(0, 4000)
    const { url, signIns } = await this.start()
    this.environment = await this.withBooks(environmentOf)
    const journal = await openJournal(path.join(this.directory, 'journal.jsonl'))
    const crowd = startCrowd({
      url,
      journal,
      signIns,
      people: this.shares(),
      cardOf: await this.withBooks(cardsByPerson),
      keyPrefix: `endure-${this.seed}`,
      randomOfClient: (client) => randomOf(this.seed, 1, client),
    })
    for (let round = 1; round <= rounds; round++) {
      const random = randomOf(this.seed, 2, round)
      crowd.open()
      await wait(random.between(300, 2000))
      // A busy machine may need longer for the first answer than the moment of the fall allows.
      await Promise.race([crowd.answered(), wait(answerWithinMs)])
      crowd.shut()
      await this.fall({ first: random.pick(['server', 'database']), gapMs: random.pick([0, 0, random.below(40)]) })
      await crowd.settled()
      // Some falls come while it is still getting up from the last.
      if (random.chance(0.2)) await this.fallWhileStarting(round, 2500)
      const { seconds } = await this.start()
      this.starts.push(seconds)
      this.fewest = Math.min(this.fewest, await this.inspect(crowd, journal.file, random.below(people)))
      console.log(`round ${round}: up again in ${seconds.toFixed(1)} s; ${this.known.size} commands on record`)
    }
    await crowd.leave()
    await this.inspect(crowd, journal.file, 0)
    const open = [...(await readJournal(journal.file)).values()].filter((one) => one.acknowledged === undefined)
    if (open.length > 0) throw new Violated(`${open.length} commands never got an answer`)
    await journal.close()
    await this.stopInOrder()
  }

  results(): readonly Result[] {
    const told = { reference: 'none', referenceValue: null, ratio: null, goal: 'none', met: null }
    return [
      { name: 'commands acknowledged over all falls', value: this.accepted + this.refused, unit: 'commands', ...told },
      { name: 'accepted of these', value: this.accepted, unit: 'commands', ...told },
      { name: 'under way at a fall', value: sum(this.unanswered), unit: 'commands', ...told },
      { name: 'slowest start after a fall', value: Number(Math.max(0, ...this.starts).toFixed(2)), unit: 's', ...told },
    ]
  }

  async end(): Promise<void> {
    await this.serving?.stop()
  }

  /** What fell so often still ends in order, and comes back with its simulated parties as often as it is asked to. */
  private async stopInOrder(): Promise<void> {
    for (const simulate of ['no', 'yes', 'yes'] as const) {
      if (this.serving === undefined) await this.start(simulate)
      const code = await this.serving?.stop()
      this.serving = undefined
      const left = processesOf(this.dataDirectory).length
      if (code !== 0 || left > 0) throw new Violated(`ended with code ${code} and left ${left} processes`)
    }
  }

  private launch(simulate: 'yes' | 'no' = 'no'): Serving {
    this.serving = startServing({
      YIKA_DATA_DIR: this.dataDirectory,
      YIKA_PORT: String(this.port),
      YIKA_SAMPLE_PEOPLE: String(people),
      YIKA_SIMULATE: simulate,
    })
    return this.serving
  }

  private async start(simulate?: 'yes' | 'no'): Promise<Ready> {
    return this.launch(simulate).ready.catch((error) => {
      throw new Violated(`does not start again by itself: ${(error as Error).message}`)
    })
  }

  private async fall(fall: Fall): Promise<void> {
    if (this.serving !== undefined) await killRound(this.serving, this.dataDirectory, fall)
    this.serving = undefined
  }

  private async fallWhileStarting(round: number, mostMs: number): Promise<void> {
    const random = randomOf(this.seed, 3, round)
    this.launch()
    await wait(random.below(mostMs))
    await this.fall({ first: 'server', gapMs: 0 })
  }

  private async withBooks<Answer>(read: (db: Database) => Promise<Answer>): Promise<Answer> {
    const db = connect(ownerUrlOf(this.dataDirectory), { connections: 1 })
    try {
      return await read(db)
    } finally {
      await db.end()
    }
  }

  /** Compares books and journal, repeats what was acknowledged since the last look and compares again; answers how many. */
  private async inspect(crowd: Crowd, journal: string, firstFolded: number): Promise<number> {
    const commands = await readJournal(journal)
    const look = async (db: Database) => [
      ...(await checkCommands(db, commands, this.known)),
      ...(await checkOrphans(db, this.began)),
    ]
    const fresh = [...commands.values()].filter(({ key }) => !this.repeated.has(key))
    const violations = [...crowd.complaints, ...(await this.withBooks(look))]
    const answered = fresh.filter(({ acknowledged }) => acknowledged !== undefined)
    for (let from = 0; from < answered.length; from += clients) {
      const repeated = answered.slice(from, from + clients).map((one) => this.repeat(crowd, one))
      violations.push(...(await Promise.all(repeated)).flat())
    }
    this.unanswered.push(fresh.length - answered.length)
    violations.push(...(await this.withBooks(look)))
    violations.push(...(await this.withBooks((db) => foldsFrom(db, firstFolded))))
    if (violations.length > 0)
      throw new Violated(`${violations.length} violations, first: ${violations.slice(0, 3).join('; ')}`)
    return answered.length
  }

  /** The same command under the same key: the answer is the same, word for word. */
  private async repeat(crowd: Crowd, { acknowledged, ...command }: JournaledCommand): Promise<readonly string[]> {
    this.repeated.add(command.key)
    if (acknowledged?.status === 200) this.accepted += 1
    else this.refused += 1
    const again = await crowd.repeat(command)
    const same = again?.status === acknowledged?.status && again?.body === acknowledged?.body
    return same ? [] : [`${command.operation} ${command.key}: a repetition is answered otherwise`]
  }

  /** Grown-up citizens of the sample city, dealt out to the clients. */
  private shares(): readonly (readonly Served[])[] {
    const citizens = [...sampleCity({ people, seed: sampleSeed }).persons()].filter(
      ({ kind, guardians }) => kind === 'citizen' && guardians.length === 0,
    )
    return Array.from({ length: clients }, (_, client) => citizens.filter((_one, index) => index % clients === client))
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

async function cardsByPerson(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db<{ personId: string; cardId: string }[]>`
    select person_id, card_id from card where social = 'enabled'`
  return new Map(rows.map(({ personId, cardId }) => [personId, cardId]))
}

const foldedAtOnce = 25

/** The aggregates of some persons after each fall, in turn. */
async function foldsFrom(db: Database, first: number): Promise<readonly string[]> {
  const rows = await db<{ personId: string }[]>`select person_id from person order by person_id`
  const ids = rows.map(({ personId }) => personId)
  return checkFolds(db, [...ids, ...ids].slice(first % ids.length, (first % ids.length) + foldedAtOnce))
}
