import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { type BlankStock, blankStockEvent, type PlaceKind } from './blank-stock.ts'
import { type BlankTransfer, blankTransferEvent } from './blank-transfer.ts'

type Context = Pick<DecisionContext, 'actor' | 'newId'>

export interface OfferBlanks {
  readonly toPlaceId: string
  readonly toPlaceKind: PlaceKind
  readonly count: number
}

/** Article 13: the giver counts the blanks out and signs for them; from here on they are on the way. */
export function offerBlanks(
  from: BlankStock | undefined,
  input: OfferBlanks,
  context: Context,
): Decision<DomainEvent, { transferId: string }> {
  if (from === undefined || from.onHand < input.count)
    return refuse('blank-stock-short', { onHand: from?.onHand ?? 0, needed: input.count })
  const { toPlaceId, toPlaceKind, count } = input
  const transferId = context.newId()
  return accept<DomainEvent, { transferId: string }>(
    [
      blankStockEvent(from.placeId, 'blanks-returned', { count, transferId }),
      blankTransferEvent(transferId, 'transfer-offered', {
        fromPlaceId: from.placeId,
        toPlaceId,
        toPlaceKind,
        offered: count,
        offeredBy: context.actor.id,
      }),
    ],
    { transferId },
  )
}

export interface ReceiveBlanks {
  readonly received: number
  readonly differenceReason?: string
}

/** Article 13: another person counts them in and signs; counts that do not agree are signed only with the reason. */
export function receiveBlanks(
  transfer: BlankTransfer | undefined,
  input: ReceiveBlanks,
  context: Pick<Context, 'actor'>,
): Decision<DomainEvent, { difference: number }> {
  if (transfer === undefined) return refuse('not-found')
  const { transferId, offered, toPlaceId, toPlaceKind } = transfer
  if (transfer.received !== null) return refuse('blank-transfer-closed')
  if (isSamePerson(context.actor, transfer.offeredBy)) return refuse('same-person-twice')
  const { received, differenceReason = null } = input
  if (received !== offered && differenceReason === null)
    return refuse('blank-difference-unexplained', { received, offered })
  return accept<DomainEvent, { difference: number }>(
    [
      blankTransferEvent(transferId, 'transfer-received', {
        received,
        receivedBy: context.actor.id,
        differenceReason: received === offered ? null : differenceReason,
      }),
      blankStockEvent(toPlaceId, 'blanks-issued', { placeKind: toPlaceKind, count: received, source: transferId }),
    ],
    { difference: offered - received },
  )
}
