import type { Day, Instant } from '../../calendar/instant.ts'
import type { PricedLine } from './bill.ts'
import type { Terms } from './terms.ts'

/**
 * - `taken`     waits for a second person
 * - `approved`  settled; the fund's part goes to the holder
 * - `refused`   with a reason
 */
export const claimStatuses = ['taken', 'approved', 'refused'] as const

/**
 * A bill that the holder paid without the card (M1.3): lost, broken, an emergency, a hospital without a network. One member of staff takes
 * the papers, another decides.
 */
export interface MedicalClaim {
  readonly personId: string
  readonly claimId: string
  readonly institutionId: string
  readonly billNumber: string
  readonly servedOn: Day
  readonly emergency: boolean
  readonly district: string
  readonly lines: readonly PricedLine[]
  readonly terms: Terms
  /** Which papers were seen, by their numbers; like the reason sealed under the key of the person. */
  readonly papers: string
  readonly takenBy: string
  readonly status: (typeof claimStatuses)[number]
  readonly decidedBy: string | null
  readonly reason: string | null
  readonly settlementId: string | null
  readonly takenAt: Instant
}

export interface MedicalClaimEventData {
  'claim-taken': Omit<
    MedicalClaim,
    'personId' | 'claimId' | 'status' | 'decidedBy' | 'reason' | 'settlementId' | 'takenAt'
  >
  'claim-approved': { readonly decidedBy: string; readonly settlementId: string }
  'claim-refused': { readonly decidedBy: string; readonly reason: string }
}

export type MedicalClaimEvent = {
  readonly [Name in keyof MedicalClaimEventData]: {
    readonly stream: 'medical-claim'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: MedicalClaimEventData[Name]
  }
}[keyof MedicalClaimEventData]

export function medicalClaimEvent<Name extends keyof MedicalClaimEventData>(
  { personId, claimId }: Pick<MedicalClaim, 'personId' | 'claimId'>,
  name: Name,
  data: MedicalClaimEventData[Name],
): MedicalClaimEvent {
  return { stream: 'medical-claim', id: claimId, personId, name, data } as MedicalClaimEvent
}

export function evolveMedicalClaim(
  state: MedicalClaim | undefined,
  event: MedicalClaimEvent,
  at: Instant,
): MedicalClaim {
  if (event.name === 'claim-taken') {
    const open = { status: 'taken', decidedBy: null, reason: null, settlementId: null } as const
    return { personId: event.personId, claimId: event.id, ...event.data, ...open, takenAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a claim that does not exist`)
  return event.name === 'claim-approved'
    ? { ...state, status: 'approved', ...event.data }
    : { ...state, status: 'refused', ...event.data }
}
