import type { Day, Instant } from '../calendar/instant.ts'

/** The only service that a penalty may suspend: settlement of the medical insurance by card. */
export const sanctionedService = 'medical-settlement'

/** A penalty that suspends settlement by card until a day; one officer proposes, another approves. */
export interface Sanction {
  readonly personId: string
  readonly sanctionId: string
  /** The card on which it was entered; it follows the person onto the next one. Null until it is approved. */
  readonly cardId: string | null
  readonly serviceId: typeof sanctionedService
  /** Number of the penalty decision. */
  readonly reference: string
  /** Its last day. */
  readonly until: Day
  readonly status: 'proposed' | 'in-force' | 'ended'
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly approvedBy: string | null
}

export interface SanctionEventData {
  'sanction-proposed': Pick<Sanction, 'serviceId' | 'reference' | 'until' | 'proposedBy'>
  'sanction-approved': { readonly approvedBy: string; readonly cardId: string }
  'sanction-ended': { readonly reason: string }
}

export type SanctionEvent = {
  readonly [Name in keyof SanctionEventData]: {
    readonly stream: 'sanction'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: SanctionEventData[Name]
  }
}[keyof SanctionEventData]

export function sanctionEvent<Name extends keyof SanctionEventData>(
  { personId, sanctionId }: Pick<Sanction, 'personId' | 'sanctionId'>,
  name: Name,
  data: SanctionEventData[Name],
): SanctionEvent {
  return { stream: 'sanction', id: sanctionId, personId, name, data } as SanctionEvent
}

export function evolveSanction(state: Sanction | undefined, event: SanctionEvent, at: Instant): Sanction {
  if (event.name === 'sanction-proposed') {
    const { personId, id: sanctionId } = event
    return { personId, sanctionId, cardId: null, ...event.data, status: 'proposed', proposedAt: at, approvedBy: null }
  }
  if (state === undefined) throw new Error(`${event.name} of a sanction that does not exist`)
  return event.name === 'sanction-approved'
    ? { ...state, status: 'in-force', ...event.data }
    : { ...state, status: 'ended' }
}
