import { evolveFee, type Fee, type FeeEvent } from '@yika/core/settlement/fee/fee.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'
import { insertNumbers } from '../number-store.ts'

/** The driver takes a list of booleans for one. */
const booleanArray = 1000

const columns = `person_id, fee_id, version, institution_id, fee_number, kind, amount, due_on, rule, verified, state, paid_by,
  transfer_id, receipt_number, paid_at, reversal, charged_at`

export interface FeeKey {
  readonly personId: string
  readonly feeId: string
}

export async function feesByIds(tx: Transaction, keys: readonly FeeKey[]): Promise<Map<string, Stored<Fee>>> {
  if (keys.length === 0) return new Map()
  const rows = await tx<Stored<Fee>[]>`
    select ${tx.unsafe(columns)} from fee
    where (person_id, fee_id) in (
      select * from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ feeId }) => feeId)}::uuid[]))`
  return new Map(rows.map((row) => [row.feeId, { ...row }]))
}

/** Bills of a holder, the newest first. */
export async function feesOfPerson(
  db: Database,
  page: {
    readonly personId: string
    readonly feeId: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<readonly Stored<Fee>[]> {
  const { personId, feeId, after, limit } = page
  return db<Stored<Fee>[]>`
    select ${db.unsafe(columns)} from fee
    where person_id = ${personId} and (${feeId}::uuid is null or fee_id = ${feeId})
      and (${after}::uuid is null or fee_id < ${after})
    order by fee_id desc limit ${limit}`
}

export const feeStream: Stream<Fee, FeeEvent> = {
  name: 'fee',
  evolve: evolveFee,
  async save(tx, fees) {
    const charged = fees.filter(({ version }) => version === 1)
    await Promise.all([
      tx`
        insert into fee (${tx.unsafe(columns)})
        select person_id, fee_id, version, institution_id, fee_number, kind, amount, due_on, rule, verified, state, paid_by,
          transfer_id, receipt_number, paid_at, reversal::jsonb, charged_at
        from unnest(
          ${fees.map((fee) => fee.personId)}::uuid[],
          ${fees.map((fee) => fee.feeId)}::uuid[],
          ${fees.map((fee) => fee.version)}::integer[],
          ${fees.map((fee) => fee.institutionId)}::text[],
          ${fees.map((fee) => fee.feeNumber)}::text[],
          ${fees.map((fee) => fee.kind)}::text[],
          ${fees.map((fee) => fee.amount)}::bigint[],
          ${fees.map((fee) => fee.dueOn)}::date[],
          ${fees.map((fee) => fee.rule)}::text[],
          ${tx.array(
            fees.map((fee) => fee.verified),
            booleanArray,
          )}::boolean[],
          ${fees.map((fee) => fee.state)}::text[],
          ${fees.map((fee) => fee.paidBy)}::text[],
          ${fees.map((fee) => fee.transferId)}::uuid[],
          ${fees.map((fee) => fee.receiptNumber)}::text[],
          ${fees.map((fee) => fee.paidAt)}::timestamptz[],
          ${fees.map((fee) => (fee.reversal === null ? null : JSON.stringify(fee.reversal)))}::text[],
          ${fees.map((fee) => fee.chargedAt)}::timestamptz[]
        ) as t (${tx.unsafe(columns)})
        on conflict (person_id, fee_id) do update set version = excluded.version, state = excluded.state,
          paid_by = excluded.paid_by, transfer_id = excluded.transfer_id, receipt_number = excluded.receipt_number,
          paid_at = excluded.paid_at, reversal = excluded.reversal`,
      insertNumbers(
        tx,
        charged.map(({ personId, feeId: id, institutionId, feeNumber: number }) => ({
          ...{ personId, id, institutionId, number },
          kind: 'fee',
        })),
      ),
    ])
  },
}
