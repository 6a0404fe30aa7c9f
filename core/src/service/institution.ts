import type { Day } from '../calendar/instant.ts'

export const institutionKinds = [
  'hospital',
  'pharmacy',
  'transit',
  'park',
  'library',
  'museum',
  'fee-office',
  'paying-office',
  'service-hall',
  'credit-bureau',
] as const
export type InstitutionKind = (typeof institutionKinds)[number]

/** Who serves holders with the card; the body that supervises it is one of Article 6. */
export interface Institution {
  readonly institutionId: string
  readonly kind: InstitutionKind
  readonly organisationId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly district: string
  /** Grade of a hospital, 1 to 3; null for everybody else. */
  readonly grade: 1 | 2 | 3 | null
  /** A community health institution: other rates hold there. */
  readonly community: boolean
  readonly validFrom: Day
  readonly validUntil: Day | null
}

export interface InstitutionEventData {
  'institution-registered': Omit<Institution, 'institutionId'>
  'institution-changed': Partial<Pick<Institution, 'name' | 'district' | 'grade' | 'community'>>
  'institution-ended': { readonly validUntil: Day }
}

export type InstitutionEvent = {
  readonly [Name in keyof InstitutionEventData]: {
    readonly stream: 'institution'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: InstitutionEventData[Name]
  }
}[keyof InstitutionEventData]

export function institutionEvent<Name extends keyof InstitutionEventData>(
  id: string,
  name: Name,
  data: InstitutionEventData[Name],
): InstitutionEvent {
  return { stream: 'institution', id, personId: null, name, data } as InstitutionEvent
}

export function evolveInstitution(state: Institution | undefined, event: InstitutionEvent): Institution {
  if (event.name === 'institution-registered') return { institutionId: event.id, ...event.data }
  if (state === undefined) throw new Error(`${event.name} of an institution that does not exist`)
  return { ...state, ...event.data }
}

export function institutionInForce(
  { validFrom, validUntil }: Pick<Institution, 'validFrom' | 'validUntil'>,
  on: Day,
): boolean {
  return validFrom <= on && (validUntil === null || on <= validUntil)
}
