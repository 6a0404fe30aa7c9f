import type { Day } from '../calendar/instant.ts'
import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { type Organisation, type OrganisationEvent, organisationEvent } from './organisation.ts'
import { ofAnother } from './system-client.ts'

export interface RenameOrganisation {
  readonly organisationId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly from: string
}

/** Article 6: a body that is merged or renamed keeps its identifier; the name gets the day from which it is borne. */
export function renameOrganisation(
  organisation: Organisation | undefined,
  command: RenameOrganisation,
  context: AccessContext,
): AccessDecision<OrganisationEvent, { readonly organisationId: string }> {
  if (organisation === undefined) return refused('not-found')
  if (ofAnother(context, organisation.organisationId)) return refused('other-organisation')
  const { organisationId, names } = organisation
  const last = names.at(-1)?.from ?? organisation.validFrom
  if (command.from <= last) return refused('name-not-later', { from: last })
  const name = { from: command.from as Day, ...command.name }
  return {
    accepted: true,
    events: [organisationEvent(organisationId, 'organisation-renamed', { name })],
    answer: { organisationId },
  }
}
