import type { PersonalField } from '../access/personal-field.ts'
import type { Day } from '../calendar/instant.ts'
import type { ReleasableFact } from './card-service.ts'

/** M5.2: an institution may use one service of the catalogue, for what the agreement says, as long as it lasts. */
export interface Agreement {
  readonly agreementId: string
  readonly institutionId: string
  readonly serviceId: string
  /** What the asker may be told; a part of what the service allows. */
  readonly personal: readonly PersonalField[]
  readonly facts: readonly ReleasableFact[]
  /** The law or contract on which it rests; credit services name a law (M5.8). */
  readonly legalBasis: string
  readonly from: Day
  readonly until: Day | null
  readonly status: 'proposed' | 'in-force' | 'ended'
  /** Staff who proposed; somebody else signs. */
  readonly proposedBy: string
}

/** Whether the institution is in contract for the service on that day. */
export function agreementHolds({ status, from, until }: Agreement, on: Day): boolean {
  return status === 'in-force' && from <= on && (until === null || on <= until)
}
