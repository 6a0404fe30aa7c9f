import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { foreign, socialRefusal } from './refusals-of-state.ts'
import { allowed } from './transitions.ts'

export const lockReasons = ['suspected-misuse', 'identity-doubt', 'court-order', 'authority-request'] as const
export type LockReason = (typeof lockReasons)[number]

/** Article 9: the authority stops a card that is being misused; the reason is on record. */
export function lockCard(
  card: Card | undefined,
  command: { readonly reason: LockReason },
  context: DecisionContext,
): Decision<CardEvent, { readonly social: 'locked' }> {
  if (card === undefined) return refuse('not-found')
  const barred = foreign(card)
  if (barred !== undefined) return barred
  if (!allowed(card, 'social-locked')) return socialRefusal(card)
  return accept([cardEvent(card, 'social-locked', { reason: command.reason, lockedBy: context.actor.id })], {
    social: 'locked',
  })
}
