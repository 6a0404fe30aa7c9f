import type { Database, Transaction } from '../kernel/database/database.ts'

/** What an institution numbers for itself. */
export type NumberKind = 'bill' | 'admission' | 'fee'

export interface SettlementNumber {
  readonly institutionId: string
  readonly kind: NumberKind
  readonly number: string
}

export interface NumberedRow {
  readonly personId: string
  readonly id: string
}

export function numberKey({ institutionId, kind, number }: SettlementNumber): string {
  return `${institutionId} ${kind} ${number}`
}

/** Whose these numbers are, by `numberKey`. */
export async function rowsOfNumbers(
  db: Database | Transaction,
  numbers: readonly SettlementNumber[],
): Promise<Map<string, NumberedRow>> {
  if (numbers.length === 0) return new Map()
  const rows = await db<(SettlementNumber & NumberedRow)[]>`
    select institution_id, kind, number, person_id, id from settlement_number
    where (institution_id, kind, number) in (
      select * from unnest(
        ${numbers.map(({ institutionId }) => institutionId)}::text[],
        ${numbers.map(({ kind }) => kind)}::text[],
        ${numbers.map(({ number }) => number)}::text[]))`
  return new Map(rows.map((row) => [numberKey(row), { personId: row.personId, id: row.id }]))
}

/** Joins the transaction of the row: a number counts once, whoever asks. */
export async function insertNumbers(
  tx: Transaction,
  numbers: readonly (SettlementNumber & NumberedRow)[],
): Promise<void> {
  if (numbers.length === 0) return
  await tx`
    insert into settlement_number (institution_id, kind, number, person_id, id)
    select * from unnest(
      ${numbers.map(({ institutionId }) => institutionId)}::text[],
      ${numbers.map(({ kind }) => kind)}::text[],
      ${numbers.map(({ number }) => number)}::text[],
      ${numbers.map(({ personId }) => personId)}::uuid[],
      ${numbers.map(({ id }) => id)}::uuid[])`
}
