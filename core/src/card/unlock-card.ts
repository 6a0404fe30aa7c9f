import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'

/** Article 9: unlocking takes two people: this is the first. */
export function requestUnlock(
  card: Card | undefined,
  command: { readonly reason: string },
  context: DecisionContext,
): Decision<CardEvent, { readonly requestedBy: string }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social !== 'locked') return socialRefusal(card)
  const requestedBy = context.actor.id
  return accept([cardEvent(card, 'unlock-requested', { reason: command.reason, requestedBy })], { requestedBy })
}

/** Article 9: the second person unlocks; the holder then enables the card again with proof that it is in their hands. */
export function unlockCard(
  card: Card | undefined,
  context: DecisionContext,
): Decision<CardEvent, { readonly social: 'pending-enable' }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (card.social !== 'locked') return socialRefusal(card)
  if (card.unlockRequestedBy === null) return refuse('unlock-not-requested')
  if (isSamePerson(context.actor, card.unlockRequestedBy)) return refuse('same-person-twice')
  return accept([cardEvent(card, 'social-unlocked', { approvedBy: context.actor.id })], { social: 'pending-enable' })
}
