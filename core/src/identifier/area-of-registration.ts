import { abolishedDistricts, districts } from './district.ts'

/** First two digits of GB/T 2260: the provinces. Hong Kong and Macao register their people themselves. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
)

/**
 * Whether a citizen can have been registered under this code. A number keeps the area of its first registration, so
 * abolished areas stay valid; outside Beijing only the province is judged, because no complete list of all codes since
 * 1984 is at hand and a wrong "no" would shut a person out.
 */
export function isAreaOfRegistration(code: string): boolean {
  if (!/^\d{6}$/.test(code)) return false
  if (code.startsWith('11'))
    return (
      code === '110000' ||
      code === '110100' ||
      Object.hasOwn(districts, code) ||
      Object.hasOwn(abolishedDistricts, code)
    )
  return provinces.has(code.slice(0, 2)) && code.slice(2) !== '0000'
}
