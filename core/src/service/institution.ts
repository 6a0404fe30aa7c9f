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
