import { isSamePerson } from '../access/same-person.ts'
import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type CatalogueEntry, serviceInForce } from './catalogue-entry.ts'
import { type Integration, type IntegrationEvent, integrationEvent } from './integration.ts'

export type AnnounceIntegration = Pick<Integration, 'oldCard' | 'noOwnCardFrom' | 'oldRightsUntil'>

/**
 * Article 16: from a day on a service is given with the social security card alone; old cards keep their rights until a later day. The day
 * lies ahead, so that nobody is turned away who came before it was known (M16.1).
 */
export function announceIntegration(
  service: CatalogueEntry | undefined,
  known: Integration | undefined,
  { oldCard, noOwnCardFrom, oldRightsUntil }: AnnounceIntegration,
  { actor, today }: Pick<DecisionContext, 'actor' | 'today'>,
): Decision<IntegrationEvent, { serviceId: string }> {
  if (service === undefined || !serviceInForce(service, today)) return refuse('not-found')
  const { serviceId } = service
  if (known?.status === 'in-force') return refuse('integration-exists', { service: serviceId })
  if (noOwnCardFrom <= today) return refuse('integration-day-past')
  if (oldRightsUntil < noOwnCardFrom) return refuse('period-reversed', { from: noOwnCardFrom })
  const data = { oldCard, noOwnCardFrom, oldRightsUntil, announcedBy: actor.id }
  return accept([integrationEvent(serviceId, 'integration-announced', data)], { serviceId })
}

/** Article 16: a second person signs; before, the register says nothing. */
export function signIntegration(
  integration: Integration | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<IntegrationEvent, { serviceId: string }> {
  if (integration === undefined) return refuse('not-found')
  const { serviceId, status, announcedBy } = integration
  if (status !== 'announced') return refuse('integration-exists', { service: serviceId })
  if (isSamePerson(actor, announcedBy)) return refuse('same-person-twice')
  return accept([integrationEvent(serviceId, 'integration-signed', { signedBy: actor.id })], { serviceId })
}

/** Article 16: old cards may keep their rights longer than was said, never shorter (M1.3). */
export function prolongOldRights(
  integration: Integration | undefined,
  { oldRightsUntil }: { readonly oldRightsUntil: Day },
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<IntegrationEvent, { serviceId: string }> {
  if (integration === undefined) return refuse('not-found')
  if (oldRightsUntil <= integration.oldRightsUntil) {
    return refuse('old-rights-not-shortened', { until: integration.oldRightsUntil })
  }
  const { serviceId } = integration
  return accept([integrationEvent(serviceId, 'old-rights-prolonged', { oldRightsUntil, by: actor.id })], { serviceId })
}
