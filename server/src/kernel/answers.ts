import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Transaction } from './database/database.ts'
import type { Outcome } from './outcome.ts'

/** The answer of a command under the key of its client. */
export interface KeptAnswer {
  readonly actorId: string
  readonly key: string
  readonly fingerprint: Uint8Array
  readonly outcome: Outcome
  readonly commandId: string
  readonly at: Instant
}

const byteaArray = 1001

/** The earlier answers to these keys, by `actorId` and `key` joined with a line feed. */
export async function recall(
  tx: Transaction,
  requests: readonly { readonly actorId: string; readonly key: string }[],
): Promise<ReadonlyMap<string, { readonly fingerprint: Uint8Array; readonly outcome: Outcome }>> {
  const rows = await tx<{ actorId: string; key: string; fingerprint: Buffer; outcome: Outcome }[]>`
    select actor_id, key, fingerprint, outcome from command_answer
    join unnest(${requests.map((request) => request.actorId)}::text[], ${requests.map((request) => request.key)}::text[])
      as asked (actor_id, key) using (actor_id, key)`
  return new Map(rows.map((row) => [answerKey(row.actorId, row.key), row]))
}

export function answerKey(actorId: string, key: string): string {
  return `${actorId}\n${key}`
}

export async function insertAnswers(tx: Transaction, answers: readonly KeptAnswer[]): Promise<void> {
  await tx`
    insert into command_answer (actor_id, key, fingerprint, outcome, command_id, at)
    select actor_id, key, fingerprint, outcome::jsonb, command_id, at from unnest(
      ${answers.map((answer) => answer.actorId)}::text[],
      ${answers.map((answer) => answer.key)}::text[],
      ${tx.array(
        answers.map((answer) => Buffer.from(answer.fingerprint)),
        byteaArray,
      )}::bytea[],
      ${answers.map((answer) => JSON.stringify(answer.outcome))}::text[],
      ${answers.map((answer) => answer.commandId)}::uuid[],
      ${answers.map((answer) => answer.at)}::timestamptz[]
    ) as t (actor_id, key, fingerprint, outcome, command_id, at)`
}
