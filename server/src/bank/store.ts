import { type Bank, type BankEvent, evolveBank } from '@yika/core/bank/bank.ts'
import { evolveOutlet, type Outlet, type OutletEvent } from '@yika/core/bank/outlet.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { isUuid } from '../kernel/identifier.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

interface Named {
  readonly nameZh: string
}
type BankRow = Omit<Stored<Bank>, 'name'> & Named & { readonly nameEn: string }
type OutletRow = Omit<Stored<Outlet>, 'name'> & Named & { readonly nameEn: string | null }

function bankOf({ nameZh, nameEn, ...row }: BankRow): Stored<Bank> {
  return { ...row, name: { zh: nameZh, en: nameEn } }
}

function outletOf({ nameZh, nameEn, ...row }: OutletRow): Stored<Outlet> {
  return { ...row, name: { zh: nameZh, en: nameEn } }
}

/** The named banks by id, as they stand; a change of the catalogue begins tomorrow at the earliest, so no lock is needed. */
export async function loadBanks(
  tx: Database | Transaction,
  bankIds: readonly string[],
): Promise<Map<string, Stored<Bank>>> {
  const rows = await tx<BankRow[]>`select * from bank where bank_id = any(${[...new Set(bankIds)]}::uuid[])`
  return new Map(rows.map((row) => [row.bankId, bankOf(row)]))
}

/** The named outlets by id. */
export async function loadOutlets(
  tx: Database | Transaction,
  outletIds: readonly string[],
): Promise<Map<string, Stored<Outlet>>> {
  // The place of an actor may be a hall, whose identifier is no UUID: there is no such outlet.
  const asked = [...new Set(outletIds)].filter(isUuid)
  const rows = await tx<OutletRow[]>`select * from outlet where outlet_id = any(${asked}::uuid[])`
  return new Map(rows.map((row) => [row.outletId, outletOf(row)]))
}

export async function lockBanks(tx: Transaction, bankIds: readonly string[]): Promise<Map<string, Stored<Bank>>> {
  const rows = await tx<BankRow[]>`
    select * from bank where bank_id = any(${[...new Set(bankIds)]}::uuid[]) order by bank_id for update`
  return new Map(rows.map((row) => [row.bankId, bankOf(row)]))
}

export async function lockOutlets(tx: Transaction, outletIds: readonly string[]): Promise<Map<string, Stored<Outlet>>> {
  const rows = await tx<OutletRow[]>`
    select * from outlet where outlet_id = any(${[...new Set(outletIds)]}::uuid[]) order by outlet_id for update`
  return new Map(rows.map((row) => [row.outletId, outletOf(row)]))
}

export async function banksWithCnaps(tx: Transaction, codes: readonly string[]): Promise<Map<string, Stored<Bank>>> {
  const rows = await tx<BankRow[]>`select * from bank where cnaps = any(${[...new Set(codes)]}::text[])`
  return new Map(rows.map((row) => [row.bankId, bankOf(row)]))
}

/** Every bank that ever stood in the catalogue: a few dozen at most. */
export async function allBanks(db: Database): Promise<Stored<Bank>[]> {
  const rows = await db<BankRow[]>`select * from bank order by cnaps`
  return rows.map(bankOf)
}

export interface OutletFilter {
  readonly on: Day
  readonly bankId: string | null
  readonly outletId: string | null
  /** Only outlets of these banks. */
  readonly offering: readonly string[] | null
  readonly district: string | null
  readonly instant: boolean | null
  readonly accessible: string | null
  /** A part of the name or the address. */
  readonly text: string | null
  readonly openNow: boolean | null
  /** The moment by which `openNow` is told. */
  readonly weekday: number
  readonly time: string
}

export interface FoundOutlet extends Stored<Outlet> {
  readonly openNow: boolean
  readonly blanksOnHand: number | null
}

export async function outletsOn(
  db: Database,
  filter: OutletFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<FoundOutlet[]> {
  const rows = await db<(OutletRow & Pick<FoundOutlet, 'openNow' | 'blanksOnHand'>)[]>`
    select outlet.*, ${isOpen(db, filter)} as open_now,
      (select on_hand from blank_stock where place_id = outlet_id::text and instant_issue) as blanks_on_hand
    from outlet where ${fits(db, filter)}
      ${filter.district === null ? db`` : db`and district = ${filter.district}`}
      ${after === null ? db`` : db`and outlet_id > ${after}`}
    order by outlet_id
    limit ${limit}`
  return rows.map(({ openNow, blanksOnHand, ...row }) => ({ ...outletOf(row), openNow, blanksOnHand }))
}

/** How many fit in each district, whichever district was chosen. */
export async function outletsByDistrict(
  db: Database,
  filter: OutletFilter,
): Promise<{ district: string; count: number }[]> {
  const rows = await db<{ district: string; count: number }[]>`
    select district, count(*)::integer as count from outlet where ${fits(db, filter)} group by district order by district`
  return [...rows]
}

function fits(db: Database, filter: OutletFilter) {
  const { on, bankId, outletId, offering, instant, accessible, text, openNow } = filter
  return db`
    opened_on <= ${on} and (closed_on is null or closed_on > ${on})
      ${bankId === null ? db`` : db`and bank_id = ${bankId}`}
      ${outletId === null ? db`` : db`and outlet_id = ${outletId}`}
      ${offering === null ? db`` : db`and bank_id = any(${offering as string[]}::uuid[])`}
      ${instant === null ? db`` : db`and instant_issue = ${instant}`}
      ${accessible === null ? db`` : db`and ${accessible} = any(accessibility)`}
      ${text === null ? db`` : db`and strpos(lower(concat_ws(' ', name_zh, name_en, address)), lower(${text})) > 0`}
      ${openNow === null ? db`` : db`and ${isOpen(db, filter)} = ${openNow}`}`
}

function isOpen(db: Database, { weekday, time }: OutletFilter) {
  return db`exists (
    select from jsonb_to_recordset(opening_hours) as span (weekday integer, "from" text, "to" text)
    where span.weekday = ${weekday} and span."from" <= ${time}
      -- The end of the day is written 23:59.
      and (${time} < span."to" or span."to" = '23:59'))`
}

async function saveBanks(tx: Transaction, banks: readonly Stored<Bank>[]): Promise<void> {
  await tx`
    insert into bank (bank_id, version, cnaps, name_zh, name_en, hotline, admitted_on, withdrawn_on, service_terms, source)
    select bank_id, version, cnaps, name_zh, name_en, hotline, admitted_on, withdrawn_on, service_terms::jsonb, source
    from unnest(
      ${banks.map((bank) => bank.bankId)}::uuid[],
      ${banks.map((bank) => bank.version)}::integer[],
      ${banks.map((bank) => bank.cnaps)}::text[],
      ${banks.map((bank) => bank.name.zh)}::text[],
      ${banks.map((bank) => bank.name.en)}::text[],
      ${banks.map((bank) => bank.hotline)}::text[],
      ${banks.map((bank) => bank.admittedOn)}::date[],
      ${banks.map((bank) => bank.withdrawnOn)}::date[],
      ${banks.map((bank) => JSON.stringify(bank.serviceTerms))}::text[],
      ${banks.map((bank) => bank.source)}::text[]
    ) as t (bank_id, version, cnaps, name_zh, name_en, hotline, admitted_on, withdrawn_on, service_terms, source)
    on conflict (bank_id) do update set
      version = excluded.version, withdrawn_on = excluded.withdrawn_on, service_terms = excluded.service_terms`
}

async function saveOutlets(tx: Transaction, outlets: readonly Stored<Outlet>[]): Promise<void> {
  await tx`
    insert into outlet (outlet_id, version, bank_id, name_zh, name_en, district, address, longitude, latitude, phone,
      instant_issue, opening_hours, accessibility, opened_on, closed_on)
    select outlet_id, version, bank_id, name_zh, name_en, district, address, longitude, latitude, phone,
      instant_issue::boolean, opening_hours::jsonb, string_to_array(accessibility, ','), opened_on, closed_on
    from unnest(
      ${outlets.map((outlet) => outlet.outletId)}::uuid[],
      ${outlets.map((outlet) => outlet.version)}::integer[],
      ${outlets.map((outlet) => outlet.bankId)}::uuid[],
      ${outlets.map((outlet) => outlet.name.zh)}::text[],
      ${outlets.map((outlet) => outlet.name.en)}::text[],
      ${outlets.map((outlet) => outlet.district)}::text[],
      ${outlets.map((outlet) => outlet.address)}::text[],
      ${outlets.map((outlet) => outlet.longitude)}::double precision[],
      ${outlets.map((outlet) => outlet.latitude)}::double precision[],
      ${outlets.map((outlet) => outlet.phone)}::text[],
      ${outlets.map((outlet) => String(outlet.instantIssue))}::text[],
      ${outlets.map((outlet) => JSON.stringify(outlet.openingHours))}::text[],
      ${outlets.map((outlet) => outlet.accessibility.join(','))}::text[],
      ${outlets.map((outlet) => outlet.openedOn)}::date[],
      ${outlets.map((outlet) => outlet.closedOn)}::date[]
    ) as t (outlet_id, version, bank_id, name_zh, name_en, district, address, longitude, latitude, phone,
      instant_issue, opening_hours, accessibility, opened_on, closed_on)
    on conflict (outlet_id) do update set
      version = excluded.version, name_zh = excluded.name_zh, name_en = excluded.name_en, district = excluded.district,
      address = excluded.address, longitude = excluded.longitude, latitude = excluded.latitude, phone = excluded.phone,
      instant_issue = excluded.instant_issue, opening_hours = excluded.opening_hours,
      accessibility = excluded.accessibility, closed_on = excluded.closed_on`
}

export const bankStream: Stream<Bank, BankEvent> = { name: 'bank', evolve: evolveBank, save: saveBanks }
export const outletStream: Stream<Outlet, OutletEvent> = { name: 'outlet', evolve: evolveOutlet, save: saveOutlets }
