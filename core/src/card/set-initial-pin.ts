import { addDaysToInstant, type Instant } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Card, type CardEvent, cardEvent } from './card.ts'
import { type PinCustody, pinUsable, unsuitablePin } from './pin.ts'
import { socialRefusal } from './refusals-of-state.ts'

/**
 * Article 7: the station that prints the sealed envelope sets a random PIN, only while the card is on its way to the
 * holder; it cannot transact, is good for one change and expires.
 */
export function setInitialPin(
  card: Card | undefined,
  command: { readonly pin: string },
  custody: PinCustody,
  context: DecisionContext,
): Decision<CardEvent, { readonly expiresAt: Instant }> {
  if (card === undefined) return refuse('not-found')
  const barred = pinUsable(card)
  if (barred !== undefined) return barred
  const onItsWay = card.social === 'none' && (card.pinState === 'none' || card.pinState === 'initial')
  if (!onItsWay) return socialRefusal(card)
  const unsuitable = unsuitablePin(command.pin, context.policy.number('pin.length'))
  if (unsuitable !== undefined) return unsuitable
  const expiresAt = addDaysToInstant(context.now, context.policy.number('pin.initial-lifetime'))
  const tries = context.policy.number('pin.server-tries')
  const verifier = custody.verifier(card.cardId, command.pin)
  return accept([cardEvent(card, 'initial-pin-set', { verifier, expiresAt, tries })], { expiresAt })
}
