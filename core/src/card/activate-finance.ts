import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { mayEnable } from './enable-social.ts'
import { endSocial } from './end-social.ts'
import { holderMayAct } from './holder-may-act.ts'
import { olderCards } from './older-cards.ts'
import { financeRefusal, foreign, socialRefusal } from './refusals-of-state.ts'

export interface ActivateFinance {
  readonly cardId: string
  readonly dutyNoticeVersion: string
}

export interface ActivateFinanceAnswer {
  readonly socialEnabled: boolean
  readonly endedCardIds: string[]
}

/**
 * Article 7: the financial function is activated in person at the issuing bank; it takes the social-security function
 * with it, not the other way round.
 */
export function activateFinance(
  person: Person,
  cards: readonly Card[],
  command: ActivateFinance,
  context: DecisionContext,
): Decision<CardEvent, ActivateFinanceAnswer> {
  const card = cards.find((one) => one.cardId === command.cardId)
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.bankId === null || context.actor.bankId !== card.bankId) return refuse('not-issuing-bank')
  if (card.finance !== 'dormant') return financeRefusal(card)
  const { visit } = context.standing
  if (visit === undefined) return refuse('visit-required')
  if (visit.presenter === 'proxy') return refuse('in-person-required')
  const activated = cardEvent(card, 'finance-activated', {
    visitId: visit.visitId,
    officeId: context.actor.officeId ?? null,
  })
  if (card.social === 'enabled') {
    const stopped = holderMayAct(person, context)
    return stopped ?? accept([activated], { socialEnabled: false, endedCardIds: [] })
  }
  if (card.social !== 'pending-enable') return socialRefusal(card)
  const stopped = mayEnable(person, card, command.dutyNoticeVersion, context)
  if (stopped !== undefined) return stopped
  const older = olderCards(cards, card)
  const enabled = cardEvent(card, 'social-enabled', {
    proof: 'visit',
    visitId: visit.visitId,
    dutyNoticeVersion: command.dutyNoticeVersion,
    channel: 'bank',
  })
  return accept([...older.flatMap((one) => endSocial(one, 'superseded', card.cardId)), enabled, activated], {
    socialEnabled: true,
    endedCardIds: older.map((one) => one.cardId),
  })
}
