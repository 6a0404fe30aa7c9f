import type { Instant } from '../calendar/instant.ts'
import type { DecisionContext, DomainEvent } from '../decision/decision.ts'
import type { Account } from '../ledger/account.ts'
import { availableIn, type Balances, balanceOf, followTransfer } from '../ledger/balances.ts'
import { type NewTransfer, postTransfer } from '../ledger/make-transfer.ts'
import { evolveTransfer, type Leg, type TransferEvent } from '../ledger/transfer.ts'
import type { RideChange } from './retell-rides.ts'

interface OfCard {
  readonly personId: string
  readonly cardId: string
}

export const purseOf = ({ personId, cardId }: OfCard): Account => ({ kind: 'purse', owner: cardId, personId })
export const debtAccountOf = ({ personId, cardId }: OfCard): Account => ({
  kind: 'travel-debt',
  owner: cardId,
  personId,
})
export const operatorAccount = (operatorId: string): Account => ({ kind: 'payable', owner: operatorId, personId: null })

/** What the holder owes for rides of this card. */
export function debtOf(balances: Balances, card: OfCard): number {
  return Math.max(0, -balanceOf(balances, debtAccountOf(card)).posted)
}

/**
 * Article 5: a ride is taken from the purse, and what the purse lacks is owed. What is given back first pays what is owed. Each change of
 * a ride is one transfer; `balances` moves along.
 */
export function chargeRides(
  card: OfCard,
  changes: readonly RideChange[],
  balances: Balances,
  context: Pick<DecisionContext, 'now' | 'today' | 'newId'>,
): readonly DomainEvent[] {
  return changes.flatMap((change): DomainEvent[] => {
    const { event, operatorId, difference, anew } = change
    if (difference === 0) return [event]
    const transferId = context.newId()
    const transfer: NewTransfer = {
      ...{ personId: card.personId, transferId, kind: 'ride', businessDay: context.today, cause: event.id },
      legs:
        difference > 0 ? owed(card, operatorId, difference, balances) : back(card, operatorId, -difference, balances),
      partner: operatorId,
      partnerReference: anew ? transferId : event.id,
    }
    return [event, ...postHere(balances, transfer, context.now)]
  })
}

function owed(card: OfCard, operatorId: string, fen: number, balances: Balances): readonly Leg[] {
  const fromPurse = Math.min(fen, Math.max(0, availableIn(balances, purseOf(card))))
  const credit = operatorAccount(operatorId)
  return [
    { debit: purseOf(card), credit, amount: fromPurse, purpose: 'fare' },
    { debit: debtAccountOf(card), credit, amount: fen - fromPurse, purpose: 'debt' },
  ].filter(({ amount }) => amount > 0)
}

function back(card: OfCard, operatorId: string, fen: number, balances: Balances): readonly Leg[] {
  const toDebt = Math.min(fen, debtOf(balances, card))
  const debit = operatorAccount(operatorId)
  return [
    { debit, credit: debtAccountOf(card), amount: toDebt, purpose: 'debt' },
    { debit, credit: purseOf(card), amount: fen - toDebt, purpose: 'fare' },
  ].filter(({ amount }) => amount > 0)
}

/** Posts within one decision that moves money several times: what comes later sees what came before. */
function postHere(balances: Balances, transfer: NewTransfer, now: Instant): readonly TransferEvent[] {
  const made = postTransfer(balances, transfer)
  if (!made.accepted) throw new Error(`a ride cannot be charged: ${made.code}`)
  for (const event of made.events) followTransfer(balances, evolveTransfer(undefined, event, now), undefined)
  return made.events
}
