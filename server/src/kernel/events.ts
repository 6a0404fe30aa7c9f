import type { Instant } from '@yika/core/calendar/instant.ts'
import type { DomainEvent } from '@yika/core/decision/decision.ts'
import type { Transaction } from './database/database.ts'
import { nobody } from './identifier.ts'

/** An event as it is written: its place in its aggregate, the command that caused it and the rules that were read. */
export interface RecordedEvent {
  readonly event: DomainEvent
  readonly version: number
  readonly at: Instant
  readonly commandId: string
  readonly rules: readonly string[]
}

export async function insertEvents(tx: Transaction, events: readonly RecordedEvent[]): Promise<void> {
  await tx`
    insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
    select person_id, stream, stream_id, version, name, data::jsonb, at, command_id, string_to_array(rules, ',') from unnest(
      ${events.map(({ event }) => event.personId ?? nobody)}::uuid[],
      ${events.map(({ event }) => event.stream)}::text[],
      ${events.map(({ event }) => event.id)}::text[],
      ${events.map(({ version }) => version)}::integer[],
      ${events.map(({ event }) => event.name)}::text[],
      ${events.map(({ event }) => JSON.stringify(event.data))}::text[],
      ${events.map(({ at }) => at)}::timestamptz[],
      ${events.map(({ commandId }) => commandId)}::uuid[],
      ${events.map(({ rules }) => rules.join(','))}::text[]
    ) as t (person_id, stream, stream_id, version, name, data, at, command_id, rules)`
}

/** The history of one aggregate in order. */
export async function eventsOf(
  tx: Transaction,
  personId: string | null,
  stream: string,
  id: string,
): Promise<readonly RecordedEvent[]> {
  const rows = await tx<
    { version: number; name: string; data: object; at: Instant; commandId: string; rules: string[] }[]
  >`
    select version, name, data, at, command_id, rules from event
    where person_id = ${personId ?? nobody} and stream = ${stream} and stream_id = ${id}
    order by version`
  return rows.map(({ version, name, data, at, commandId, rules }) => ({
    event: { stream, id, personId, name, data },
    version,
    at,
    commandId,
    rules,
  }))
}
