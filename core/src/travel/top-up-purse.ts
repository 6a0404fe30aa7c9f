import type { Actor } from '../access/actor.ts'
import {
  accept,
  type Decision,
  type DecisionContext,
  type DomainEvent,
  type Refused,
  refuse,
} from '../decision/decision.ts'
import type { Account } from '../ledger/account.ts'
import { type Balances, balanceOf } from '../ledger/balances.ts'
import { holdTransfer, postPending, postTransfer, voidPending } from '../ledger/make-transfer.ts'
import type { Leg, Transfer, TransferEvent } from '../ledger/transfer.ts'
import { type Agreement, agreementHolds } from '../service/agreement.ts'
import { cardBarred, type UseFacts } from '../service/judge-use.ts'
import { debtAccountOf, debtOf, operatorAccount, purseOf } from './charge-rides.ts'
import { resumeAfterDebt, rideServices } from './suspend-for-debt.ts'

export interface TopUp {
  readonly personId: string
  readonly cardId: string
  readonly amount: number
}

type Facts = Pick<UseFacts, 'person' | 'card' | 'applications'>

/**
 * Article 5: money comes into a purse, at an outlet, at a transit point or from home. What is owed for rides is paid first, and then the
 * card rides again.
 */
export function topUpPurse(
  facts: Facts | undefined,
  topUp: TopUp,
  agreements: readonly Agreement[],
  balances: Balances,
  context: DecisionContext,
): Decision<DomainEvent, { receiptId: string; amount: number; balance: number; debtPaid: number }> {
  if (facts === undefined) return refuse('card-unknown')
  const debt = debtOf(balances, topUp)
  const debtPaid = Math.min(debt, topUp.amount)
  const refused =
    placeUnfit(agreements, context) ?? notAllowed(facts, topUp, topUp.amount - debtPaid, balances, context)
  if (refused !== undefined) return refused
  const { amount, personId } = topUp
  const receiptId = context.newId()
  const { account, partner } = sourceOf(context.actor, personId)
  const legs: Leg[] = [{ debit: account, credit: purseOf(topUp), amount, purpose: 'top-up' }]
  if (debtPaid > 0)
    legs.push({ debit: purseOf(topUp), credit: debtAccountOf(topUp), amount: debtPaid, purpose: 'debt' })
  const transfer = { personId, transferId: receiptId, kind: 'purse-top-up', legs, cause: topUp.cardId } as const
  const made = postTransfer(balances, {
    ...transfer,
    businessDay: context.today,
    ...(partner === null ? {} : { partner }),
  })
  if (!made.accepted) return made
  const resumed = debtPaid === debt ? resumeAfterDebt(topUp, facts.applications) : []
  const balance = balanceOf(balances, purseOf(topUp)).posted + amount - debtPaid
  return accept([...made.events, ...resumed], { receiptId, amount, balance, debtPaid })
}

/** Article 5: a chip is about to be written; the money is promised until the terminal says how it went (M5.5). */
export function openTopUp(
  facts: Facts | undefined,
  topUp: TopUp,
  agreements: readonly Agreement[],
  balances: Balances,
  context: DecisionContext,
): Decision<TransferEvent, { topUpId: string }> {
  if (facts === undefined) return refuse('card-unknown')
  const refused = placeUnfit(agreements, context) ?? notAllowed(facts, topUp, topUp.amount, balances, context)
  if (refused !== undefined) return refused
  const { personId, cardId, amount } = topUp
  const topUpId = context.newId()
  const { account, partner } = sourceOf(context.actor, personId)
  const held = holdTransfer(balances, {
    ...{ personId, transferId: topUpId, kind: 'purse-top-up', cause: cardId, businessDay: context.today },
    legs: [{ debit: account, credit: purseOf(topUp), amount, purpose: 'top-up' }],
    ...(partner === null ? {} : { partner }),
  })
  return held.accepted ? accept(held.events, { topUpId }) : held
}

/** Article 5: the terminal says whether the chip was written, as often as it likes; a power failure in between loses nothing (M5.5). */
export function closeTopUp(
  transfer: Transfer | undefined,
  { cardId, personId, written }: Omit<TopUp, 'amount'> & { readonly written: boolean },
  balances: Balances,
): Decision<TransferEvent, { status: 'posted' | 'voided'; balance: number }> {
  const own = transfer?.kind === 'purse-top-up' && transfer.cause === cardId && transfer.personId === personId
  if (!own) return refuse('top-up-unknown')
  const status = written ? 'posted' : 'voided'
  const before = balanceOf(balances, purseOf({ cardId, personId })).posted
  if (transfer.status === status) return accept([], { status, balance: before })
  if (transfer.status !== 'pending') return refuse('top-up-closed-otherwise')
  const made = written ? postPending(transfer) : voidPending(transfer, 'not-written')
  if (!made.accepted) return made
  const added = written ? (transfer.legs[0]?.amount ?? 0) : 0
  return accept(made.events, { status, balance: before + added })
}

/** An institution takes money for purses only while it is in contract for rides. */
function placeUnfit(
  agreements: readonly Agreement[],
  { actor, today }: Pick<DecisionContext, 'actor' | 'today'>,
): Refused | undefined {
  if (actor.role !== 'institution' && actor.role !== 'terminal') return undefined
  const holds = agreements.some(
    (one) => (rideServices as readonly string[]).includes(one.serviceId) && agreementHolds(one, today),
  )
  return holds
    ? undefined
    : refuse('institution-out-of-contract', { institution: actor.officeId ?? '', service: 'metro' })
}

function notAllowed(
  facts: Facts,
  topUp: TopUp,
  added: number,
  balances: Balances,
  { policy, now }: Pick<DecisionContext, 'policy' | 'now'>,
): Refused | undefined {
  const barred = cardBarred(facts, now)
  if (barred !== undefined) return refuse('purse-card-barred', { reason: barred })
  const [least, most] = [policy.number('travel.top-up.least'), policy.number('travel.top-up.most')]
  if (topUp.amount < least || topUp.amount > most) return refuse('top-up-amount', { least, most })
  const { posted, pendingIn } = balanceOf(balances, purseOf(topUp))
  const purseMost = policy.number('travel.purse.most')
  return posted + pendingIn + added > purseMost ? refuse('purse-full', { most: purseMost }) : undefined
}

/** Who has the money that comes in: the bank, the transit point that took it, or the holder who pays on line. */
function sourceOf(actor: Actor, personId: string): { account: Account; partner: string | null } {
  if (actor.bankId !== undefined)
    return { account: { kind: 'clearing', owner: actor.bankId, personId: null }, partner: actor.bankId }
  if (actor.role === 'citizen') return { account: { kind: 'own-money', owner: personId, personId }, partner: null }
  const place = actor.officeId ?? ''
  return { account: operatorAccount(place), partner: place }
}
