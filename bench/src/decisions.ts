import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'
import {
  proposeAgreement,
  publishService,
  registerInstitution,
  signAgreement,
} from '@yika/core/service/catalogue-schema.ts'
import { catalogueFrom } from '@yika/core/service/first-services.ts'
import { registerTerminal } from '@yika/core/terminal/schema.ts'
import { decideUse } from '@yika/core/use/schema.ts'
import { seedOrganisations } from '@yika/server/access/seed-organisations.ts'
import { readConfig } from '@yika/server/config.ts'
import { codeReader } from '@yika/server/e-card/read-code.ts'
import { connect } from '@yika/server/kernel/database/database.ts'
import { createExecutor } from '@yika/server/kernel/execute.ts'
import { openPlatform, type Platform } from '@yika/server/platform.ts'
import { createPresenter } from '@yika/server/presentation/presenter.ts'
import { holdFirstCeremony } from '@yika/server/production/first-chip-keys.ts'
import { type RunningServer, startServer } from '@yika/server/server.ts'
import { useCommands } from '@yika/server/use/commands.ts'
import { createSignInClient } from '../../server/src/simulator/sign-in-client.ts'
import { type CapturedStatement, pgbenchStatement, type Varying } from './captured-statement.ts'
import { cardExpression, cloneCity, clonedPerson, personExpression } from './cloned-city.ts'
import { drive, type LoadRun, pace, percentile } from './drive.ts'
import { environmentOf } from './environment.ts'
import { generate } from './http.ts'
import { freshIdentifiers, reportLossOf } from './loss-reports.ts'
import { pgbench } from './pgbench.ts'
import { againstLimit, againstPeer, type Check, type Report, type Result } from './report.ts'
import { chipExpression, giveCards, newTelephone, type Showing, shownBy } from './shown-cards.ts'

const seconds = 8
const inFlight = 128
/** The kernel works on the lower half, the peer on the upper one. */
const people = 200_000
const half = people / 2
const serviceId = 'bench-desk'
const institutionId = 'bench-hall'
const terminalId = 'bench-terminal'
/** Cards of the lower half that are reported lost, at its end. */
const losses = 20
const shownAtOnce = 60_000
const [p99Ms, lossMs] = [20, 1000]

const terminal: Actor = { id: terminalId, role: 'terminal', organisationId: 'human-resources', officeId: institutionId }

/**
 * Decisions on cards that are shown (of ten, seven chips, two e-cards, one number), each with its durable row, event, answer and audit row,
 * against pgbench running the same statements as one transaction each in the same run; the answer time at half that rate, in the process and
 * over HTTP; and how soon another process refuses a card after its loss was reported.
 */
export async function decisions(): Promise<Report> {
  const directory = await mkdtemp(path.join(process.env['YIKA_DATA_DIR'] ?? tmpdir(), 'yika-bench-'))
  const config = readConfig({ YIKA_DATA_DIR: directory, YIKA_PORT: '0' })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const server = await startServer(config, console.error, (platform) => prepare(platform, publicKey))
  try {
    const signing = privateKey.toCryptoKey('Ed25519', false, ['sign'])
    return await measure(server, directory, signing)
  } finally {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function prepare(platform: Platform, publicKey: KeyObject): Promise<void> {
  const { executor, ownerUrl } = platform
  const act = async (operation: Operation, actor: Actor, input: object): Promise<Record<string, string>> => {
    const outcome = await executor.execute(operation, { actor, key: `bench-${operation.name}`, input })
    if (outcome.status === 'refused') throw new Error(`${operation.name} refused: ${outcome.code}`)
    return outcome.answer as Record<string, string>
  }
  const custodians = ['bench-keys-1', 'bench-keys-2'].map((id) => ({
    ...({ id, role: 'security-administrator', organisationId: 'human-resources' } as const),
  }))
  await seedOrganisations(executor)
  await holdFirstCeremony(platform, custodians as [Actor, Actor])
  const words = { zh: '测试', en: 'bench' }
  await act(publishService, systemActor, {
    ...{ serviceId, field: 'government-services', name: words, organisationId: 'human-resources' },
    ...{ carriers: ['contactless-chip', 'e-card', 'number'], actions: ['identify'], loading: 'implicit', loadedAt: [] },
    ...{ holdsDays: null, condition: { age: { from: 6 } }, personal: [], facts: ['age-band'], feeKey: null },
    ...{ replacesCard: null, from: catalogueFrom, until: null },
  })
  await act(registerInstitution, systemActor, {
    ...{ institutionId, kind: 'service-hall', organisationId: 'human-resources', name: words, district: '110101' },
    ...{ grade: null, community: false, validFrom: catalogueFrom, validUntil: null },
  })
  const { agreementId } = await act(proposeAgreement, systemActor, {
    ...{ institutionId, serviceId, personal: [], facts: ['age-band'], legalBasis: 'benchmark' },
    ...{ from: catalogueFrom, until: null },
  })
  await act(
    signAgreement,
    { id: 'bench-signer', role: 'bureau-officer', organisationId: 'human-resources' },
    { agreementId },
  )
  const { kty, crv, x } = publicKey.export({ format: 'jwk' })
  await act(registerTerminal, systemActor, {
    ...{ terminalId, institutionId, kind: 'counter', services: [serviceId], place: 'bench', offline: false },
    keys: [{ kty, crv, x }],
  })
  await cloneCity(executor, ownerUrl, 1, people)
}

async function measure({ platform, url }: RunningServer, directory: string, privateKey: CryptoKey): Promise<Report> {
  const telephone = newTelephone()
  await giveCards(platform.ownerUrl, people, telephone)
  const script = await peerScript(platform, telephone)
  const results: Result[] = []
  const checks: Check[] = []
  let counter = 100
  /** Everybody once, in turn, with proofs of this moment. */
  const shown = (): Promise<Presentation[]> => {
    counter += 1
    const first = (counter * shownAtOnce) % (half - losses)
    const turn = Array.from({ length: shownAtOnce }, (_, index) => 1 + ((first + index) % (half - losses)))
    return shownBy(showing(platform, telephone), turn, counter)
  }
  const load = async (name: string, run: (decide: (sequence: number) => Promise<void>) => Promise<LoadRun>) => {
    const cards = await shown()
    const before = await rowCounts(platform)
    const done = await run((sequence) => decided(platform, cards[sequence], `${counter}-${sequence}`))
    checks.push(...agree(before, await rowCounts(platform), done.acknowledged, name))
    checks.push({ name: `${name}: cards enough for the run`, ok: done.acknowledged < shownAtOnce - 1 })
    return done
  }

  const full = await load('full load', (decide) => drive(inFlight, seconds, decide))
  const peer = await pgbench(platform.databaseUrl, script, { clients: 32, seconds })
  const rate = Math.round(full.acknowledged / full.seconds / 2)
  const calm = await load('half load', (decide) => pace(rate, seconds, decide))
  results.push(
    againstPeer(
      `decisions through the kernel, ${inFlight} in flight`,
      full.acknowledged / full.seconds,
      'decisions/s',
      { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
      { atLeast: 2 },
    ),
    againstLimit('answer time p99 at half that rate, in the process', percentile(calm.milliseconds, 0.99), 'ms', p99Ms),
  )

  const token = await createSignInClient(url).system(terminalId, privateKey)
  const file = path.join(directory, 'decisions.jsonl')
  const overHttp = async (more: { readonly rate?: number }) => {
    const cards = await shown()
    await writeFile(file, cards.map((presentation) => JSON.stringify(asking(presentation))).join('\n'))
    const posts = { path: '/v1/decisions', file, keys: `http-${counter}` }
    return generate({ url, token, from: 0, inFlight, seconds, posts, ...more })
  }
  const http = await overHttp({})
  const httpRate = Math.round(http.acknowledged / http.seconds / 2)
  const httpCalm = await overHttp({ rate: httpRate })
  checks.push({ name: 'the generator kept its rate', ok: httpCalm.acknowledged / httpCalm.seconds > httpRate * 0.95 })
  results.push(
    againstPeer(
      `decisions over HTTP, ${inFlight} connections`,
      http.acknowledged / http.seconds,
      'decisions/s',
      { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
      { atLeast: 1 },
    ),
    againstLimit('answer time p99 at half that rate, over HTTP', httpCalm.p99, 'ms', p99Ms),
  )

  const slowest = await lossToRefused(platform, path.join(directory, 'second'), telephone, checks)
  results.push(
    againstLimit('from the commit of a loss to the first refusal in another process, slowest', slowest, 'ms', lossMs),
  )
  const environment = await environmentOf(platform.db)
  checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
  return { name: 'decisions', environment, valid: checks.every(({ ok }) => ok), checks, results }
}

const showing = ({ custodian, clock }: Platform, telephone: Showing['telephone']): Showing => ({
  ...{ custodian, telephone, terminalId, serviceId, now: clock() },
})
const asking = (presentation: Presentation) => ({ serviceId, presentation, purpose: 'card-use' })

async function answered({ executor }: Pick<Platform, 'executor'>, presentation: Presentation, key: string) {
  const outcome = await executor.execute(decideUse, { actor: terminal, key, input: asking(presentation) })
  if (outcome.status === 'refused') throw new Error(`decide-use refused: ${outcome.code}`)
  return outcome.answer as { readonly allowed: boolean; readonly reason: { readonly code: string } | null }
}

async function decided(
  platform: Pick<Platform, 'executor'>,
  presentation: Presentation | undefined,
  key: string,
): Promise<void> {
  if (presentation === undefined) throw new Error('more was asked than was prepared')
  const { allowed, reason } = await answered(platform, presentation, key)
  if (!allowed) throw new Error(`not allowed: ${reason?.code}`)
}

/** Another platform on the same database, with its own connections and caches, asks again and again after the loss has been committed. */
async function lossToRefused(
  platform: Platform,
  dataDirectory: string,
  telephone: Showing['telephone'],
  checks: Check[],
): Promise<number> {
  const other = await openPlatform({
    ...{ dataDirectory, databaseUrl: platform.ownerUrl, suite: 'sm', report: (error) => console.error(error) },
    custodyDirectory: path.join(path.dirname(dataDirectory), 'custody'),
  })
  let [slowest, allowedBefore, refusedAfter] = [0, 0, 0]
  try {
    for (let turn = 0; turn < losses; turn += 1) {
      const n = half - turn
      const ask = async (counter: number) => {
        const [presentation] = await shownBy(showing(other, telephone), [n], counter)
        return answered(other, presentation as Presentation, `loss-${turn}-${counter}`)
      }
      if ((await ask(900_001)).allowed) allowedBefore += 1
      await reportLossOf(platform, n)
      const committed = performance.now()
      for (let counter = 900_002; ; counter += 1) {
        const { reason } = await ask(counter)
        const took = performance.now() - committed
        slowest = Math.max(slowest, took)
        if (reason?.code === 'card-lost') refusedAfter += 1
        if (reason?.code === 'card-lost' || took > 10 * lossMs) break
      }
    }
  } finally {
    await other.close()
  }
  checks.push({ name: `${losses} cards opened the service before their loss`, ok: allowedBefore === losses })
  checks.push({ name: `${losses} cards were refused as lost after it`, ok: refusedAfter === losses })
  return slowest
}

interface RowCounts {
  readonly uses: number
  readonly events: number
  readonly answers: number
  readonly audit: number
}

async function rowCounts({ db }: Platform): Promise<RowCounts> {
  const [row] = await db<RowCounts[]>`
    select (select count(*) from card_use) as uses, (select count(*) from event where name = 'use-decided') as events,
      (select count(*) from command_answer where actor_id = ${terminalId}) as answers,
      (select count(*) from audit_entry where actor_id = ${terminalId} and operation = 'decide-use') as audit`
  return row as RowCounts
}

function agree(before: RowCounts, after: RowCounts, acknowledged: number, load: string): Check[] {
  return (['uses', 'events', 'answers', 'audit'] as const).map((table) => ({
    name: `${load}: ${table} written = ${acknowledged} acknowledged`,
    ok: after[table] - before[table] === acknowledged,
  }))
}

/** A counter that nothing else in a captured statement looks like. */
const capturedCounter = 1_000_003

/** Decides on one chip alone and writes down what the platform sends for it, the look-up of the chip included. */
async function peerScript(platform: Platform, telephone: Showing['telephone']): Promise<string> {
  const captured: CapturedStatement[] = []
  let recording = false
  const db = connect(platform.databaseUrl, {
    connections: 1,
    observe: (text, parameters) => {
      if (recording) captured.push({ text, parameters: [...parameters] })
    },
  })
  const { custodian, parts } = platform
  const presenter = createPresenter({ db, custodian, readCode: codeReader({ ...parts, db, custodian }) })
  const executor = createExecutor({ ...parts, db }, useCommands({ custodian, presenter }))
  const [first, n] = [half + 1, half + 2]
  const key = 'bench-key-of-the-captured-command'
  const [warm, card] = await shownBy(showing(platform, telephone), [first, n], capturedCounter)
  await decided({ executor } as Platform, warm, 'bench-warm')
  recording = true
  await decided({ executor } as Platform, card, key)
  recording = false
  await db.end()
  const { personId, cardId } = clonedPerson(n)
  const varying: Varying[] = [
    { text: personId, expression: personExpression },
    { text: cardId, expression: cardExpression },
    { text: key, expression: "('k' || :v::int || '-' || :n::int)" },
    ...(card?.by === 'chip' ? [{ text: card.chip, expression: chipExpression }] : []),
    { text: String(capturedCounter), expression: ':v::int' },
    ...freshIdentifiers(captured, [personId, cardId]),
  ]
  const variables = [`\\set n random(${half}, ${people - 1})`, '\\set v random(2000000, 2000000000)']
  return [...variables, ...captured.map((statement) => pgbenchStatement(statement, varying))].join('\n')
}
