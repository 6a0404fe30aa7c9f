import type { Actor } from '@yika/core/access/actor.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { cardCommands } from '@yika/server/card/commands.ts'
import { connect } from '@yika/server/kernel/database/database.ts'
import { createExecutor } from '@yika/server/kernel/execute.ts'
import type { Platform } from '@yika/server/platform.ts'
import { type CapturedStatement, pgbenchStatement, type Varying } from './captured-statement.ts'
import { cardExpression, cloneCity, clonedPerson, clonedVersion, personExpression } from './cloned-city.ts'
import { drive, type LoadRun } from './drive.ts'
import { environmentOf } from './environment.ts'
import { pgbench } from './pgbench.ts'
import { againstPeer, type Check, type Report, type Result } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const officer: Actor = { id: 'bench-officer', role: 'bureau-officer', organisationId: 'human-resources' }
const seconds = 10
/** The kernel works on the lower half of the city, the peer on the upper one. */
const people = 400_000

/**
 * Lifecycle commands through the kernel against pgbench running the very same statements as one transaction each, in
 * the same run: loss reports on cards that nobody has touched before, with everything on.
 */
export function commands(): Promise<Report> {
  return withTemporaryPlatform(async (platform) => {
    await cloneCity(platform.executor, platform.ownerUrl, 1, people)
    const script = await peerScript(platform)
    const results: Result[] = []
    const checks: Check[] = []
    let next = 1000
    for (const { inFlight, goal } of [
      { inFlight: 128, goal: 4 },
      { inFlight: 512, goal: 6 },
    ]) {
      const before = await rowCounts(platform)
      const first = next
      const run = await drive(inFlight, seconds, (sequence) => report(platform, first + sequence))
      next += run.acknowledged + 1
      checks.push(...(await agree(platform, before, run, inFlight)))
      const peer = await pgbench(platform.databaseUrl, script, { clients: 32, seconds })
      results.push(
        againstPeer(
          `loss reports through the kernel, ${inFlight} in flight`,
          run.acknowledged / run.seconds,
          'commands/s',
          { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
          { atLeast: goal },
        ),
      )
    }
    const environment = await environmentOf(platform.db)
    checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
    checks.push({ name: 'cards enough for the run', ok: next < people / 2 })
    return { name: 'commands', environment, valid: checks.every(({ ok }) => ok), checks, results }
  })
}

async function report({ executor }: Pick<Platform, 'executor'>, n: number, key = `bench-${n}`): Promise<void> {
  const input = { ...clonedPerson(n), functions: 'social', kind: 'provisional', channel: 'hotline' }
  const outcome = await executor.execute(reportLoss, { actor: officer, key, input })
  if (outcome.status === 'refused') throw new Error(`report-loss refused: ${outcome.code}`)
}

interface RowCounts {
  readonly events: number
  readonly answers: number
  readonly audit: number
}

async function rowCounts({ db }: Platform): Promise<RowCounts> {
  const [row] = await db<RowCounts[]>`
    select (select count(*) from event where name = 'social-loss-reported') as events,
      (select count(*) from command_answer where actor_id = ${officer.id}) as answers,
      (select count(*) from audit_entry where actor_id = ${officer.id}) as audit`
  return row as RowCounts
}

/** Rows written equal commands acknowledged: a figure without this says nothing. */
async function agree(platform: Platform, before: RowCounts, run: LoadRun, inFlight: number): Promise<Check[]> {
  const after = await rowCounts(platform)
  return (['events', 'answers', 'audit'] as const).map((table) => ({
    name: `${inFlight} in flight: ${table} written = ${run.acknowledged} acknowledged`,
    ok: after[table] - before[table] === run.acknowledged,
  }))
}

/** Runs one command alone and writes down what the kernel sends for it. */
async function peerScript(platform: Platform): Promise<string> {
  const captured: CapturedStatement[] = []
  let recording = false
  const db = connect(platform.databaseUrl, {
    connections: 1,
    observe: (text, parameters) => {
      if (recording) captured.push({ text, parameters: [...parameters] })
    },
  })
  const executor = createExecutor({ ...platform.parts, db }, cardCommands({ custodian: platform.custodian }))
  await report({ executor }, 1)
  recording = true
  const n = 2
  const key = 'bench-key-of-the-captured-command'
  await report({ executor }, n, key)
  recording = false
  await db.end()
  const { personId, cardId } = clonedPerson(n)
  const varying: Varying[] = [
    { text: personId, expression: personExpression },
    { text: cardId, expression: cardExpression },
    { text: key, expression: "('k' || :v::int || '-' || :n::int)" },
    { text: String(clonedVersion), expression: ':v::int' },
    ...freshIdentifiers(captured, [personId, cardId]),
  ]
  const variables = [`\\set n random(${people / 2}, ${people - 1})`, '\\set v random(2, 2000000000)']
  return [...variables, ...captured.map((statement) => pgbenchStatement(statement, varying))].join('\n')
}

/** Identifiers that the kernel made for this command: a repetition makes its own. */
function freshIdentifiers(captured: readonly CapturedStatement[], known: readonly string[]): Varying[] {
  const all = JSON.stringify(captured.map(({ parameters }) => parameters))
  const found = new Set(all.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g) ?? [])
  return [...found].filter((id) => !known.includes(id)).map((text) => ({ text, expression: 'gen_random_uuid()::text' }))
}
