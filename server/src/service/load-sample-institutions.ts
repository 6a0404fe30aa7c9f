import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { proposeAgreement, registerInstitution, signAgreement } from '@yika/core/service/catalogue-schema.ts'
import { catalogueFrom, firstServices } from '@yika/core/service/first-services.ts'
import type { Executor } from '../kernel/execute.ts'
import { sampleInstitutions, sampleLegalBasis } from './sample-institutions.ts'

/** Institutions of the sample city with agreements that somebody else has signed; running it again changes nothing. */
export async function loadSampleInstitutions(executor: Executor, signer: Actor): Promise<void> {
  await executor.executeAll(
    registerInstitution,
    sampleInstitutions.map(({ services: _, ...institution }) => ({
      actor: systemActor,
      key: `sample-institution-${institution.institutionId}`,
      input: { ...institution, validFrom: catalogueFrom, validUntil: null },
    })),
  )
  const wanted = sampleInstitutions.flatMap(({ institutionId, services }) =>
    services.map((serviceId) => ({ institutionId, serviceId })),
  )
  const proposed = await executor.executeAll(
    proposeAgreement,
    wanted.map(({ institutionId, serviceId }) => ({
      actor: systemActor,
      key: `sample-agreement-${institutionId}-${serviceId}`,
      input: {
        ...{ institutionId, serviceId, legalBasis: sampleLegalBasis, from: catalogueFrom, until: null },
        personal: firstServices[serviceId]?.personal ?? [],
        facts: firstServices[serviceId]?.facts ?? [],
      },
    })),
  )
  const agreementIds = proposed.flatMap((outcome) =>
    outcome.status === 'accepted' ? [(outcome.answer as { agreementId: string }).agreementId] : [],
  )
  await executor.executeAll(
    signAgreement,
    agreementIds.map((agreementId) => ({
      actor: signer,
      key: `sample-signature-${agreementId}`,
      input: { agreementId },
    })),
  )
}
