import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { holderMayAct } from './holder-may-act.ts'
import { pinUsable } from './pin.ts'

/** Article 7: after identification at a counter a locked PIN may be tried again; an initial one has to be reset. */
export function unblockPin(
  person: Person,
  card: Card | undefined,
  context: DecisionContext,
): Decision<CardEvent, { readonly triesLeft: number }> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  if (card.pinState !== 'locked') return refuse('pin-not-locked')
  if (card.pinExpiresAt !== null) return refuse('pin-initial')
  const { visit } = context.standing
  if (visit === undefined) return refuse('visit-required')
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  const tries = context.policy.number('pin.server-tries')
  return accept([cardEvent(card, 'pin-unblocked', { tries, visitId: visit.visitId })], { triesLeft: tries })
}
