import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { SignedAgreement } from '@yika/core/service/agreement.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import * as schema from '@yika/core/service/catalogue-schema.ts'
import { changeInstitution, endInstitution } from '@yika/core/service/change-institution.ts'
import type { Condition } from '@yika/core/service/condition.ts'
import { endService } from '@yika/core/service/end-service.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import { proposeAgreement } from '@yika/core/service/propose-agreement.ts'
import { type PublishService, publishService } from '@yika/core/service/publish-service.ts'
import { registerInstitution } from '@yika/core/service/register-institution.ts'
import { endAgreement, signAgreement } from '@yika/core/service/sign-agreement.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import {
  agreementStream,
  agreementsOf,
  allServices,
  catalogueStream,
  institutionById,
  institutionStream,
  lockAgreements,
  organisationsInForce,
  serviceById,
} from './catalogue-store.ts'

interface CatalogueWorld {
  readonly 'card-service': Map<string, Stored<CatalogueEntry>>
  readonly organisations: ReadonlySet<string>
}

interface InstitutionWorld {
  readonly institution: Map<string, Stored<Institution>>
  readonly organisations: ReadonlySet<string>
}

interface AgreementWorld {
  readonly agreement: Map<string, Stored<SignedAgreement>>
  readonly institutions: ReadonlyMap<string, Institution>
  readonly services: ReadonlyMap<string, CatalogueEntry>
}

const ofOrganisation = (organisationId: string | undefined) => (organisationId === undefined ? {} : { organisationId })

/** Articles 5 and 16: the catalogue is data; every entry, institution and agreement is a command with an owner. */
export function catalogueCommands({ clock }: { clock(): Instant }): readonly Command[] {
  const today = () => dayOf(clock())

  async function loadInstitutions(
    tx: Transaction,
    requests: readonly Request<{ readonly institutionId: string; readonly organisationId?: string }>[],
  ): Promise<InstitutionWorld> {
    const inputs = requests.map(({ input }) => input)
    const institution = await institutionById(
      tx,
      inputs.map(({ institutionId }) => institutionId),
      'lock',
    )
    const asked = inputs.flatMap(({ organisationId }) => organisationId ?? [])
    return { institution, organisations: await organisationsInForce(tx, asked, today()) }
  }

  const ofInstitution = {
    load: loadInstitutions,
    subject: ({ institution }: InstitutionWorld, { institutionId }: { readonly institutionId: string }) =>
      ofOrganisation(institution.get(institutionId)?.organisationId),
    streams: [institutionStream],
  }

  return [
    command<typeof schema.publishService, CatalogueWorld>({
      operation: schema.publishService,
      async load(tx, requests) {
        const owners = requests.map(({ input }) => input.organisationId)
        const services = await allServices(tx)
        return { 'card-service': services, organisations: await organisationsInForce(tx, owners, today()) }
      },
      subject: (_world, { organisationId }) => ({ organisationId }),
      decide(world, input, context) {
        const { condition, ownCard, ...entry } = input
        const wish: PublishService = {
          ...entry,
          from: entry.from as Day,
          until: entry.until as Day | null,
          condition: condition as Condition,
          ...(ownCard === undefined ? {} : { ownCard }),
        }
        return publishService(world['card-service'], world.organisations.has(input.organisationId), wish, context)
      },
      conflicts: { card_service_pkey: 'service-exists' },
      streams: [catalogueStream],
    }),
    command<typeof schema.endService, CatalogueWorld>({
      operation: schema.endService,
      async load(tx, requests) {
        const ids = requests.map(({ input }) => input.serviceId)
        return { 'card-service': await serviceById(tx, ids, 'lock'), organisations: new Set() }
      },
      subject: (world, { serviceId }) => ofOrganisation(world['card-service'].get(serviceId)?.organisationId),
      decide: (world, { serviceId, until, reason }, context) =>
        endService(world['card-service'].get(serviceId), { until: until as Day, reason }, context),
      streams: [catalogueStream],
    }),
    command<typeof schema.registerInstitution, InstitutionWorld>({
      ...ofInstitution,
      operation: schema.registerInstitution,
      subject: (_world, { organisationId }) => ({ organisationId }),
      decide: ({ institution, organisations }, input) =>
        registerInstitution(
          institution.get(input.institutionId),
          organisations.has(input.organisationId),
          input as Institution,
        ),
      conflicts: { institution_pkey: 'institution-exists' },
    }),
    command<typeof schema.changeInstitution, InstitutionWorld>({
      ...ofInstitution,
      operation: schema.changeInstitution,
      decide: ({ institution }, { institutionId, ...change }) =>
        changeInstitution(institution.get(institutionId), change as Parameters<typeof changeInstitution>[1]),
    }),
    command<typeof schema.endInstitution, InstitutionWorld>({
      ...ofInstitution,
      operation: schema.endInstitution,
      decide: ({ institution }, { institutionId, validUntil }, context) =>
        endInstitution(institution.get(institutionId), { validUntil: validUntil as Day }, context),
    }),
    command<typeof schema.proposeAgreement, AgreementWorld>({
      operation: schema.proposeAgreement,
      async load(tx, requests) {
        const institutionIds = requests.map(({ input }) => input.institutionId)
        const institutions = await institutionById(tx, institutionIds)
        const services = await serviceById(
          tx,
          requests.map(({ input }) => input.serviceId),
        )
        const open = [...(await agreementsOf(tx, institutionIds)).values()].flat()
        return { institutions, services, agreement: new Map(open.map((one) => [one.agreementId, one])) }
      },
      subject: ({ services }, { serviceId }) => ofOrganisation(services.get(serviceId)?.organisationId),
      decide({ institutions, services, agreement }, input, context) {
        const others = [...agreement.values()].filter(
          ({ institutionId, status }) => institutionId === input.institutionId && status !== 'ended',
        )
        return proposeAgreement(
          { institution: institutions.get(input.institutionId), service: services.get(input.serviceId), others },
          { ...input, from: input.from as Day, until: input.until as Day | null },
          context,
        )
      },
      conflicts: { agreement_once: 'agreement-exists' },
      streams: [agreementStream],
    }),
    command<typeof schema.signAgreement, AgreementWorld>({
      ...ofAgreement,
      operation: schema.signAgreement,
      decide: ({ agreement }, { agreementId }, context) => signAgreement(agreement.get(agreementId), context),
    }),
    command<typeof schema.endAgreement, AgreementWorld>({
      ...ofAgreement,
      operation: schema.endAgreement,
      decide: ({ agreement }, { agreementId, reason }, context) =>
        endAgreement(agreement.get(agreementId), { reason }, context),
    }),
  ]
}

const ofAgreement = {
  async load(tx: Transaction, requests: readonly Request<{ readonly agreementId: string }>[]): Promise<AgreementWorld> {
    const agreement = await lockAgreements(
      tx,
      requests.map(({ input }) => input.agreementId),
    )
    const services = await serviceById(
      tx,
      [...agreement.values()].map(({ serviceId }) => serviceId),
    )
    return { agreement, services, institutions: new Map() }
  },
  /** An agreement belongs to the body whose service it opens. */
  subject({ agreement, services }: AgreementWorld, { agreementId }: { readonly agreementId: string }) {
    return ofOrganisation(services.get(agreement.get(agreementId)?.serviceId ?? '')?.organisationId)
  },
  streams: [agreementStream],
}
