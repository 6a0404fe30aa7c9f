import type { Day } from '@yika/core/calendar/instant.ts'
import {
  evolveHospitalStay,
  type HospitalStay,
  type HospitalStayEvent,
} from '@yika/core/settlement/medical/hospital-stay.ts'
import { type BillKnown, medicalService, type PastAgreement } from '@yika/core/settlement/medical/medical-bill.ts'
import {
  evolveMedicalClaim,
  type MedicalClaim,
  type MedicalClaimEvent,
} from '@yika/core/settlement/medical/medical-claim.ts'
import {
  evolveMedicalItem,
  itemVersion,
  type MedicalItem,
  type MedicalItemEvent,
} from '@yika/core/settlement/medical/medical-item.ts'
import {
  evolveMedicalSettlement,
  type MedicalSettlement,
  type MedicalSettlementEvent,
} from '@yika/core/settlement/medical/medical-settlement.ts'
import {
  evolveMedicalYear,
  type MedicalYear,
  type MedicalYearEvent,
  medicalYearKey,
} from '@yika/core/settlement/medical/medical-year.ts'
import type { Database, Transaction } from '../../kernel/database/database.ts'
import type { Stored, Stream } from '../../kernel/stream.ts'
import { insertNumbers, numberKey } from '../number-store.ts'

type Sql = Database | Transaction

export interface PersonYear {
  readonly personId: string
  readonly year: number
}

const pairsOf = (years: readonly PersonYear[]) =>
  [years.map(({ personId }) => personId), years.map(({ year }) => year)] as const

/** The accumulators of these years, by `medicalYearKey`. */
export async function yearsOf(db: Sql, years: readonly PersonYear[]): Promise<Map<string, Stored<MedicalYear>>> {
  const [persons, numbers] = pairsOf(years)
  const rows = await db<Stored<MedicalYear>[]>`
    select person_id, year, version, accumulators, settlements from medical_year
    where (person_id, year) in (select * from unnest(${persons}::uuid[], ${numbers}::integer[]))`
  return new Map(rows.map((row) => [medicalYearKey(row.personId, row.year), { ...row }]))
}

export const medicalYearStream: Stream<MedicalYear, MedicalYearEvent> = {
  name: 'medical-year',
  evolve: evolveMedicalYear,
  async save(tx, years) {
    await tx`
      insert into medical_year (person_id, year, version, accumulators, settlements)
      select person_id, year, version, accumulators::jsonb, settlements from unnest(
        ${years.map(({ personId }) => personId)}::uuid[],
        ${years.map(({ year }) => year)}::integer[],
        ${years.map(({ version }) => version)}::integer[],
        ${years.map(({ accumulators }) => JSON.stringify(accumulators))}::text[],
        ${years.map(({ settlements }) => settlements)}::integer[]
      ) as t (person_id, year, version, accumulators, settlements)
      on conflict (person_id, year) do update set version = excluded.version, accumulators = excluded.accumulators,
        settlements = excluded.settlements`
  },
}

const settlementColumns = `person_id, settlement_id, version, institution_id, bill_number, served_on, year, position, route,
  emergency, use_id, stay_id, lines, terms, split, status, transfer_id, refunds, settled_at, changed_at`

/** All bills of these years, by id, in the order in which they were settled. */
export async function settlementsOfYears(
  db: Sql,
  years: readonly PersonYear[],
): Promise<Map<string, Stored<MedicalSettlement>>> {
  const [persons, numbers] = pairsOf(years)
  const rows = await db<Stored<MedicalSettlement>[]>`
    select ${db.unsafe(settlementColumns)} from medical_settlement
    where (person_id, year) in (select * from unnest(${persons}::uuid[], ${numbers}::integer[]))
    order by person_id, year, position`
  return new Map(rows.map((row) => [row.settlementId, { ...row }]))
}

export interface SettlementKey {
  readonly personId: string
  readonly settlementId: string
}

/** What stands of these bills without opening them: whose year to load, and whether they were reversed. */
export async function settlementStates(
  db: Sql,
  keys: readonly SettlementKey[],
): Promise<Map<string, Pick<MedicalSettlement, 'personId' | 'settlementId' | 'year' | 'status'>>> {
  if (keys.length === 0) return new Map()
  const rows = await db<Pick<MedicalSettlement, 'personId' | 'settlementId' | 'year' | 'status'>[]>`
    select person_id, settlement_id, year, status from medical_settlement
    where (person_id, settlement_id) in (
      select * from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ settlementId }) => settlementId)}::uuid[]))`
  return new Map(rows.map((row) => [row.settlementId, { ...row }]))
}

/** The driver takes a list of booleans for one. */
const booleanArray = 1000

const json = (value: unknown) => JSON.stringify(value)

export const medicalSettlementStream: Stream<MedicalSettlement, MedicalSettlementEvent> = {
  name: 'medical-settlement',
  evolve: evolveMedicalSettlement,
  follow(world, { institutionId, billNumber: number, personId, status }) {
    const { bills } = world as { readonly bills?: Map<string, BillKnown> }
    bills?.set(numberKey({ institutionId, kind: 'bill', number }), { personId, status })
  },
  async save(tx, bills) {
    const settled = bills.filter(({ version }) => version === 1)
    await Promise.all([
      tx`
        insert into medical_settlement (${tx.unsafe(settlementColumns)})
        select person_id, settlement_id, version, institution_id, bill_number, served_on, year, position, route, emergency,
          use_id, stay_id, lines::jsonb, terms::jsonb, split::jsonb, status, transfer_id, refunds, settled_at, changed_at
        from unnest(
          ${bills.map((bill) => bill.personId)}::uuid[],
          ${bills.map((bill) => bill.settlementId)}::uuid[],
          ${bills.map((bill) => bill.version)}::integer[],
          ${bills.map((bill) => bill.institutionId)}::text[],
          ${bills.map((bill) => bill.billNumber)}::text[],
          ${bills.map((bill) => bill.servedOn)}::date[],
          ${bills.map((bill) => bill.year)}::integer[],
          ${bills.map((bill) => bill.position)}::integer[],
          ${bills.map((bill) => bill.route)}::text[],
          ${tx.array(
            bills.map((bill) => bill.emergency),
            booleanArray,
          )}::boolean[],
          ${bills.map((bill) => bill.useId)}::uuid[],
          ${bills.map((bill) => bill.stayId)}::uuid[],
          ${bills.map((bill) => json(bill.lines))}::text[],
          ${bills.map((bill) => json(bill.terms))}::text[],
          ${bills.map((bill) => json(bill.split))}::text[],
          ${bills.map((bill) => bill.status)}::text[],
          ${bills.map((bill) => bill.transferId)}::uuid[],
          ${bills.map((bill) => bill.refunds)}::integer[],
          ${bills.map((bill) => bill.settledAt)}::timestamptz[],
          ${bills.map((bill) => bill.changedAt)}::timestamptz[]
        ) as t (${tx.unsafe(settlementColumns)})
        on conflict (person_id, settlement_id) do update set version = excluded.version, lines = excluded.lines,
          split = excluded.split, status = excluded.status, refunds = excluded.refunds, changed_at = excluded.changed_at`,
      insertNumbers(
        tx,
        settled.map(({ personId, settlementId: id, institutionId, billNumber: number }) => ({
          ...{ personId, id, institutionId, number },
          kind: 'bill',
        })),
      ),
    ])
  },
}

const stayColumns = `person_id, stay_id, version, institution_id, admission_number, admitted_on, emergency, referred, use_id,
  charges, status, discharged_on, opened_at`

/** Open stays of these persons, and the named ones, by id. */
export async function staysOf(
  tx: Transaction,
  persons: readonly string[],
  keys: readonly { readonly personId: string; readonly id: string }[],
): Promise<Map<string, Stored<HospitalStay>>> {
  const rows = await tx<Stored<HospitalStay>[]>`
    select ${tx.unsafe(stayColumns)} from hospital_stay
    where (person_id = any(${[...new Set(persons)]}::uuid[]) and status = 'open')
      or (person_id, stay_id) in (
        select * from unnest(${keys.map(({ personId }) => personId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[]))`
  return new Map(rows.map((row) => [row.stayId, { ...row }]))
}

export const hospitalStayStream: Stream<HospitalStay, HospitalStayEvent> = {
  name: 'hospital-stay',
  evolve: evolveHospitalStay,
  async save(tx, stays) {
    const admitted = stays.filter(({ version }) => version === 1)
    await Promise.all([
      tx`
        insert into hospital_stay (${tx.unsafe(stayColumns)})
        select person_id, stay_id, version, institution_id, admission_number, admitted_on, emergency, referred, use_id,
          charges::jsonb, status, discharged_on, opened_at
        from unnest(
          ${stays.map((stay) => stay.personId)}::uuid[],
          ${stays.map((stay) => stay.stayId)}::uuid[],
          ${stays.map((stay) => stay.version)}::integer[],
          ${stays.map((stay) => stay.institutionId)}::text[],
          ${stays.map((stay) => stay.admissionNumber)}::text[],
          ${stays.map((stay) => stay.admittedOn)}::date[],
          ${tx.array(
            stays.map((stay) => stay.emergency),
            booleanArray,
          )}::boolean[],
          ${tx.array(
            stays.map((stay) => stay.referred),
            booleanArray,
          )}::boolean[],
          ${stays.map((stay) => stay.useId)}::uuid[],
          ${stays.map((stay) => json(stay.charges))}::text[],
          ${stays.map((stay) => stay.status)}::text[],
          ${stays.map((stay) => stay.dischargedOn)}::date[],
          ${stays.map((stay) => stay.openedAt)}::timestamptz[]
        ) as t (${tx.unsafe(stayColumns)})
        on conflict (person_id, stay_id) do update set version = excluded.version, charges = excluded.charges,
          status = excluded.status, discharged_on = excluded.discharged_on`,
      insertNumbers(
        tx,
        admitted.map(({ personId, stayId: id, institutionId, admissionNumber: number }) => ({
          ...{ personId, id, institutionId, number },
          kind: 'admission',
        })),
      ),
    ])
  },
}

const claimColumns = `person_id, claim_id, version, institution_id, bill_number, served_on, emergency, district, lines, terms,
  papers, taken_by, status, decided_by, reason, settlement_id, taken_at`

export async function claimsByIds(
  tx: Transaction,
  keys: readonly { readonly personId: string; readonly claimId: string }[],
): Promise<Map<string, Stored<MedicalClaim>>> {
  const rows = await tx<Stored<MedicalClaim>[]>`
    select ${tx.unsafe(claimColumns)} from medical_claim
    where (person_id, claim_id) in (
      select * from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ claimId }) => claimId)}::uuid[]))`
  return new Map(rows.map((row) => [row.claimId, { ...row }]))
}

export interface ClaimPage {
  readonly district: string | null
  readonly status: MedicalClaim['status'] | null
  readonly after: string | null
  readonly limit: number
}

/** Identifiers follow time: the latest first. */
export async function claimsPage(
  db: Database,
  { district, status, after, limit }: ClaimPage,
): Promise<readonly MedicalClaim[]> {
  const rows = await db<Stored<MedicalClaim>[]>`
    select ${db.unsafe(claimColumns)} from medical_claim
    where (${status}::text is null or status = ${status}) and (${district}::text is null or district = ${district})
      and (${after}::uuid is null or claim_id < ${after}::uuid)
    order by claim_id desc limit ${limit}`
  return rows.map(({ version: _, ...row }) => row)
}

export const medicalClaimStream: Stream<MedicalClaim, MedicalClaimEvent> = {
  name: 'medical-claim',
  evolve: evolveMedicalClaim,
  async save(tx, claims) {
    await tx`
      insert into medical_claim (${tx.unsafe(claimColumns)})
      select person_id, claim_id, version, institution_id, bill_number, served_on, emergency, district, lines::jsonb,
        terms::jsonb, papers, taken_by, status, decided_by, reason, settlement_id, taken_at
      from unnest(
        ${claims.map((claim) => claim.personId)}::uuid[],
        ${claims.map((claim) => claim.claimId)}::uuid[],
        ${claims.map((claim) => claim.version)}::integer[],
        ${claims.map((claim) => claim.institutionId)}::text[],
        ${claims.map((claim) => claim.billNumber)}::text[],
        ${claims.map((claim) => claim.servedOn)}::date[],
        ${tx.array(
          claims.map((claim) => claim.emergency),
          booleanArray,
        )}::boolean[],
        ${claims.map((claim) => claim.district)}::text[],
        ${claims.map((claim) => json(claim.lines))}::text[],
        ${claims.map((claim) => json(claim.terms))}::text[],
        ${claims.map((claim) => claim.papers)}::text[],
        ${claims.map((claim) => claim.takenBy)}::text[],
        ${claims.map((claim) => claim.status)}::text[],
        ${claims.map((claim) => claim.decidedBy)}::text[],
        ${claims.map((claim) => claim.reason)}::text[],
        ${claims.map((claim) => claim.settlementId)}::uuid[],
        ${claims.map((claim) => claim.takenAt)}::timestamptz[]
      ) as t (${tx.unsafe(claimColumns)})
      on conflict (person_id, claim_id) do update set version = excluded.version, status = excluded.status,
        decided_by = excluded.decided_by, reason = excluded.reason, settlement_id = excluded.settlement_id`
  },
}

const itemColumns = `code, valid_from as "from", version, kind, name, class, own_per_mille, ceiling, valid_until as until, source`

/** All versions of these codes, by code. */
export async function itemsOfCodes(db: Sql, codes: readonly string[]): Promise<Map<string, Stored<MedicalItem>[]>> {
  const rows = await db<Stored<MedicalItem>[]>`
    select ${db.unsafe(itemColumns)} from medical_item where code = any(${[...new Set(codes)]}::text[])`
  return Map.groupBy(
    rows.map((row) => ({ ...row })),
    ({ code }) => code,
  )
}

export interface ItemPage {
  readonly on: Day
  readonly code: string | null
  readonly name: string | null
  readonly after: string
  readonly limit: number
}

/** The versions in force on the day, in the order of their codes. */
export async function itemsPage(
  db: Database,
  { on, code, name, after, limit }: ItemPage,
): Promise<readonly MedicalItem[]> {
  const part = name === null ? null : `%${name.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<Stored<MedicalItem>[]>`
    select ${db.unsafe(itemColumns)} from medical_item i
    where code > ${after} and (${code}::text is null or code = ${code})
      and valid_from = (select max(valid_from) from medical_item l where l.code = i.code and l.valid_from <= ${on})
      and (valid_until is null or ${on} <= valid_until)
      and (${part}::text is null or name ->> 'zh' ilike ${part} or name ->> 'en' ilike ${part})
    order by code limit ${limit}`
  return rows.map(({ version: _, ...row }) => row)
}

export const medicalItemStream: Stream<MedicalItem, MedicalItemEvent> = {
  name: 'medical-item',
  evolve: evolveMedicalItem,
  async save(tx, items) {
    await tx`
      insert into medical_item (code, valid_from, version, kind, name, class, own_per_mille, ceiling, valid_until, source)
      select code, valid_from, version, kind, name::jsonb, class, own_per_mille, ceiling, valid_until, source from unnest(
        ${items.map((item) => item.code)}::text[],
        ${items.map((item) => item.from)}::date[],
        ${items.map((item) => item.version)}::integer[],
        ${items.map((item) => item.kind)}::text[],
        ${items.map((item) => json(item.name))}::text[],
        ${items.map((item) => item.class)}::text[],
        ${items.map((item) => item.ownPerMille)}::integer[],
        ${items.map((item) => item.ceiling)}::bigint[],
        ${items.map((item) => item.until)}::date[],
        ${items.map((item) => item.source)}::text[]
      ) as t (code, valid_from, version, kind, name, class, own_per_mille, ceiling, valid_until, source)`
  },
}

/** The same, by the name of the version. */
export function byVersion(
  items: ReadonlyMap<string, readonly Stored<MedicalItem>[]>,
): Map<string, Stored<MedicalItem>> {
  return new Map([...items.values()].flat().map((item) => [itemVersion(item), item]))
}

export interface InstitutionPage {
  readonly institutionId: string
  readonly day: Day
  readonly after: string
  readonly limit: number
}

/** What an institution settled for one day of service. */
export async function settlementsOfDay(
  db: Database,
  { institutionId, day, after, limit }: InstitutionPage,
): Promise<readonly Stored<MedicalSettlement>[]> {
  return db<Stored<MedicalSettlement>[]>`
    select ${db.unsafe(settlementColumns)} from medical_settlement
    where institution_id = ${institutionId} and served_on = ${day} and settlement_id > ${after}::uuid
    order by settlement_id limit ${limit}`
}

export interface SettlementFigure {
  readonly month: string
  readonly insurance: string
  readonly treatment: 'outpatient' | 'inpatient'
  readonly bills: number
  readonly fund: number
  readonly largeAmount: number
  readonly account: number
  readonly own: number
}

/** What stands of the months, by insurance and kind of treatment. */
export async function figuresOf(db: Database, from: Day, before: Day): Promise<readonly SettlementFigure[]> {
  return db<SettlementFigure[]>`
    select to_char(served_on, 'YYYY-MM') as month, insurance, treatment, count(*)::integer as bills,
      sum(fund)::bigint as fund, sum(large_amount)::bigint as large_amount, sum(account)::bigint as account,
      sum(own)::bigint as own
    from medical_settlement
    where served_on >= ${from} and served_on < ${before} and status = 'settled'
    group by 1, 2, 3 order by 1, 2, 3`
}

/**
 * What these institutions ever had in contract for medical settlement, by institution: late bills are judged by the agreement of the day
 * of service, which may have ended since.
 */
export async function medicalAgreements(
  tx: Transaction,
  institutionIds: readonly string[],
): Promise<Map<string, PastAgreement[]>> {
  const rows = await tx<(PastAgreement & { institutionId: string })[]>`
    select institution_id, status, valid_from as "from", valid_until as until from agreement
    where institution_id = any(${[...new Set(institutionIds)]}::text[]) and service_id = ${medicalService}
      and status <> 'proposed'`
  return Map.groupBy(
    rows.map((row) => ({ ...row })),
    ({ institutionId }) => institutionId,
  )
}
