import { type Accumulators, emptyAccumulators } from './accumulator.ts'

/** What has accumulated for a person in a year. Its version says whether anything moved since a preview. */
export interface MedicalYear {
  readonly personId: string
  readonly year: number
  readonly accumulators: Accumulators
  /** Bills settled in the year, the reversed ones, too. */
  readonly settlements: number
}

export interface MedicalYearEvent {
  readonly stream: 'medical-year'
  /** Person and year, `0197…/2026`. */
  readonly id: string
  readonly personId: string
  readonly name: 'accumulators-moved'
  readonly data: Pick<MedicalYear, 'accumulators' | 'settlements'> & { readonly because: string }
}

export function medicalYearKey(personId: string, year: number): string {
  return `${personId}/${year}`
}

export function emptyYear(personId: string, year: number): MedicalYear {
  return { personId, year, accumulators: emptyAccumulators, settlements: 0 }
}

export function yearMoved(
  { personId, year }: Pick<MedicalYear, 'personId' | 'year'>,
  data: MedicalYearEvent['data'],
): MedicalYearEvent {
  return { stream: 'medical-year', id: medicalYearKey(personId, year), personId, name: 'accumulators-moved', data }
}

export function evolveMedicalYear(_state: MedicalYear | undefined, event: MedicalYearEvent): MedicalYear {
  const { accumulators, settlements } = event.data
  return { personId: event.personId, year: Number(event.id.split('/')[1]), accumulators, settlements }
}
