import type { Application } from '../application/application.ts'
import type { Card } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Batch, batchEvent, batchNumberOf } from './batch.ts'
import type { BlankStock } from './blank-stock.ts'
import { orderCard } from './form-batches.ts'
import type { Line } from './line.ts'
import { hasEnded } from './stop-line.ts'

/** What is known at the counter when a card is to be made in the visit itself. */
export interface InstantDesk {
  readonly application: Application | undefined
  readonly person: Pick<Person, 'lifeStatus' | 'nameOnChip'> | undefined
  /** An instant card of this application that has been begun, if there is one. */
  readonly begun: { readonly batch: Batch; readonly line: Line; readonly card: Pick<Card, 'social'> } | undefined
  readonly stock: BlankStock | undefined
}

export interface InstantBegun {
  readonly batchId: string
  readonly batchNumber: string
  readonly lineId: string
  readonly cardId: string
  readonly cardNumber: string
}

/**
 * Article 7: an instant outlet makes the card in the visit, out of its own blanks. What has been begun is continued
 * under the same batch and card number, however often the counter asks.
 */
export function issueInstantly(
  desk: InstantDesk,
  takeNumber: () => string | undefined,
  context: DecisionContext,
): Decision<DomainEvent, InstantBegun> {
  const { application, person, begun, stock } = desk
  if (application === undefined || person === undefined) return refuse('not-found')
  const officeId = context.actor.officeId
  if (officeId === undefined || application.instantOutletId !== officeId) return refuse('application-not-instant')
  if (begun !== undefined && begun.line.state === 'created' && begun.line.cardId === application.cardId) {
    if (hasEnded(begun.card)) return refuse('application-not-instant')
    const { lineId, cardId, cardNumber } = begun.line
    const { batchId, batchNumber } = begun.batch
    return accept([], { batchId, batchNumber, lineId, cardId, cardNumber })
  }
  const makeable = person.lifeStatus === 'alive' && person.nameOnChip !== 'needs-clerk'
  if (application.status !== 'accepted' || !makeable) return refuse('application-not-instant')
  const onHand = stock?.onHand ?? 0
  if (onHand < 1) return refuse('blank-stock-short', { onHand, needed: 1 })
  const cardNumber = takeNumber()
  if (cardNumber === undefined) return refuse('card-numbers-exhausted')

  const batchId = context.newId()
  const batchNumber = batchNumberOf(batchId, context.today, application.district)
  const ordered = orderCard(application, batchId, 1, cardNumber, context)
  const [card, , line] = ordered as readonly [DomainEvent, DomainEvent, DomainEvent]
  return accept<DomainEvent, InstantBegun>(
    [
      batchEvent({ batchId }, 'batch-formed', {
        batchNumber,
        kind: 'instant',
        bankId: application.bankId,
        district: application.district,
        officeId,
        ordered: 1,
        formedBy: context.actor.id,
      }),
      ...ordered,
    ],
    { batchId, batchNumber, lineId: line.id, cardId: card.id, cardNumber },
  )
}
