import { nameOn, type Organisation } from '@yika/core/access/organisation.ts'
import { type AgreementEvent, evolveAgreement, type SignedAgreement } from '@yika/core/service/agreement.ts'
import { type CatalogueEntry, type CatalogueEvent, evolveCatalogue } from '@yika/core/service/catalogue-entry.ts'
import { evolveInstitution, type Institution, type InstitutionEvent } from '@yika/core/service/institution.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type Sql = Database | Transaction

const serviceColumns = `service_id, version, field, name, organisation_id, carriers, actions, loading, loaded_at, holds_days,
  condition, personal, facts, fee_key, replaces_card, valid_from as "from", valid_until as until, own_card, published_by`
const institutionColumns =
  'institution_id, version, kind, organisation_id, name, district, grade, community, valid_from, valid_until'
const agreementColumns = `agreement_id, version, institution_id, service_id, personal, facts, legal_basis,
  valid_from as "from", valid_until as until, status, proposed_by, signed_by`

/** The named services, by id; a read by key, so it is as fresh as its transaction. */
export async function serviceById(
  db: Sql,
  serviceIds: readonly string[],
  lock: 'lock' | 'read' = 'read',
): Promise<Map<string, Stored<CatalogueEntry>>> {
  const wanted = [...new Set(serviceIds)]
  if (wanted.length === 0) return new Map()
  const rows = await db<Stored<CatalogueEntry>[]>`
    select ${db.unsafe(serviceColumns)} from card_service where service_id = any(${wanted}::text[])
    order by service_id ${lock === 'lock' ? db`for update` : db``}`
  return new Map(rows.map((row) => [row.serviceId, { ...row }]))
}

/** The whole catalogue, the ended entries, too: some hundred at most. */
export async function allServices(db: Sql): Promise<Map<string, Stored<CatalogueEntry>>> {
  const rows = await db<Stored<CatalogueEntry>[]>`
    select ${db.unsafe(serviceColumns)} from card_service order by field, service_id`
  return new Map(rows.map((row) => [row.serviceId, { ...row }]))
}

/** The named institutions, by id. */
export async function institutionById(
  db: Sql,
  institutionIds: readonly string[],
  lock: 'lock' | 'read' = 'read',
): Promise<Map<string, Stored<Institution>>> {
  const wanted = [...new Set(institutionIds)]
  if (wanted.length === 0) return new Map()
  const rows = await db<Stored<Institution>[]>`
    select ${db.unsafe(institutionColumns)} from institution where institution_id = any(${wanted}::text[])
    order by institution_id ${lock === 'lock' ? db`for update` : db``}`
  return new Map(rows.map((row) => [row.institutionId, { ...row }]))
}

/** What these institutions have in contract or proposed, by institution; ended agreements are not among them. */
export async function agreementsOf(
  db: Sql,
  institutionIds: readonly string[],
): Promise<Map<string, Stored<SignedAgreement>[]>> {
  const wanted = [...new Set(institutionIds)]
  if (wanted.length === 0) return new Map()
  const rows = await db<Stored<SignedAgreement>[]>`
    select ${db.unsafe(agreementColumns)} from agreement
    where institution_id = any(${wanted}::text[]) and status <> 'ended'
    order by institution_id, service_id`
  return Map.groupBy(
    rows.map((row) => ({ ...row })),
    ({ institutionId }) => institutionId,
  )
}

/** The named agreements, by id, locked: they are about to change. */
export async function lockAgreements(
  tx: Transaction,
  agreementIds: readonly string[],
): Promise<Map<string, Stored<SignedAgreement>>> {
  const rows = await tx<Stored<SignedAgreement>[]>`
    select ${tx.unsafe(agreementColumns)} from agreement where agreement_id = any(${[...new Set(agreementIds)]}::uuid[])
    order by agreement_id for update`
  return new Map(rows.map((row) => [row.agreementId, { ...row }]))
}

/** Which of these bodies are in the register of Article 6 and in force on the day. */
export async function organisationsInForce(
  db: Sql,
  organisationIds: readonly string[],
  on: string,
): Promise<ReadonlySet<string>> {
  const rows = await db<{ organisationId: string }[]>`
    select organisation_id from organisation
    where organisation_id = any(${[...new Set(organisationIds)]}::text[])
      and valid_from <= ${on} and (valid_until is null or ${on} <= valid_until)`
  return new Set(rows.map(({ organisationId }) => organisationId))
}

export interface InstitutionPage {
  readonly institutionId: string | null
  readonly kind: string | null
  readonly organisationId: string | null
  readonly district: string | null
  readonly after: string
  readonly limit: number
}

export async function institutionsPage(db: Database, page: InstitutionPage): Promise<readonly Stored<Institution>[]> {
  const { institutionId, kind, organisationId, district, after, limit } = page
  return db<Stored<Institution>[]>`
    select ${db.unsafe(institutionColumns)} from institution
    where institution_id > ${after}
      and (${institutionId}::text is null or institution_id = ${institutionId})
      and (${kind}::text is null or kind = ${kind})
      and (${organisationId}::text is null or organisation_id = ${organisationId})
      and (${district}::text is null or district = ${district})
    order by institution_id limit ${limit}`
}

export interface AgreementPage {
  readonly institutionId: string | null
  readonly serviceId: string | null
  /** The body that owns the service. */
  readonly organisationId: string | null
  readonly status: string | null
  readonly after: string
  readonly limit: number
}

/** Agreements in the order in which they were proposed. */
export async function agreementsPage(db: Database, page: AgreementPage): Promise<readonly Stored<SignedAgreement>[]> {
  const { institutionId, serviceId, organisationId, status, after, limit } = page
  return db<Stored<SignedAgreement>[]>`
    select ${db.unsafe(agreementColumns)} from agreement a
    where agreement_id > ${after}::uuid
      and (${institutionId}::text is null or institution_id = ${institutionId})
      and (${serviceId}::text is null or service_id = ${serviceId})
      and (${status}::text is null or status = ${status})
      and (${organisationId}::text is null or exists (
        select from card_service s where s.service_id = a.service_id and s.organisation_id = ${organisationId}))
    order by agreement_id limit ${limit}`
}

const booleanArray = 1000
const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

export const catalogueStream: Stream<CatalogueEntry, CatalogueEvent> = {
  name: 'card-service',
  evolve: evolveCatalogue,
  async save(tx, states) {
    await tx`
      insert into card_service (service_id, version, field, name, organisation_id, carriers, actions, loading, loaded_at,
        holds_days, condition, personal, facts, fee_key, replaces_card, valid_from, valid_until, own_card, published_by)
      select service_id, version, field, name::jsonb, organisation_id, carriers::jsonb, actions::jsonb, loading,
        loaded_at::jsonb, holds_days, condition::jsonb, personal::jsonb, facts::jsonb, fee_key, replaces_card::jsonb,
        valid_from, valid_until, own_card::jsonb, published_by
      from unnest(
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.field)}::text[],
        ${states.map((state) => json(state.name))}::text[],
        ${states.map((state) => state.organisationId)}::text[],
        ${states.map((state) => json(state.carriers))}::text[],
        ${states.map((state) => json(state.actions))}::text[],
        ${states.map((state) => state.loading)}::text[],
        ${states.map((state) => json(state.loadedAt))}::text[],
        ${states.map((state) => state.holdsDays)}::integer[],
        ${states.map((state) => json(state.condition))}::text[],
        ${states.map((state) => json(state.personal))}::text[],
        ${states.map((state) => json(state.facts))}::text[],
        ${states.map((state) => state.feeKey)}::text[],
        ${states.map((state) => json(state.replacesCard))}::text[],
        ${states.map((state) => state.from)}::date[],
        ${states.map((state) => state.until)}::date[],
        ${states.map((state) => json(state.ownCard))}::text[],
        ${states.map((state) => state.publishedBy)}::text[]
      ) as t (service_id, version, field, name, organisation_id, carriers, actions, loading, loaded_at, holds_days,
        condition, personal, facts, fee_key, replaces_card, valid_from, valid_until, own_card, published_by)
      on conflict (service_id) do update set version = excluded.version, valid_until = excluded.valid_until`
  },
}

export const institutionStream: Stream<Institution, InstitutionEvent> = {
  name: 'institution',
  evolve: evolveInstitution,
  async save(tx, states) {
    await tx`
      insert into institution (institution_id, version, kind, organisation_id, name, district, grade, community,
        valid_from, valid_until)
      select institution_id, version, kind, organisation_id, name::jsonb, district, grade, community, valid_from, valid_until
      from unnest(
        ${states.map((state) => state.institutionId)}::text[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.kind)}::text[],
        ${states.map((state) => state.organisationId)}::text[],
        ${states.map((state) => json(state.name))}::text[],
        ${states.map((state) => state.district)}::text[],
        ${states.map((state) => state.grade)}::integer[],
        ${tx.array(
          states.map((state) => state.community),
          booleanArray,
        )}::boolean[],
        ${states.map((state) => state.validFrom)}::date[],
        ${states.map((state) => state.validUntil)}::date[]
      ) as t (institution_id, version, kind, organisation_id, name, district, grade, community, valid_from, valid_until)
      on conflict (institution_id) do update set version = excluded.version, name = excluded.name,
        district = excluded.district, grade = excluded.grade, community = excluded.community,
        valid_until = excluded.valid_until`
  },
}

export const agreementStream: Stream<SignedAgreement, AgreementEvent> = {
  name: 'agreement',
  evolve: evolveAgreement,
  async save(tx, states) {
    await tx`
      insert into agreement (agreement_id, version, institution_id, service_id, personal, facts, legal_basis, valid_from,
        valid_until, status, proposed_by, signed_by)
      select agreement_id, version, institution_id, service_id, personal::jsonb, facts::jsonb, legal_basis, valid_from,
        valid_until, status, proposed_by, signed_by
      from unnest(
        ${states.map((state) => state.agreementId)}::uuid[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.institutionId)}::text[],
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => json(state.personal))}::text[],
        ${states.map((state) => json(state.facts))}::text[],
        ${states.map((state) => state.legalBasis)}::text[],
        ${states.map((state) => state.from)}::date[],
        ${states.map((state) => state.until)}::date[],
        ${states.map((state) => state.status)}::text[],
        ${states.map((state) => state.proposedBy)}::text[],
        ${states.map((state) => state.signedBy)}::text[]
      ) as t (agreement_id, version, institution_id, service_id, personal, facts, legal_basis, valid_from, valid_until,
        status, proposed_by, signed_by)
      on conflict (agreement_id) do update set version = excluded.version, status = excluded.status,
        valid_until = excluded.valid_until, signed_by = excluded.signed_by`
  },
}

/** How these bodies are called on the day. */
export async function organisationNames(
  db: Sql,
  organisationIds: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> {
  const rows = await db<Pick<Organisation, 'organisationId' | 'names'>[]>`
    select organisation_id, names from organisation where organisation_id = any(${[...new Set(organisationIds)]}::text[])`
  return new Map(
    rows.map((row) => {
      const { zh, en } = nameOn(row, on)
      return [row.organisationId, { zh, en }]
    }),
  )
}
