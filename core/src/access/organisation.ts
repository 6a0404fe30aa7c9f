import type { Day } from '../calendar/instant.ts'

/**
 * Article 6 names three sorts of bodies; districts and streets act under the responsible department (M6.3), and the list
 * is open ("and others"): a factory, an audit office.
 */
export const organisationKinds = [
  'responsible-department',
  'field-department',
  'cooperating-regulator',
  'district',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** The municipal department of human resources and social security: it manages production and distribution. */
export const responsibleDepartment = 'human-resources'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Bodies merge and are renamed: the identifier stays, names are dated (M6.6). */
export interface OrganisationName extends Bilingual {
  readonly from: Day
}

export interface Organisation {
  readonly organisationId: string
  readonly kind: OrganisationKind
  readonly field: Bilingual
  /** In order of `from`. */
  readonly names: readonly OrganisationName[]
  readonly contact: string
  /** GB/T 2260 code of its area of jurisdiction; null for the whole city. */
  readonly district: string | null
  readonly validFrom: Day
  readonly validUntil: Day | null
}

export interface OrganisationEventData {
  'organisation-registered': Omit<Organisation, 'organisationId' | 'names'> & { readonly name: OrganisationName }
  'organisation-renamed': { readonly name: OrganisationName }
  'organisation-ended': { readonly validUntil: Day }
}

export type OrganisationEvent = {
  readonly [Name in keyof OrganisationEventData]: {
    readonly stream: 'organisation'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: OrganisationEventData[Name]
  }
}[keyof OrganisationEventData]

export function organisationEvent<Name extends keyof OrganisationEventData>(
  id: string,
  name: Name,
  data: OrganisationEventData[Name],
): OrganisationEvent {
  return { stream: 'organisation', id, personId: null, name, data } as OrganisationEvent
}

export function evolveOrganisation(state: Organisation | undefined, event: OrganisationEvent): Organisation {
  if (event.name === 'organisation-registered') {
    const { name, ...rest } = event.data
    return { organisationId: event.id, ...rest, names: [name] }
  }
  if (state === undefined) throw new Error(`${event.name} of an organisation that does not exist`)
  switch (event.name) {
    case 'organisation-renamed':
      return { ...state, names: [...state.names, event.data.name] }
    case 'organisation-ended':
      return { ...state, validUntil: event.data.validUntil }
  }
}

export function inForce(organisation: Organisation, day: string): boolean {
  return organisation.validFrom <= day && (organisation.validUntil === null || day <= organisation.validUntil)
}

/** The name that a body bears on a day; before its first name, the first. */
export function nameOn(organisation: Pick<Organisation, 'names'>, day: string): OrganisationName {
  const borne = organisation.names.filter((name) => name.from <= day).at(-1) ?? organisation.names[0]
  if (borne === undefined) throw new Error('an organisation without a name')
  return borne
}
