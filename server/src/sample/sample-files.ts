import { cardOf, groundEvidence, groundSince, registration } from './load-sample-city.ts'
import type { SampleCity } from './sample-city.ts'

/** One row per person: the items of `register-person`, then the first ground and the guardian of a minor. */
export const residentColumns = [
  'kind',
  'name',
  'identityNumber',
  'documentNumber',
  'sex',
  'birthOn',
  'ethnicGroup',
  'nationality',
  'district',
  'issuingArea',
  'phone',
  'address',
  'source',
  'groundKind',
  'groundSince',
  'groundEvidence',
  'guardianNumber',
  'guardianName',
] as const

/** One row per card: whose it is, then the items of `import-card`. */
export const cardColumns = [
  'identityNumber',
  'cardNumber',
  'issuingArea',
  'generation',
  'bankId',
  'issuedOn',
  'expiresOn',
  'social',
  'finance',
  'cancelReason',
  'chipIdentificationCode',
  'atr',
  'chipKeyVersion',
  'bankCardNumber',
] as const

/** Lines of UTF-8 CSV (RFC 4180), heading first; spreadsheet programs read it because of the mark at its beginning. */
export function* residentLines(city: SampleCity): Generator<string> {
  yield `\uFEFF${residentColumns.join(',')}\r\n`
  const guardians = new Map<number, { identityNumber: string; name: string }>()
  for (const person of city.persons()) {
    if (person.index === person.household) guardians.clear()
    guardians.set(person.index, person)
    const guardian = person.guardians[0] === undefined ? undefined : guardians.get(person.guardians[0])
    const ground = person.grounds[0]
    yield row(residentColumns, {
      ...registration(person),
      groundKind: ground,
      groundSince: ground === undefined ? undefined : groundSince(person, ground),
      groundEvidence: ground === undefined ? undefined : groundEvidence(person, ground),
      guardianNumber: guardian?.identityNumber,
      guardianName: guardian?.name,
    })
  }
}

export function* cardLines(city: SampleCity): Generator<string> {
  yield `\uFEFF${cardColumns.join(',')}\r\n`
  for (const person of city.persons())
    if (person.card !== null) yield row(cardColumns, { identityNumber: person.identityNumber, ...cardOf(person.card) })
}

function row(columns: readonly string[], values: Readonly<Record<string, string | number | null | undefined>>): string {
  return `${columns.map((column) => field(values[column] ?? '')).join(',')}\r\n`
}

function field(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
