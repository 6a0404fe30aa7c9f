import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { DomainEvent } from '@yika/core/decision/decision.ts'
import { cardStream, cardsOfPersons } from '@yika/server/card/store.ts'
import {
  groundStream,
  groundsOfPersons,
  personStream,
  personsByIds,
  unclosedVisits,
  visitStream,
} from '@yika/server/holder/store.ts'
import type { Database } from '@yika/server/kernel/database/database.ts'
import type { Stream } from '@yika/server/kernel/stream.ts'
import type { JournaledCommand } from './endure-journal.ts'

interface Traces {
  readonly commandId: string
  readonly outcome: { readonly status: 'accepted' | 'refused'; readonly answer?: unknown; readonly code?: string }
  /** Audit rows of the command, and how many of them say what the outcome says. */
  readonly audits: number
  readonly agreeing: number
  readonly events: readonly string[]
}

/**
 * What the books say about each command of the journal: acknowledged, then there exactly once with its event and audit row;
 * not acknowledged, then the same or without any trace. `known` keeps the command of each key over the rounds, because one
 * that is executed again gets another identifier. Answers the violations as sentences.
 */
export async function checkCommands(
  db: Database,
  commands: ReadonlyMap<string, JournaledCommand>,
  known: Map<string, string>,
): Promise<readonly string[]> {
  const traces = await tracesOf(db, [...commands.keys()])
  const grounds = await groundsByEvidence(db, [...commands.keys()])
  const violations: string[] = []
  for (const command of commands.values()) {
    const say = (what: string) => violations.push(`${command.operation} ${command.key}: ${what}`)
    const trace = traces.get(command.key)
    const recorded = grounds.get(command.key) ?? 0
    if (trace === undefined) {
      if (command.acknowledged !== undefined) say('acknowledged and lost')
      if (known.has(command.key)) say('was there after an earlier fall and is gone')
      if (recorded > 0) say(`left ${recorded} grounds without an answer`)
      continue
    }
    const { commandId, outcome, audits, agreeing, events } = trace
    if ((known.get(command.key) ?? commandId) !== commandId) say('was executed again')
    known.set(command.key, commandId)
    if (audits !== 1 || agreeing !== 1) say(`has ${audits} audit rows, ${agreeing} of them ${outcome.status}`)
    const wanted = outcome.status === 'accepted' ? (effects[command.operation] ?? []) : []
    const found = events.filter((name) => effectNames.has(name))
    const fits = wanted.length === 0 ? found.length === 0 : found.length === 1 && wanted.includes(found[0] ?? '')
    if (!fits) say(`${outcome.status} with the events ${events.join(', ') || 'none'}`)
    const grown = command.operation === 'record-ground' && outcome.status === 'accepted' ? 1 : 0
    if (recorded !== grown) say(`left ${recorded} grounds instead of ${grown}`)
    if (command.acknowledged !== undefined && !agrees(command.acknowledged, outcome))
      say(`was answered ${command.acknowledged.status} but is on record as ${outcome.status}`)
  }
  return violations
}

/** The event in which each command takes effect; beside it others may stand, such as a notice to the bank. */
const effects: Readonly<Record<string, readonly string[]>> = {
  'open-visit': ['visit-opened'],
  'record-ground': ['ground-recorded'],
  'change-contact': ['contact-changed'],
  'report-loss': ['social-loss-reported'],
  'release-loss': ['social-loss-released'],
  'end-ground': ['ground-ended', 'ground-lost'],
}
const effectNames = new Set(Object.values(effects).flat())

function agrees({ status, body }: { readonly status: number; readonly body: string }, outcome: Traces['outcome']) {
  const said = JSON.parse(body) as { code?: string }
  return status === 200
    ? outcome.status === 'accepted' && isDeepStrictEqual(said, outcome.answer)
    : outcome.status === 'refused' && said.code === outcome.code
}

async function tracesOf(db: Database, keys: readonly string[]): Promise<ReadonlyMap<string, Traces>> {
  const rows = await db<({ key: string } & Traces)[]>`
    with answer as (select key, command_id, outcome from command_answer where key = any(${keys}::text[])),
      audit as (
        select command_id, count(*) as audits, count(*) filter (where e.outcome = a.outcome ->> 'status') as agreeing
        from audit_entry e join answer a using (command_id) group by command_id),
      effect as (
        select command_id, array_agg(name order by name) as events from event join answer using (command_id) group by command_id)
    select key, command_id, outcome, coalesce(audits, 0) as audits, coalesce(agreeing, 0) as agreeing,
      coalesce(events, '{}') as events
    from answer left join audit using (command_id) left join effect using (command_id)`
  return new Map(rows.map((row) => [row.key, row]))
}

async function groundsByEvidence(db: Database, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db<{ evidence: string; count: number }[]>`
    select evidence, count(*) as count from ground where evidence = any(${keys}::text[]) group by evidence`
  return new Map(rows.map(({ evidence, count }) => [evidence, count]))
}

/**
 * No half of a command stands alone anywhere: not of what the clients sent, not of what ran by itself. What is older than
 * the trial came with the migrations.
 */
export async function checkOrphans(db: Database, since: Instant): Promise<readonly string[]> {
  const rows = await db<{ violation: string }[]>`
    select format('event %s %s has no answer', stream, stream_id) as violation from event e
    where at >= ${since} and not exists (select from command_answer a where a.command_id = e.command_id)
    union all
    select format('event %s %s has no audit row', stream, stream_id) from event e
    where at >= ${since}
      and not exists (select from audit_entry a where a.command_id = e.command_id and a.outcome = 'accepted')
    union all
    select format('answer %s has no audit row', key) from command_answer a
    where not exists (select from audit_entry e where e.command_id = a.command_id)
    limit 5`
  return rows.map(({ violation }) => violation)
}

/** fold(events) = row for everything that belongs to these persons. */
export async function checkFolds(db: Database, personIds: readonly string[]): Promise<readonly string[]> {
  const events = await db<(DomainEvent & { version: number; at: string; stream: string })[]>`
    select person_id, stream, stream_id as id, version, name, data, at from event
    where person_id = any(${personIds}::uuid[]) order by stream, stream_id, version`
  const isClosed = (state: object) => (state as { closedAt?: string | null }).closedAt != null
  // biome-ignore lint/suspicious/noExplicitAny: streams of different aggregates stand in one list.
  const books: readonly [Stream<any, any>, ReadonlyMap<string, object>][] = [
    [personStream, await personsByIds(db, personIds)],
    [groundStream, await groundsOfPersons(db, personIds)],
    [visitStream, await unclosedVisits(db, personIds)],
    [cardStream, await cardsOfPersons(db, personIds)],
  ]
  return books.flatMap(([stream, rows]) => {
    const folded = new Map<string, object>()
    for (const event of events) {
      if (event.stream !== stream.name) continue
      const state = stream.evolve(folded.get(event.id), event, event.at as never)
      folded.set(event.id, { ...state, version: event.version })
    }
    // Of visits only the open ones are asked for.
    const open = [...folded].filter(([, state]) => !isClosed(state))
    const ids = new Set([...rows.keys(), ...open.map(([id]) => id)])
    return [...ids]
      .filter((id) => !isDeepStrictEqual(rows.get(id), folded.get(id)))
      .map((id) => `${stream.name} ${id}: the row is not what its events say`)
  })
}
