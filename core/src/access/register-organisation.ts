import type { Day } from '../calendar/instant.ts'
import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import {
  type Organisation,
  type OrganisationEvent,
  type OrganisationKind,
  organisationEvent,
  responsibleDepartment,
} from './organisation.ts'
import { ofAnother } from './system-client.ts'

export interface RegisterOrganisation {
  readonly organisationId: string
  readonly kind: OrganisationKind
  readonly field: { readonly zh: string; readonly en: string }
  readonly name: { readonly zh: string; readonly en: string }
  readonly contact: string
  readonly district?: string
  readonly validFrom: string
  readonly validUntil?: string
}

/** Article 6: the list of bodies is open, kept by the responsible department; each has a field, a contact and a period. */
export function registerOrganisation(
  known: Organisation | undefined,
  command: RegisterOrganisation,
  context: AccessContext,
): AccessDecision<OrganisationEvent, { readonly organisationId: string }> {
  const { organisationId, kind, field, name, contact, district = null, validFrom, validUntil = null } = command
  if (ofAnother(context, responsibleDepartment)) return refused('other-organisation')
  if (known !== undefined) return refused('organisation-exists', { organisationId })
  if (validUntil !== null && validUntil < validFrom) return refused('period-reversed', { from: validFrom })
  const event = organisationEvent(organisationId, 'organisation-registered', {
    kind,
    field,
    contact,
    district,
    validFrom: validFrom as Day,
    validUntil: validUntil as Day | null,
    name: { from: validFrom as Day, ...name },
  })
  return { accepted: true, events: [event], answer: { organisationId } }
}
