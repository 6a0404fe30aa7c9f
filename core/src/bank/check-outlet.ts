import { type Refused, refuse } from '../decision/decision.ts'
import { isDistrict } from '../identifier/district.ts'
import type { OpeningHours, OutletDetails } from './outlet.ts'

/** A frame around the municipality; it only catches swapped or mistyped coordinates. */
const frame = { west: 115.4, east: 117.6, south: 39.4, north: 41.1 }

/** M3.2, M7.14: the outlet lies in a district or service area of the city and its hours can be printed. */
export function unfitOutlet(
  details: Omit<OutletDetails, 'district'> & { readonly district: string },
): Refused | undefined {
  const { district, longitude, latitude, openingHours } = details
  if (!isDistrict(district)) return refuse('district-unknown', { district })
  const inside =
    longitude >= frame.west && longitude <= frame.east && latitude >= frame.south && latitude <= frame.north
  if (!inside) return refuse('outlet-outside-city')
  const faulty = openingHours.findIndex((span, position) => !fits(span, openingHours.slice(0, position)))
  return faulty === -1 ? undefined : refuse('outlet-hours-unfit', { position: faulty + 1 })
}

function fits(span: OpeningHours, earlier: readonly OpeningHours[]): boolean {
  const apart = (other: OpeningHours) =>
    other.weekday !== span.weekday || span.to <= other.from || other.to <= span.from
  return span.from < span.to && earlier.every(apart)
}
