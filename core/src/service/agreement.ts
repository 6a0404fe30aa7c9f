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

/** An agreement as it is kept: with the second natural person who signed it. */
export interface SignedAgreement extends Agreement {
  readonly signedBy: string | null
}

export interface AgreementEventData {
  'agreement-proposed': Omit<Agreement, 'agreementId' | 'status'>
  'agreement-signed': { readonly signedBy: string }
  'agreement-ended': { readonly endedOn: Day; readonly reason: string }
}

export type AgreementEvent = {
  readonly [Name in keyof AgreementEventData]: {
    readonly stream: 'agreement'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: AgreementEventData[Name]
  }
}[keyof AgreementEventData]

export function agreementEvent<Name extends keyof AgreementEventData>(
  id: string,
  name: Name,
  data: AgreementEventData[Name],
): AgreementEvent {
  return { stream: 'agreement', id, personId: null, name, data } as AgreementEvent
}

export function evolveAgreement(state: SignedAgreement | undefined, event: AgreementEvent): SignedAgreement {
  if (event.name === 'agreement-proposed') {
    return { agreementId: event.id, ...event.data, status: 'proposed', signedBy: null }
  }
  if (state === undefined) throw new Error(`${event.name} of an agreement that does not exist`)
  if (event.name === 'agreement-signed') return { ...state, status: 'in-force', signedBy: event.data.signedBy }
  const { endedOn } = event.data
  // An agreement that ends before its first day never held: its period stays as it was written.
  return { ...state, status: 'ended', until: endedOn < state.from ? state.until : endedOn }
}
