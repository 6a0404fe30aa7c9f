import { organisationSeed } from '@yika/core/access/organisation-seed.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import { type AgreementEvent, agreementEvent, evolveAgreement } from '@yika/core/service/agreement.ts'
import { catalogueEvent, evolveCatalogue } from '@yika/core/service/catalogue-entry.ts'
import { catalogueFrom, firstServices } from '@yika/core/service/first-services.ts'
import { evolveInstitution, institutionEvent } from '@yika/core/service/institution.ts'
import { saveOrganisations } from '../src/access/store.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { insertEvents, type RecordedEvent } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import { agreementStream, catalogueStream, institutionStream } from '../src/service/catalogue-store.ts'
import { type SampleInstitution, sampleInstitutions, sampleLegalBasis } from '../src/service/sample-institutions.ts'

/**
 * The bodies of Article 6, the shipped catalogue, and these institutions with agreements in force, as the first start leaves them; by
 * default all of the sample city.
 */
export async function givenCatalogue(
  { db, now }: { readonly db: Database; readonly now: Instant },
  institutions: readonly SampleInstitution[] = sampleInstitutions,
): Promise<void> {
  const recorded = (event: RecordedEvent['event'], version = 1): RecordedEvent => ({
    ...{ event, version, at: now, commandId: newId(0), rules: [] },
  })
  const services = Object.entries(firstServices).map(([serviceId, entry]) =>
    catalogueEvent(serviceId, 'service-published', {
      ...entry,
      from: catalogueFrom,
      until: null,
      ownCard: null,
      publishedBy: 'system',
    }),
  )
  const registered = institutions.map(({ institutionId, services: _, ...rest }) =>
    institutionEvent(institutionId, 'institution-registered', { ...rest, validFrom: catalogueFrom, validUntil: null }),
  )
  const agreements = institutions.flatMap(({ institutionId, services: offered }) =>
    offered.map((serviceId): [AgreementEvent, AgreementEvent] => {
      const { personal = [], facts = [] } = firstServices[serviceId] ?? {}
      const id = newId(Date.parse(now))
      return [
        agreementEvent(id, 'agreement-proposed', {
          ...{ institutionId, serviceId, personal, facts, legalBasis: sampleLegalBasis },
          ...{ from: catalogueFrom, until: null, proposedBy: 'system' },
        }),
        agreementEvent(id, 'agreement-signed', { signedBy: 'officer-1' }),
      ]
    }),
  )
  const bodies = organisationSeed.map(({ organisationId, kind, field, name, contact }) => ({
    ...{ organisationId, kind, field, contact, district: null, version: 1 },
    ...{ names: [{ from: catalogueFrom as Day, ...name }], validFrom: catalogueFrom, validUntil: null },
  }))
  await db.begin(async (tx) => {
    await saveOrganisations(tx, bodies)
    await catalogueStream.save(
      tx,
      services.map((event) => ({ ...evolveCatalogue(undefined, event), version: 1 })),
    )
    await institutionStream.save(
      tx,
      registered.map((event) => ({ ...evolveInstitution(undefined, event), version: 1 })),
    )
    await agreementStream.save(
      tx,
      agreements.map(([proposed, signed]) => ({
        ...evolveAgreement(evolveAgreement(undefined, proposed), signed),
        version: 2,
      })),
    )
    await insertEvents(tx, [
      ...services.map((event) => recorded(event)),
      ...registered.map((event) => recorded(event)),
      ...agreements.flatMap(([proposed, signed]) => [recorded(proposed), recorded(signed, 2)]),
    ])
  })
}
