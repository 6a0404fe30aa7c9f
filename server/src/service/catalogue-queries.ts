import type { Actor } from '@yika/core/access/actor.ts'
import type { SignedAgreement } from '@yika/core/service/agreement.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import * as schema from '@yika/core/service/catalogue-schema.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import { nobody } from '../kernel/identifier.ts'
import { type Query, query } from '../kernel/query.ts'
import { agreementsPage, institutionById, institutionsPage, serviceById } from './catalogue-store.ts'

const pageDefault = 50

interface AgreementsLoaded {
  readonly agreements: readonly SignedAgreement[]
  readonly institutions: ReadonlyMap<string, Institution>
  readonly services: ReadonlyMap<string, CatalogueEntry>
}

/** A department sees the agreements for its own services. */
export const ownOf = (actor: Actor): string | null => (actor.role === 'department-user' ? actor.organisationId : null)

export const catalogueQueries: readonly Query[] = [
  query<typeof schema.institutions, readonly Institution[]>({
    operation: schema.institutions,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input }) => {
          const { institutionId = null, kind = null, organisationId = null, district = null } = input
          const { after = '', limit = pageDefault } = input
          return institutionsPage(db, { institutionId, kind, organisationId, district, after, limit: limit + 1 })
        }),
      ),
    subjects: () => [{}],
    fields: [],
    answer(institutions, { limit = pageDefault }) {
      const shown = institutions.slice(0, limit)
      return {
        institutions: shown.map(({ institutionId, kind, organisationId, name, district, ...rest }) => {
          const { grade, community, validFrom, validUntil } = rest
          return { institutionId, kind, organisationId, name, district, grade, community, validFrom, validUntil }
        }),
        next: institutions.length > limit ? (shown.at(-1)?.institutionId ?? null) : null,
      }
    },
  }),
  query<typeof schema.agreements, AgreementsLoaded>({
    operation: schema.agreements,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ actor, input }) => {
          const { institutionId = null, serviceId = null, status = null, after = nobody, limit = pageDefault } = input
          const organisationId = ownOf(actor)
          const page = { institutionId, serviceId, organisationId, status, after, limit: limit + 1 }
          const agreements = await agreementsPage(db, page)
          const [institutions, services] = await Promise.all([
            institutionById(
              db,
              agreements.map((one) => one.institutionId),
            ),
            serviceById(
              db,
              agreements.map((one) => one.serviceId),
            ),
          ])
          return { agreements, institutions, services }
        }),
      ),
    subjects(_loaded, _input, actor) {
      const organisationId = ownOf(actor)
      return [organisationId === null ? {} : { organisationId }]
    },
    fields: [],
    answer({ agreements, institutions, services }, { limit = pageDefault }) {
      const shown = agreements.slice(0, limit)
      const unnamed = { zh: '', en: '' }
      return {
        agreements: shown.map(({ agreementId, institutionId, serviceId, personal, facts, legalBasis, ...rest }) => {
          const { from, until, status, proposedBy, signedBy } = rest
          return {
            ...{ agreementId, institutionId, serviceId, legalBasis, from, until, status, proposedBy, signedBy },
            ...{ personal: [...personal], facts: [...facts] },
            institution: institutions.get(institutionId)?.name ?? unnamed,
            service: services.get(serviceId)?.name ?? unnamed,
          }
        }),
        next: agreements.length > limit ? (shown.at(-1)?.agreementId ?? null) : null,
      }
    },
  }),
]
