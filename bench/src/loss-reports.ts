import type { Actor } from '@yika/core/access/actor.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { cardCommands } from '@yika/server/card/commands.ts'
import { connect } from '@yika/server/kernel/database/database.ts'
import { createExecutor } from '@yika/server/kernel/execute.ts'
import type { Platform } from '@yika/server/platform.ts'
import { type CapturedStatement, pgbenchStatement, type Varying } from './captured-statement.ts'
import { cardExpression, clonedPerson, clonedVersion, personExpression } from './cloned-city.ts'
import type { Check } from './report.ts'

export const officer: Actor = { id: 'bench-officer', role: 'bureau-officer', organisationId: 'human-resources' }

/** The kernel works on the lower half of the city, the peer on the upper one. */
export const people = 800_000

/** Person n of the cloned city reports the loss of the card; refused when it was reported before. */
export async function reportLossOf(
  { executor }: Pick<Platform, 'executor'>,
  n: number,
  key = `bench-${n}`,
): Promise<void> {
  const input = { ...clonedPerson(n), functions: 'social', kind: 'provisional', channel: 'hotline' }
  const outcome = await executor.execute(reportLoss, { actor: officer, key, input })
  if (outcome.status === 'refused') throw new Error(`report-loss refused: ${outcome.code}`)
}

interface RowCounts {
  readonly events: number
  readonly answers: number
  readonly audit: number
}

export async function rowCounts({ db }: Platform, actorId: string): Promise<RowCounts> {
  const [row] = await db<RowCounts[]>`
    select (select count(*) from event where name = 'social-loss-reported') as events,
      (select count(*) from command_answer where actor_id = ${actorId}) as answers,
      (select count(*) from audit_entry where actor_id = ${actorId} and operation = 'report-loss') as audit`
  return row as RowCounts
}

/** Rows written equal commands acknowledged: a figure without this says nothing. */
export function agree(before: RowCounts, after: RowCounts, acknowledged: number, load: string): Check[] {
  return (['events', 'answers', 'audit'] as const).map((table) => ({
    name: `${load}: ${table} written = ${acknowledged} acknowledged`,
    ok: after[table] - before[table] === acknowledged,
  }))
}

/** Runs one command alone and writes down what the kernel sends for it. */
export async function peerScript(platform: Platform): Promise<string> {
  const captured: CapturedStatement[] = []
  let recording = false
  const db = connect(platform.databaseUrl, {
    connections: 1,
    observe: (text, parameters) => {
      if (recording) captured.push({ text, parameters: [...parameters] })
    },
  })
  const executor = createExecutor({ ...platform.parts, db }, cardCommands({ custodian: platform.custodian }))
  await reportLossOf({ executor }, 1)
  recording = true
  const n = 2
  const key = 'bench-key-of-the-captured-command'
  await reportLossOf({ executor }, n, key)
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
export function freshIdentifiers(captured: readonly CapturedStatement[], known: readonly string[]): Varying[] {
  const all = JSON.stringify(captured.map(({ parameters }) => parameters))
  const found = new Set(all.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g) ?? [])
  return [...found].filter((id) => !known.includes(id)).map((text) => ({ text, expression: 'gen_random_uuid()::text' }))
}
