import { isSamePerson } from '../access/same-person.ts'
import { addDays, type Day } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
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
import { postTransfer } from '../ledger/make-transfer.ts'
import { applicationMay, type CardApplication, cardApplicationEvent } from '../service/card-application.ts'
import { purseOf } from './charge-rides.ts'
import { ticketService } from './park-ticket.ts'
import { type CaseState, type CaseWay, type PurseCase, purseCaseEvent } from './purse-case.ts'

type KnownCard = Pick<Card, 'personId' | 'cardId' | 'social' | 'finance' | 'bankId' | 'requestedAt' | 'expiresOn'>

/** What belongs to one person when a purse is moved. */
export interface PurseHolder {
  readonly cards: readonly KnownCard[]
  readonly applications: readonly CardApplication[]
  readonly cases: readonly PurseCase[]
  readonly balances: Balances
}

/** A card that will not work again: ended, or formally reported lost. */
function hasEnded({ social }: Pick<Card, 'social'>): boolean {
  return social === 'cancelled' || social === 'suspended-formal'
}

function ticketOf(applications: readonly CardApplication[], cardId: string, today: Day): CardApplication | undefined {
  return applications.find(
    (one) =>
      one.cardId === cardId &&
      one.serviceId === ticketService &&
      one.state === 'active' &&
      (one.until === null || today <= one.until),
  )
}

/** Articles 5, 7: the purse of a card that ended is taken up, once; late taps get their time first (M5.10). */
export function openPurseCase(
  holder: PurseHolder,
  { personId, cardId }: { readonly personId: string; readonly cardId: string },
  context: Pick<DecisionContext, 'today' | 'policy' | 'newId'>,
): Decision<DomainEvent, { caseId: string; settleOn: Day }> {
  const card = holder.cards.find((one) => one.cardId === cardId)
  if (card === undefined) return refuse('card-unknown')
  if (!hasEnded(card)) return refuse('purse-card-lives')
  if (holder.cases.some((one) => one.cardId === cardId && one.status !== 'done')) return refuse('purse-case-open')
  const money = balanceOf(holder.balances, purseOf(card)).posted
  if (money <= 0 && ticketOf(holder.applications, cardId, context.today) === undefined) return refuse('purse-empty')
  const caseId = context.newId()
  const settleOn = addDays(context.today, context.policy.number('travel.settle-days'))
  return accept([purseCaseEvent({ personId, caseId }, 'purse-case-opened', { cardId, settleOn })], { caseId, settleOn })
}

/**
 * Articles 5, 7: the purse goes to the new card or to the holder's bank account; from an amount on only when a second person agrees
 * (M5.10). The annual ticket goes to the new card with its days.
 */
export function decidePurseCase(
  purseCase: PurseCase | undefined,
  way: CaseWay,
  holder: PurseHolder,
  context: DecisionContext,
): Decision<DomainEvent, { status: CaseState; amount: number }> {
  const ready = decidable(purseCase, context.today)
  if ('accepted' in ready) return ready
  const amount = Math.max(0, balanceOf(holder.balances, purseOf(ready)).posted)
  const goal = goalOf(ready, way, holder)
  if ('accepted' in goal) return goal
  if (amount >= context.policy.number('travel.transfer.second-person')) {
    if (context.actor.role === 'system') return refuse('purse-case-two-persons')
    const data = { way, amount, by: context.actor.id }
    return accept([purseCaseEvent(ready, 'purse-case-proposed', data)], { status: 'proposed', amount })
  }
  return settle(ready, way, goal, amount, holder, context)
}

/** Article 17: the second person agrees to what the first proposed, as it was read; the amount is what the purse holds now. */
export function approvePurseCase(
  purseCase: (PurseCase & { readonly version: number }) | undefined,
  seen: { readonly version: number },
  holder: PurseHolder,
  context: DecisionContext,
): Decision<DomainEvent, { status: CaseState; amount: number }> {
  const ready = decidable(purseCase, context.today)
  if ('accepted' in ready) return ready
  const { way, status, decidedBy } = ready
  if (status !== 'proposed' || way === null) return refuse('purse-case-not-proposed')
  if (isSamePerson(context.actor, decidedBy)) return refuse('same-person-twice')
  if (purseCase?.version !== seen.version) return refuse('changed-meanwhile')
  const goal = goalOf(ready, way, holder)
  if ('accepted' in goal) return goal
  const amount = Math.max(0, balanceOf(holder.balances, purseOf(ready)).posted)
  return settle(ready, way, goal, amount, holder, context)
}

function decidable(purseCase: PurseCase | undefined, today: Day): PurseCase | Refused {
  if (purseCase === undefined) return refuse('purse-case-unknown')
  if (purseCase.status === 'done') return refuse('purse-case-closed')
  return today < purseCase.settleOn ? refuse('purse-settles-later', { on: purseCase.settleOn }) : purseCase
}

interface Goal {
  readonly account: Account
  readonly toCardId: string | null
  readonly partner: string | null
}

function goalOf({ cardId, personId }: PurseCase, way: CaseWay, { cards }: PurseHolder): Goal | Refused {
  const latestFirst = cards.toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1))
  if (way === 'new-card') {
    const card = latestFirst.find((one) => one.cardId !== cardId && one.social === 'enabled')
    if (card === undefined) return refuse('new-card-missing')
    return { account: purseOf({ personId, cardId: card.cardId }), toCardId: card.cardId, partner: null }
  }
  const bankId = latestFirst.find((one) => one.finance === 'active' && one.bankId !== null)?.bankId
  if (bankId == null) return refuse('refund-account-missing')
  return { account: { kind: 'clearing', owner: bankId, personId: null }, toCardId: null, partner: bankId }
}

function settle(
  purseCase: PurseCase,
  way: CaseWay,
  { account, toCardId, partner }: Goal,
  amount: number,
  { applications, balances }: PurseHolder,
  context: DecisionContext,
): Decision<DomainEvent, { status: CaseState; amount: number }> {
  const { personId, cardId, caseId } = purseCase
  const ticket =
    toCardId === null ? [] : movedTicket({ personId, cardId, toCardId, caseId }, applications, context.today)
  const done = purseCaseEvent(purseCase, 'purse-case-done', {
    ...{ way, amount, toCardId, by: context.actor.id },
    ticketMoved: ticket.length > 0,
  })
  if (amount === 0) return accept([done, ...ticket], { status: 'done', amount })
  const made = postTransfer(balances, {
    ...{ personId, transferId: context.newId(), businessDay: context.today, cause: caseId },
    kind: way === 'refund' ? 'purse-refund' : 'purse-transfer',
    legs: [{ debit: purseOf(purseCase), credit: account, amount, purpose: way === 'refund' ? 'refund' : 'balance' }],
    ...(partner === null ? {} : { partner }),
  })
  return made.accepted ? accept([done, ...ticket, ...made.events], { status: 'done', amount }) : made
}

/** The ticket leaves the old card and holds on the new one until the same day. */
function movedTicket(
  of: { readonly personId: string; readonly cardId: string; readonly toCardId: string; readonly caseId: string },
  applications: readonly CardApplication[],
  today: Day,
): readonly DomainEvent[] {
  const { personId, cardId, toCardId, caseId } = of
  const ticket = ticketOf(applications, cardId, today)
  const there = applications.find((one) => one.cardId === toCardId && one.serviceId === ticketService)
  if (ticket === undefined || !applicationMay(there?.state, 'application-loaded')) return []
  const [old, next] = [cardId, toCardId].map((id) => ({ personId, cardId: id, serviceId: ticketService }))
  if (old === undefined || next === undefined) return []
  const loaded = {
    from: today,
    until: ticket.until,
    loadedBy: 'purse-case',
    paymentReference: caseId,
    faceToFaceBy: null,
  }
  return [
    cardApplicationEvent(old, 'application-removed', { reason: 'moved-to-new-card' }),
    cardApplicationEvent(next, 'application-loaded', loaded),
    cardApplicationEvent(next, 'application-activated', {}),
  ]
}
