import type { Instant } from '../calendar/instant.ts'
import { addDaysToInstant } from '../calendar/instant.ts'
import {
  accept,
  type Decision,
  type DecisionContext,
  type DomainEvent,
  type Refused,
  refuse,
} from '../decision/decision.ts'
import type { Balances } from '../ledger/balances.ts'
import { postTransfer, reverseTransfer } from '../ledger/make-transfer.ts'
import type { Transfer } from '../ledger/transfer.ts'
import { timeOfUse } from '../presentation/in-time.ts'
import { type EarlierProof, judgeProof } from '../presentation/judge-proof.ts'
import type { Presented } from '../presentation/presentation.ts'
import type { Agreement } from '../service/agreement.ts'
import { applicationMay, type CardApplication, cardApplicationEvent } from '../service/card-application.ts'
import { loadService, type ServiceOnCard } from '../service/load-service.ts'
import { operatorAccount } from './charge-rides.ts'

export const ticketService = 'park-annual-ticket'

/**
 * Article 5: a ticket point sells the annual ticket to whoever stands there with the card itself and loads it in the same moment: money
 * and ticket come together or not at all (M5.4).
 */
export function sellParkTicket(
  shown: { readonly presented: Presented | Refused; readonly earlier: EarlierProof | undefined },
  on: ServiceOnCard | undefined,
  agreements: readonly Agreement[],
  balances: Balances,
  context: DecisionContext,
): Decision<DomainEvent, { receiptId: string; price: number; from: string; until: string }> {
  const { presented, earlier } = shown
  if ('accepted' in presented) return presented
  const { actor, today, policy } = context
  if (presented.carrier !== 'contact-chip' && presented.carrier !== 'contactless-chip')
    return refuse('ticket-needs-chip')
  const parkId = actor.officeId ?? ''
  const refused = judgeProof(presented, earlier, parkId)
  if (refused !== undefined) return refused
  const time = timeOfUse({ at: presented.usedAt as Instant, told: 'online', clockOffMs: null }, context)
  if (!time.accepted) return time
  if (on === undefined) return refuse('service-not-in-catalogue', { service: ticketService })
  if (on.application?.state === 'active' && (on.application.until ?? today) >= today)
    return refuse('ticket-held-already', { until: on.application.until ?? '' })
  const price = policy.number('park.annual-ticket.price')
  const { personId, cardId } = presented
  const receiptId = context.newId()
  // What has run out may still stand as active until the sweep comes by.
  const ranOut =
    on.application !== undefined &&
    applicationMay(on.application.state, 'application-expired') &&
    (on.application.until ?? today) < today
  const expired = ranOut
    ? [cardApplicationEvent({ personId, cardId, serviceId: ticketService }, 'application-expired', {})]
    : []
  const application =
    ranOut && on.application !== undefined ? { ...on.application, state: 'expired' as const } : on.application
  const loaded = loadService(
    { ...on, application },
    agreements,
    { medium: 'card', paymentReference: receiptId, faceToFaceBy: null, activate: true },
    context,
  )
  if (!loaded.accepted) return loaded
  const sold = { receiptId, price, from: today, until: loaded.answer.until ?? '' }
  if (price === 0) return accept([...expired, ...loaded.events], sold)
  const paid = postTransfer(balances, {
    ...{ personId, transferId: receiptId, kind: 'ticket', businessDay: today, partner: parkId },
    cause: `${cardId}/${ticketService}`,
    legs: [
      {
        debit: { kind: 'own-money', owner: personId, personId },
        credit: operatorAccount(parkId),
        amount: price,
        purpose: 'ticket',
      },
    ],
  })
  return paid.accepted ? accept([...expired, ...loaded.events, ...paid.events], sold) : paid
}

/** Article 5: a ticket that opened no gate yet is taken back for some days, and the whole price is returned. */
export function refundParkTicket(
  sale: Transfer | undefined,
  application: CardApplication | undefined,
  of: { readonly cardId: string; readonly used: boolean },
  balances: Balances,
  context: DecisionContext,
): Decision<DomainEvent, { refunded: number }> {
  if (sale?.kind !== 'ticket' || sale.cause !== `${of.cardId}/${ticketService}` || application?.state !== 'active')
    return refuse('ticket-unknown')
  const last = addDaysToInstant(sale.madeAt, context.policy.number('park.annual-ticket.refund-days'))
  if (of.used || context.now > last) return refuse('ticket-not-refundable')
  const back = reverseTransfer(balances, sale, {
    transferId: context.newId(),
    businessDay: context.today,
    cause: sale.cause,
  })
  if (!back.accepted) return back
  const removed = cardApplicationEvent(application, 'application-removed', { reason: 'refund' })
  return accept([removed, ...back.events], { refunded: sale.legs.reduce((sum, { amount }) => sum + amount, 0) })
}
