import { type AccessRefused, refused } from './access-decision.ts'
import { type Organisation, responsibleDepartment } from './organisation.ts'
import type { StaffPlace, StaffRole } from './staff.ts'

/**
 * M6.3: officers and managers of the whole city act for the responsible department alone, a district's officers for it or
 * for the body of that very district. Without this an administrator of any body could make itself an officer of the city.
 */
export function roleNotOfBody(
  role: StaffRole,
  { organisationId, district }: Pick<StaffPlace, 'organisationId' | 'district'>,
  organisation: Pick<Organisation, 'kind' | 'district'> | undefined,
): AccessRefused | undefined {
  if (organisationId === responsibleDepartment) return undefined
  const ofCity = role === 'bureau-officer' || role === 'production-manager'
  const ofOtherDistrict =
    role === 'district-officer' && !(organisation?.kind === 'district' && organisation.district === district)
  return ofCity || ofOtherDistrict ? refused('role-not-of-organisation', { role, organisationId }) : undefined
}
