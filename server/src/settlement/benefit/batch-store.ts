import type { Instant } from '@yika/core/calendar/instant.ts'
import {
  type BatchEvent,
  type BenefitBatch,
  type BenefitChunk,
  type ChunkEvent,
  chunkId,
  evolveBatch,
  evolveChunk,
} from '@yika/core/settlement/benefit/batch.ts'
import type { Received } from '@yika/core/settlement/benefit/close-batch.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'

const columns = `batch_id, version, programme_id, department, period, reference, declared_count, declared_fen, status,
  opened_by, opened_at, closed_by, approved_by, pay_from`

const byId = (rows: readonly Stored<BenefitBatch>[]) => new Map(rows.map((row) => [row.batchId, { ...row }]))

export async function benefitBatchesByIds(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<BenefitBatch>>> {
  return byId(
    await db<Stored<BenefitBatch>[]>`
    select ${db.unsafe(columns)} from benefit_batch where batch_id = any(${[...new Set(ids)]}::uuid[])`,
  )
}

/** Pieces of one batch arrive one after another, and nothing arrives while it is closed. */
export async function lockBenefitBatches(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Stored<BenefitBatch>>> {
  return byId(
    await tx<Stored<BenefitBatch>[]>`
    select ${tx.unsafe(columns)} from benefit_batch where batch_id = any(${[...new Set(ids)]}::uuid[])
    order by batch_id for no key update`,
  )
}

export async function batchesOfReferences(
  tx: Transaction,
  references: readonly string[],
): Promise<readonly Stored<BenefitBatch>[]> {
  return tx<Stored<BenefitBatch>[]>`
    select ${tx.unsafe(columns)} from benefit_batch where reference = any(${[...new Set(references)]}::text[])`
}

export async function batchPage(
  db: Database,
  page: { readonly department: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly Stored<BenefitBatch>[]> {
  const { department, after, limit } = page
  return db<Stored<BenefitBatch>[]>`
    select ${db.unsafe(columns)} from benefit_batch
    where (${department}::text is null or department = ${department}) and (${after}::uuid is null or batch_id < ${after})
    order by batch_id desc limit ${limit}`
}

/** Batches whose money may leave and whose lines have not all been sent. */
export async function batchesToPay(db: Database, now: Instant): Promise<readonly string[]> {
  const rows = await db<{ batchId: string }[]>`
    select batch_id from benefit_batch where status = 'approved' and pay_from <= ${now} order by pay_from, batch_id`
  return rows.map(({ batchId }) => batchId)
}

export const benefitBatchStream: Stream<BenefitBatch, BatchEvent> = {
  name: 'benefit-batch',
  evolve: evolveBatch,
  async save(tx, batches) {
    await tx`
      insert into benefit_batch (batch_id, version, programme_id, department, period, reference, declared_count,
        declared_fen, status, opened_by, opened_at, closed_by, approved_by, pay_from)
      select * from unnest(
        ${batches.map(({ batchId }) => batchId)}::uuid[],
        ${batches.map(({ version }) => version)}::integer[],
        ${batches.map(({ programmeId }) => programmeId)}::text[],
        ${batches.map(({ department }) => department)}::text[],
        ${batches.map(({ period }) => period)}::text[],
        ${batches.map(({ reference }) => reference)}::text[],
        ${batches.map(({ declaredCount }) => declaredCount)}::integer[],
        ${batches.map(({ declaredFen }) => declaredFen)}::bigint[],
        ${batches.map(({ status }) => status)}::text[],
        ${batches.map(({ openedBy }) => openedBy)}::text[],
        ${batches.map(({ openedAt }) => openedAt)}::timestamptz[],
        ${batches.map(({ closedBy }) => closedBy)}::text[],
        ${batches.map(({ approvedBy }) => approvedBy)}::text[],
        ${batches.map(({ payFrom }) => payFrom)}::timestamptz[])
      on conflict (batch_id) do update set version = excluded.version, status = excluded.status,
        closed_by = excluded.closed_by, approved_by = excluded.approved_by, pay_from = excluded.pay_from`
  },
}

export async function chunksByKeys(
  tx: Transaction,
  keys: readonly { readonly batchId: string; readonly chunk: number }[],
): Promise<Map<string, Stored<BenefitChunk>>> {
  const rows = await tx<Stored<BenefitChunk>[]>`
    select batch_id, chunk, version, lines, fen, translate(encode(digest, 'base64'), E'\\n', '') as digest
    from benefit_chunk
    where (batch_id, chunk) in (select * from unnest(
      ${keys.map(({ batchId }) => batchId)}::uuid[], ${keys.map(({ chunk }) => chunk)}::integer[]))`
  return new Map(rows.map((row) => [chunkId(row.batchId, row.chunk), { ...row }]))
}

/** What has arrived of these batches, by the pieces. */
export async function receivedOf(
  db: Database | Transaction,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, Received>> {
  const rows = await db<(Received & { batchId: string })[]>`
    select batch_id, sum(lines)::bigint as lines, sum(fen)::bigint as fen from benefit_chunk
    where batch_id = any(${[...new Set(batchIds)]}::uuid[]) group by batch_id`
  return new Map(rows.map(({ batchId, lines, fen }) => [batchId, { lines, fen }]))
}

export const benefitChunkStream: Stream<BenefitChunk, ChunkEvent> = {
  name: 'benefit-chunk',
  evolve: evolveChunk,
  async save(tx, chunks) {
    await tx`
      insert into benefit_chunk (batch_id, chunk, version, lines, fen, digest)
      select batch_id, chunk, version, lines, fen, decode(digest, 'base64') from unnest(
        ${chunks.map(({ batchId }) => batchId)}::uuid[],
        ${chunks.map(({ chunk }) => chunk)}::integer[],
        ${chunks.map(({ version }) => version)}::integer[],
        ${chunks.map(({ lines }) => lines)}::integer[],
        ${chunks.map(({ fen }) => fen)}::bigint[],
        ${chunks.map(({ digest }) => digest)}::text[]
      ) as t (batch_id, chunk, version, lines, fen, digest)`
  },
}
