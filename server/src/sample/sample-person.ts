import type { Day } from '@yika/core/calendar/instant.ts'
import type { GroundKind } from '@yika/core/holder/ground.ts'
import type { PersonKind } from '@yika/core/holder/person.ts'
import type { District } from '@yika/core/identifier/district.ts'
import type { SampleChip } from './sample-chip.ts'

/** A card of the second or third generation that the person already has. */
export interface SampleCard {
  readonly generation: 2 | 3
  readonly cardNumber: string
  readonly issuedOn: Day
  readonly expiresOn: Day
  readonly social: 'enabled' | 'suspended-formal' | 'cancelled'
  /** Third generation alone: the bank of its financial function, by CNAPS code, and what the register holds of its chip. */
  readonly bank: string | null
  readonly chip: SampleChip | null
}

export type Occupation = 'infant' | 'pupil' | 'student' | 'employed' | 'self-employed' | 'without-work' | 'retired'

/** A resident as the registers of the city would hand them over, in the words of `register-person`. */
export interface SamplePerson {
  /** Stands for the person within the city; the same index and seed are the same person in a city of any size. */
  readonly index: number
  readonly kind: PersonKind
  readonly name: string
  readonly sex: '1' | '2'
  readonly birthOn: Day
  readonly identityNumber: string
  readonly documentNumber: string | null
  /** ISO 3166 alpha-3. */
  readonly nationality: string
  /** GB/T 3304. */
  readonly ethnicGroup: string
  readonly district: District
  readonly address: string
  /** A minor has the guardian's number. */
  readonly phone: string
  /** Index of the first member of the household. */
  readonly household: number
  /** Indexes of the parents a minor lives with. */
  readonly guardians: readonly number[]
  readonly occupation: Occupation
  /** Unified code of employer or school. */
  readonly organisation: string | null
  readonly grounds: readonly GroundKind[]
  readonly card: SampleCard | null
}
