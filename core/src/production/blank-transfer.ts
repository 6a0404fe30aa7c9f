import type { Instant } from '../calendar/instant.ts'
import type { PlaceKind } from './blank-stock.ts'

/** One hand-over of blanks, signed by giver and receiver (M13.5); what arrives short is written down, not forgotten. */
export interface BlankTransfer {
  readonly transferId: string
  readonly fromPlaceId: string
  readonly toPlaceId: string
  readonly toPlaceKind: PlaceKind
  readonly offered: number
  readonly offeredBy: string
  /** Null until the receiver has signed. */
  readonly received: number | null
  readonly receivedBy: string | null
  /** offered − received, and why; zero when the counts agree. */
  readonly difference: number
  readonly differenceReason: string | null
  readonly changedAt: Instant
}

export interface BlankTransferEventData {
  'transfer-offered': Pick<BlankTransfer, 'fromPlaceId' | 'toPlaceId' | 'toPlaceKind' | 'offered' | 'offeredBy'>
  'transfer-received': {
    readonly received: number
    readonly receivedBy: string
    readonly differenceReason: string | null
  }
}

export type BlankTransferEventName = keyof BlankTransferEventData
export type BlankTransferEvent = {
  readonly [Name in BlankTransferEventName]: {
    readonly stream: 'blank-transfer'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: BlankTransferEventData[Name]
  }
}[BlankTransferEventName]

export function blankTransferEvent<Name extends BlankTransferEventName>(
  transferId: string,
  name: Name,
  data: BlankTransferEventData[Name],
): BlankTransferEvent {
  return { stream: 'blank-transfer', id: transferId, personId: null, name, data } as BlankTransferEvent
}

export function evolveBlankTransfer(
  transfer: BlankTransfer | undefined,
  event: BlankTransferEvent,
  at: Instant,
): BlankTransfer {
  if (event.name === 'transfer-offered')
    return {
      transferId: event.id,
      ...event.data,
      received: null,
      receivedBy: null,
      difference: 0,
      differenceReason: null,
      changedAt: at,
    }
  if (transfer === undefined) throw new Error(`${event.name} of a transfer that was never offered`)
  return {
    ...transfer,
    ...event.data,
    difference: transfer.offered - event.data.received,
    changedAt: at,
  }
}
