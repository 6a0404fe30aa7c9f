import { accept, type Decision, refuse } from '../decision/decision.ts'
import { districts } from '../identifier/district.ts'
import { type Institution, type InstitutionEvent, institutionEvent } from './institution.ts'

/** Article 5: whoever serves with the card is on record, with the body that supervises it. */
export function registerInstitution(
  known: Institution | undefined,
  organisationKnown: boolean,
  institution: Institution,
): Decision<InstitutionEvent, { institutionId: string }> {
  const { institutionId, organisationId, validFrom, validUntil } = institution
  if (known !== undefined) return refuse('institution-exists', { institution: institutionId })
  if (!organisationKnown) return refuse('organisation-unknown', { organisationId })
  if (validUntil !== null && validUntil < validFrom) return refuse('period-reversed', { from: validFrom })
  const unfit = institutionUnfit(institution)
  if (unfit !== undefined) return unfit
  const { institutionId: _, ...data } = institution
  return accept([institutionEvent(institutionId, 'institution-registered', data)], { institutionId })
}

/** Rates of insurance depend on grade and kind: a hospital has a grade, nobody else has, and only hospitals are of a community. */
export function institutionUnfit({
  kind,
  grade,
  community,
  district,
}: Pick<Institution, 'kind' | 'grade' | 'community' | 'district'>) {
  if (!Object.hasOwn(districts, district)) return refuse('district-unknown', { district })
  const isHospital = kind === 'hospital'
  return isHospital === (grade !== null) && (isHospital || !community) ? undefined : refuse('institution-grade-unfit')
}
