import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { BenefitCard } from '@yika/core/settlement/benefit/account-of-benefit.ts'
import type { Transaction } from '../../kernel/database/database.ts'

/** A person as far as paying needs one: nothing sealed is read. */
export type Payee = Pick<Person, 'personId' | 'birthOn' | 'lifeStatus' | 'district'>

/** The lock of everything that belongs to these persons, in key order. */
export async function lockPayees(tx: Transaction, personIds: readonly string[]): Promise<ReadonlyMap<string, Payee>> {
  const rows = await tx<Payee[]>`
    select person_id, birth_on, life_status, district from person
    where person_id = any(${[...new Set(personIds)]}::uuid[]) order by person_id for update`
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Cards with an account that may take money. */
export async function accountsOfPersons(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BenefitCard[]>> {
  const rows = await tx<(BenefitCard & { personId: string })[]>`
    select person_id, card_id, finance, bank_id, requested_at from card
    where person_id = any(${[...new Set(personIds)]}::uuid[]) and finance not in ('none', 'closed')`
  return Map.groupBy(rows, ({ personId }) => personId)
}

export type PayeeGround = Pick<Ground, 'personId' | 'kind' | 'status' | 'since' | 'endedOn'>

export async function groundsOfPayees(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PayeeGround[]>> {
  const rows = await tx<PayeeGround[]>`
    select person_id, kind, status, since, ended_on from ground
    where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return Map.groupBy(rows, ({ personId }) => personId)
}
