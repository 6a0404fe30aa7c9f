import type { EarlierProof } from '@yika/core/presentation/judge-proof.ts'
import { evolveUse, type Use, type UseEvent } from '@yika/core/use/use.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

/** A use is named by its person and itself. */
export interface UseKey {
  readonly personId: string
  readonly useId: string
}

/** What a proof that is about to count is compared with. */
export interface ProofKey {
  readonly personId: string
  readonly cardId: string
  readonly proofKey: string
}

/** Under what a proof counts once. */
export function proofName({ cardId, proofKey }: Pick<ProofKey, 'cardId' | 'proofKey'>): string {
  return `${cardId} ${proofKey}`
}

const written = `person_id, use_id, version, card_id, service_id, institution_id, terminal_id, carrier, proof_key,
  proof_digest, counter, compared_by, used_at, told, reason, relation, decided_at`
export const useColumns = `${written}, allowed`

/** The named uses, by use id; one that is not the person's is not among them. */
export async function usesByIds(
  db: Database | Transaction,
  keys: readonly UseKey[],
): Promise<Map<string, Stored<Use>>> {
  const rows = await db<Stored<Use>[]>`
    select ${db.unsafe(useColumns)} from card_use
    where (person_id, use_id) in (
      select person_id, use_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ useId }) => useId)}::uuid[]
      ) as t (person_id, use_id))`
  return new Map(rows.map((row) => [row.useId, { ...row }]))
}

/** Those of these proofs that have counted already. */
export async function proofsThatCounted(
  db: Database | Transaction,
  keys: readonly ProofKey[],
): Promise<readonly EarlierProof[]> {
  return db<EarlierProof[]>`
    select card_id, proof_key, proof_digest from card_use
    where (person_id, card_id, proof_key) in (
      select person_id, card_id, proof_key from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[],
        ${keys.map(({ proofKey }) => proofKey)}::text[]
      ) as t (person_id, card_id, proof_key))`
}

export const useStream: Stream<Use, UseEvent> = {
  name: 'use',
  evolve: evolveUse,
  follow(world, { cardId, proofKey, proofDigest }) {
    const { proofs } = world as { readonly proofs?: Map<string, EarlierProof> }
    proofs?.set(proofName({ cardId, proofKey }), { cardId, proofKey, proofDigest })
  },
  async save(tx, uses) {
    await tx`
      insert into card_use (${tx.unsafe(written)})
      select * from unnest(
        ${uses.map((use) => use.personId)}::uuid[],
        ${uses.map((use) => use.useId)}::uuid[],
        ${uses.map((use) => use.version)}::integer[],
        ${uses.map((use) => use.cardId)}::uuid[],
        ${uses.map((use) => use.serviceId)}::text[],
        ${uses.map((use) => use.institutionId)}::text[],
        ${uses.map((use) => use.terminalId)}::text[],
        ${uses.map((use) => use.carrier)}::text[],
        ${uses.map((use) => use.proofKey)}::text[],
        ${uses.map((use) => use.proofDigest)}::text[],
        ${uses.map((use) => use.counter)}::bigint[],
        ${uses.map((use) => use.comparedBy)}::text[],
        ${uses.map((use) => use.usedAt)}::timestamptz[],
        ${uses.map((use) => use.told)}::text[],
        ${uses.map((use) => use.reason)}::text[],
        ${uses.map((use) => use.relation)}::text[],
        ${uses.map((use) => use.decidedAt)}::timestamptz[])`
  },
}
