import type { Day } from '../calendar/instant.ts'
import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { type Organisation, type OrganisationEvent, organisationEvent } from './organisation.ts'
import { ofAnother } from './system-client.ts'

/** Article 6: the period of a body ends on a day; its past acts keep its name. */
export function endOrganisation(
  organisation: Organisation | undefined,
  command: { readonly validUntil: string },
  context: AccessContext,
): AccessDecision<OrganisationEvent, { readonly organisationId: string }> {
  if (organisation === undefined) return refused('not-found')
  if (ofAnother(context, organisation.organisationId)) return refused('other-organisation')
  const { organisationId, validFrom } = organisation
  if (command.validUntil < validFrom) return refused('period-reversed', { from: validFrom })
  const data = { validUntil: command.validUntil as Day }
  return {
    accepted: true,
    events: [organisationEvent(organisationId, 'organisation-ended', data)],
    answer: { organisationId },
  }
}
