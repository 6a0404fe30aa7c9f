import type { Instant } from '@yika/core/calendar/instant.ts'
import { type BankNotice, type BankNoticeEvent, evolveBankNotice } from '@yika/core/card/bank-notice.ts'
import type { Card, CardEvent } from '@yika/core/card/card.ts'
import {
  type CardNumberRange,
  type CardNumberRangeEvent,
  evolveCardNumberRange,
  numbersOf,
} from '@yika/core/card/card-number-range.ts'
import { evolve } from '@yika/core/card/evolve.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import { cardColumns, cardSelection, saveCardsStatement } from './card-columns.ts'

/** A card is named by its person and itself: every statement over cards says whose it is. */
export interface CardKey {
  readonly personId: string
  readonly cardId: string
}

const nil = '00000000-0000-0000-0000-000000000000'
/** The key that comes before every card: where a sweep begins. */
export const beforeAllCards: CardKey = { personId: nil, cardId: nil }

/** All cards of the persons, whose rows the transaction has locked; by card id. */
export async function cardsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Card>>> {
  const rows = await db<Stored<Card>[]>`
    select ${db.unsafe(cardSelection)} from card
    where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.cardId, { ...row }]))
}

/** The named cards, by card id; a card that is not the person's is not among them. */
export async function cardsByKeys(
  db: Database | Transaction,
  keys: readonly CardKey[],
): Promise<Map<string, Stored<Card>>> {
  const rows = await db<Stored<Card>[]>`
    select ${db.unsafe(cardSelection)} from card
    where (person_id, card_id) in (
      select person_id, card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::uuid[]
      ) as t (person_id, card_id))`
  return new Map(rows.map((row) => [row.cardId, { ...row }]))
}

async function saveCards(tx: Transaction, cards: readonly Stored<Card>[]): Promise<void> {
  const values = cardColumns.map(({ member }) => cards.map((card) => card[member]))
  const numbered = cards.filter((card) => card.cardNumber !== null && numberMayChange(card))
  await Promise.all([
    tx.unsafe(saveCardsStatement, values as never[], { prepare: true }),
    numbered.length === 0 ? undefined : saveNumbers(tx, numbered),
  ])
}

/** A number follows its card through the making; once the card is in its holder's hand it stays as it is. */
function numberMayChange(card: Stored<Card>): boolean {
  return card.version === 1 || (card.physical !== 'collected' && !(card.physical === 'retired' && wasMade(card)))
}

function wasMade(card: Card): boolean {
  return card.issuedOn !== null
}

function numberState(card: Card): 'held' | 'used' | 'locked' {
  switch (card.physical) {
    case 'applied':
    case 'batched':
    case 'account-opened':
    case 'certified':
      return 'held'
    case 'spoiled':
    case 'missing':
    case 'destroyed':
      return 'locked'
    case 'retired':
      return wasMade(card) ? 'used' : 'locked'
    default:
      return 'used'
  }
}

/** Fails when a number belongs to another card: a number is given once. */
async function saveNumbers(tx: Transaction, cards: readonly Card[]): Promise<void> {
  const written = await tx`
    insert into card_number (card_number, issuing_area, state, person_id, card_id)
    select * from unnest(
      ${cards.map((card) => card.cardNumber)}::text[],
      ${cards.map((card) => card.issuingArea)}::text[],
      ${cards.map(numberState)}::text[],
      ${cards.map((card) => card.personId)}::uuid[],
      ${cards.map((card) => card.cardId)}::uuid[])
    on conflict (card_number) do update
      set state = excluded.state, person_id = excluded.person_id, card_id = excluded.card_id
      where card_number.card_id = excluded.card_id or (card_number.card_id is null and card_number.state = 'initial')`
  if (written.count !== cards.length) throw new Error('a card number belongs to another card')
}

/** Saves the rows of the cards and, where it moves, the state of their numbers. */
export const cardStream: Stream<Card, CardEvent> = { name: 'card', evolve, save: saveCards }

export const cardNumberRangeStream: Stream<CardNumberRange, CardNumberRangeEvent> = {
  name: 'card-number-range',
  evolve: evolveCardNumberRange,
  async save(tx, ranges) {
    for (const range of ranges) await saveRange(tx, range)
  },
}

async function saveRange(tx: Transaction, range: Stored<CardNumberRange>): Promise<void> {
  await tx`
    insert into card_number_range (range_id, version, issuing_area, prefix, first, count)
    values (${range.rangeId}, ${range.version}, ${range.issuingArea}, ${range.prefix}, ${range.first}, ${range.count})`
  await tx`
    insert into card_number (card_number, issuing_area, range_id, state)
    select number, ${range.issuingArea}, ${range.rangeId}, 'initial'
    from unnest(${numbersOf(range)}::text[]) as t (number)`
}

/**
 * Free numbers for cards that are batched now; another transaction's numbers are skipped, not waited for. Fewer than
 * asked when the pool is nearly empty. The stream holds them when the cards are saved.
 */
export async function freeCardNumbers(tx: Transaction, count: number): Promise<string[]> {
  const rows = await tx<{ cardNumber: string }[]>`
    select card_number from card_number
    where state = 'initial' and issuing_area = ${issuingArea}
    order by card_number
    limit ${count}
    for update skip locked`
  return rows.map((row) => row.cardNumber)
}

/** Which card each of these numbers belongs to. */
export async function cardsOfNumbers(
  db: Database | Transaction,
  numbers: readonly string[],
): Promise<Map<string, CardKey>> {
  const rows = await db<{ cardNumber: string; personId: string; cardId: string }[]>`
    select card_number, person_id, card_id from card_number
    where card_number = any(${numbers}::text[]) and card_id is not null`
  return new Map(rows.map(({ cardNumber, personId, cardId }) => [cardNumber, { personId, cardId }]))
}

/** Who makes the cards of each of these batches; a batch that is not with a maker is not among them. */
export async function makersOfBatches(tx: Transaction, batchIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ batchId: string; makerId: string }[]>`
    select batch_id, maker_id from batch where batch_id = any(${[...new Set(batchIds)]}::uuid[]) and maker_id is not null`
  return new Map(rows.map(({ batchId, makerId }) => [batchId, makerId]))
}

/** Cards with a provisional report that has run out, in the order of the keys. */
export async function cardsWithDueLapse(
  db: Database,
  now: Instant,
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    (select person_id, card_id from card
      where social = 'suspended-provisional' and social_provisional_until <= ${now}
        and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by person_id, card_id limit ${most})
    union
    (select person_id, card_id from card
      where finance_provisional_until <= ${now}
        and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by person_id, card_id limit ${most})
    order by person_id, card_id
    limit ${most}`
}

/** Cards with a provisional report that runs out before `horizon` and whose holder has not been told yet, in the order of the keys. */
export async function cardsToWarn(
  db: Database,
  now: Instant,
  horizon: Instant,
  { personId, cardId }: CardKey,
  most: number,
): Promise<readonly CardKey[]> {
  return db<CardKey[]>`
    (select person_id, card_id from card
      where social = 'suspended-provisional' and social_lapse_warned_at is null
        and social_provisional_until > ${now} and social_provisional_until <= ${horizon}
        and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by person_id, card_id limit ${most})
    union
    (select person_id, card_id from card
      where finance_provisional_until > ${now} and finance_provisional_until <= ${horizon}
        and finance_lapse_warned_at is null
        and (person_id, card_id) > (${personId}::uuid, ${cardId}::uuid)
      order by person_id, card_id limit ${most})
    order by person_id, card_id
    limit ${most}`
}

/** A loss report as its receipt needs it: from the history, so that earlier reports are found, too. */
export interface LossRow {
  readonly cardId: string
  readonly name: 'social-loss-reported' | 'social-loss-confirmed' | 'finance-loss-reported' | 'finance-loss-confirmed'
  readonly data: { readonly receiptId: string; readonly channel: string; readonly until?: Instant }
  readonly at: Instant
  readonly version: number
  readonly commandId: string
}

export async function lossReportsOf(db: Database, keys: readonly CardKey[]): Promise<readonly LossRow[]> {
  return db<LossRow[]>`
    select stream_id as card_id, name, data, at, version, command_id from event
    where (person_id, stream, stream_id) in (
      select person_id, 'card', card_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ cardId }) => cardId)}::text[]
      ) as t (person_id, card_id))
      and name in ('social-loss-reported', 'social-loss-confirmed', 'finance-loss-reported', 'finance-loss-confirmed')
    order by stream_id, version`
}

export const bankNoticeStream: Stream<BankNotice, BankNoticeEvent> = {
  name: 'bank-notice',
  evolve: evolveBankNotice,
  async save(tx, notices) {
    await tx`
      insert into bank_notice (person_id, notice_id, version, bank_id, card_id, fact, at, until, acknowledged_at)
      select * from unnest(
        ${notices.map((notice) => notice.personId)}::uuid[],
        ${notices.map((notice) => notice.noticeId)}::uuid[],
        ${notices.map((notice) => notice.version)}::integer[],
        ${notices.map((notice) => notice.bankId)}::uuid[],
        ${notices.map((notice) => notice.cardId)}::uuid[],
        ${notices.map((notice) => notice.fact)}::text[],
        ${notices.map((notice) => notice.at)}::timestamptz[],
        ${notices.map((notice) => notice.until)}::timestamptz[],
        ${notices.map((notice) => notice.acknowledgedAt)}::timestamptz[])
      on conflict (person_id, notice_id) do update
        set version = excluded.version, acknowledged_at = excluded.acknowledged_at`
  },
}

/** The named notices, by notice id; the person rows are locked already. */
export async function bankNoticesByKeys(
  tx: Transaction,
  keys: readonly { readonly personId: string; readonly noticeId: string }[],
): Promise<Map<string, Stored<BankNotice>>> {
  const rows = await tx<Stored<BankNotice>[]>`
    select person_id, notice_id, version, bank_id, card_id, fact, at, until, acknowledged_at from bank_notice
    where (person_id, notice_id) in (
      select person_id, notice_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ noticeId }) => noticeId)}::uuid[]
      ) as t (person_id, notice_id))`
  return new Map(rows.map((row) => [row.noticeId, { ...row }]))
}

export interface OpenBankNotice extends BankNotice {
  readonly cardNumber: string | null
}

/** What the bank has not signed for, the oldest first. */
export async function openBankNotices(db: Database, bankId: string, most: number): Promise<readonly OpenBankNotice[]> {
  return db<OpenBankNotice[]>`
    select n.person_id, notice_id, n.bank_id, n.card_id, fact, at, until, acknowledged_at, card_number
    from bank_notice n
    join card c on c.person_id = n.person_id and c.card_id = n.card_id
    where n.bank_id = ${bankId} and acknowledged_at is null
    order by notice_id
    limit ${most}`
}

/** Which cards carry these chips. */
export async function cardsOfChips(
  db: Database,
  identificationCodes: readonly string[],
): Promise<readonly { readonly cardId: string; readonly identificationCode: string }[]> {
  return db<{ cardId: string; identificationCode: string }[]>`
    select card_id, chip_identification_code as identification_code from card
    where chip_identification_code = any(${identificationCodes as string[]}::text[])`
}
