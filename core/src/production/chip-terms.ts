import { issuingArea } from '../holder/person.ts'
import { isAreaOfRegistration } from '../identifier/area-of-registration.ts'

/**
 * What every new card says of itself beside its holder. Simulated: what the class means and how the initialising body is coded is not
 * public; the values are those of the specimen for this area.
 */
export const chipTerms = {
  specification: '3.00',
  area: issuingArea,
  cardClass: '3',
  initialisingBody: '911100000000',
} as const

/** 出生地, six digits: the area in a citizen's number; the issuing area for whoever has no such number. */
export function birthPlaceOf(ssn: string): string {
  const area = ssn.slice(0, 6)
  return ssn.length === 18 && isAreaOfRegistration(area) ? area : issuingArea
}
