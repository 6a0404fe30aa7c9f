import {
  evolveInterpretation,
  type Interpretation,
  type InterpretationEvent,
} from '@yika/core/policy/interpretation.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Row = Stored<Interpretation>

export async function lockInterpretations(tx: Transaction, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx<Row[]>`
    select * from interpretation where interpretation_id = any(${[...new Set(ids)]}::uuid[])
    order by interpretation_id for update`
  return new Map(rows.map((row) => [row.interpretationId, { ...row }]))
}

/** Of one article or of all, the latest first. */
export async function interpretationsOf(db: Database, article: number | null): Promise<Row[]> {
  const rows = await db<Row[]>`
    select * from interpretation where ${article}::smallint is null or article = ${article}::smallint
    order by published_on desc, interpretation_id desc`
  return rows.map((row) => ({ ...row }))
}

async function saveInterpretations(tx: Transaction, rows: readonly Row[]): Promise<void> {
  await tx`
    insert into interpretation (interpretation_id, version, article, question, answer, policy_keys, source,
      published_on, withdrawn_on, withdrawn_because)
    select interpretation_id, version, article, question::jsonb, answer::jsonb, string_to_array(policy_keys, ','), source,
      published_on, withdrawn_on, withdrawn_because
    from unnest(
      ${rows.map((row) => row.interpretationId)}::uuid[],
      ${rows.map((row) => row.version)}::integer[],
      ${rows.map((row) => row.article)}::smallint[],
      ${rows.map((row) => JSON.stringify(row.question))}::text[],
      ${rows.map((row) => JSON.stringify(row.answer))}::text[],
      ${rows.map((row) => row.policyKeys.join(','))}::text[],
      ${rows.map((row) => row.source)}::text[],
      ${rows.map((row) => row.publishedOn)}::date[],
      ${rows.map((row) => row.withdrawnOn)}::date[],
      ${rows.map((row) => row.withdrawnBecause)}::text[]
    ) as t (interpretation_id, version, article, question, answer, policy_keys, source,
      published_on, withdrawn_on, withdrawn_because)
    on conflict (interpretation_id) do update set
      version = excluded.version, withdrawn_on = excluded.withdrawn_on, withdrawn_because = excluded.withdrawn_because`
}

export const interpretationStream: Stream<Interpretation, InterpretationEvent> = {
  name: 'interpretation',
  evolve: evolveInterpretation,
  save: saveInterpretations,
}
