import { accountName, type Balance, emptyBalance } from '@yika/core/ledger/account.ts'
import { type Balances, balanceKey } from '@yika/core/ledger/balances.ts'
import { debtAccountOf, purseOf } from '@yika/core/travel/charge-rides.ts'
import { evolvePurseCase, type PurseCase, type PurseCaseEvent } from '@yika/core/travel/purse-case.ts'
import type { CardKey } from '../card/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { loadBalances } from '../ledger/store.ts'

/** What the purses of these cards hold and what is owed for rides, to be shown. */
export async function readPurses(db: Database, cards: readonly CardKey[]): Promise<Balances> {
  const accounts = cards.flatMap((card) => [purseOf(card), debtAccountOf(card)])
  const rows = await db<(Balance & { personId: string; account: string })[]>`
    select person_id, account, posted, pending_out, pending_in, floor from ledger_balance
    where (person_id, account) in (
      select * from unnest(${accounts.map((one) => one.personId)}::uuid[], ${accounts.map(accountName)}::text[]))`
  const found = new Map(rows.map(({ personId, account, ...balance }) => [`${personId}|${account}`, balance]))
  return new Map(accounts.map(balanceKey).map((key) => [key, found.get(key) ?? emptyBalance]))
}

/** What the purses of these cards hold, locked, and what is owed for rides; the rows of the persons are locked already. */
export async function loadPurses(tx: Transaction, cards: readonly CardKey[]): Promise<Balances> {
  const debts = cards.map(debtAccountOf)
  const [balances, rows] = await Promise.all([
    loadBalances(tx, cards.map(purseOf)),
    cards.length === 0
      ? []
      : tx<{ personId: string; account: string; posted: number }[]>`
          select person_id, account, posted from ledger_balance
          where (person_id, account) in (
            select * from unnest(${cards.map(({ personId }) => personId)}::uuid[], ${debts.map(accountName)}::text[]))`,
  ])
  const owed = new Map(rows.map(({ personId, account, posted }) => [`${personId}|${account}`, posted]))
  for (const account of debts) {
    const key = balanceKey(account)
    balances.set(key, { ...emptyBalance, posted: owed.get(key) ?? 0 })
  }
  return balances
}

const columns = `person_id, case_id, version, card_id, status, settle_on, way, amount, to_card_id, ticket_moved, opened_at,
  decided_by, approved_by, closed_at`

/** All cases of these persons, by case id. */
export async function purseCasesOf(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<PurseCase>>> {
  const rows = await db<Stored<PurseCase>[]>`
    select ${db.unsafe(columns)} from purse_case where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.caseId, { ...row }]))
}

const booleanArray = 1000

export const purseCaseStream: Stream<PurseCase, PurseCaseEvent> = {
  name: 'purse-case',
  evolve: evolvePurseCase,
  async save(tx, cases) {
    await tx`
      insert into purse_case (${tx.unsafe(columns)})
      select * from unnest(
        ${cases.map((one) => one.personId)}::uuid[],
        ${cases.map((one) => one.caseId)}::uuid[],
        ${cases.map((one) => one.version)}::integer[],
        ${cases.map((one) => one.cardId)}::uuid[],
        ${cases.map((one) => one.status)}::text[],
        ${cases.map((one) => one.settleOn)}::date[],
        ${cases.map((one) => one.way)}::text[],
        ${cases.map((one) => one.amount)}::bigint[],
        ${cases.map((one) => one.toCardId)}::uuid[],
        ${tx.array(
          cases.map((one) => one.ticketMoved),
          booleanArray,
        )}::boolean[],
        ${cases.map((one) => one.openedAt)}::timestamptz[],
        ${cases.map((one) => one.decidedBy)}::text[],
        ${cases.map((one) => one.approvedBy)}::text[],
        ${cases.map((one) => one.closedAt)}::timestamptz[])
      on conflict (person_id, case_id) do update set version = excluded.version, status = excluded.status,
        way = excluded.way, amount = excluded.amount, to_card_id = excluded.to_card_id,
        ticket_moved = excluded.ticket_moved, decided_by = excluded.decided_by, approved_by = excluded.approved_by,
        closed_at = excluded.closed_at`
  },
}

/** Cases that wait for somebody, the oldest first. */
export async function waitingCases(
  db: Database,
  status: string | null,
  after: string | null,
  limit: number,
): Promise<readonly Stored<PurseCase>[]> {
  return db<Stored<PurseCase>[]>`
    select ${db.unsafe(columns)} from purse_case
    where status <> 'done' and (${status}::text is null or status = ${status})
      and (${after}::uuid is null or case_id > ${after})
    order by case_id limit ${limit}`
}

/** Cases whose late taps have had their time, in the order of the ids. */
export async function casesToSettle(
  db: Database,
  on: string,
  after: string | null,
  most: number,
): Promise<readonly Pick<PurseCase, 'personId' | 'caseId'>[]> {
  return db<Pick<PurseCase, 'personId' | 'caseId'>[]>`
    select person_id, case_id from purse_case
    where status = 'open' and settle_on <= ${on} and (${after}::uuid is null or case_id > ${after})
    order by case_id limit ${most}`
}

/** Ended cards that hold money or a ticket and that nobody has taken up yet, in the order of the keys. */
export async function endedCardsWithPurse(
  db: Database,
  on: string,
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    select person_id, card_id from card c
    where social in ('cancelled', 'suspended-formal') and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      and (exists (
          select from ledger_balance b
          where b.person_id = c.person_id and b.account = 'purse/' || c.card_id::text and b.posted > 0)
        or exists (
          select from card_application a
          where a.person_id = c.person_id and a.card_id = c.card_id and a.service_id = 'park-annual-ticket'
            and a.state = 'active' and (a.valid_until is null or a.valid_until >= ${on})))
      and not exists (
        select from purse_case p where p.person_id = c.person_id and p.card_id = c.card_id and p.status <> 'done')
    order by person_id, card_id limit ${most}`
}

/** Whether a gate has been opened with the ticket since it was sold. */
export async function ticketUsed(
  tx: Transaction,
  asked: readonly (CardKey & { readonly receiptId: string })[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ receiptId: string }[]>`
    select t.transfer_id as receipt_id
    from unnest(
      ${asked.map(({ personId }) => personId)}::uuid[],
      ${asked.map(({ cardId }) => cardId)}::uuid[],
      ${asked.map(({ receiptId }) => receiptId)}::uuid[]) as asked (person_id, card_id, transfer_id)
    join ledger_transfer t using (person_id, transfer_id)
    where exists (
      select from card_use u
      where u.person_id = asked.person_id and u.card_id = asked.card_id and u.service_id = 'park-annual-ticket'
        and u.allowed and u.used_at >= t.made_at)`
  return new Set(rows.map(({ receiptId }) => receiptId))
}
