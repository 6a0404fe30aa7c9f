import { applicationEvent } from '../application/application.ts'
import { addYears, dayOf } from '../calendar/instant.ts'
import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { hasEnded } from '../production/stop-line.ts'
import type { CardAtCounter } from './collect-card.ts'
import { parcelLineEvent } from './parcel-line.ts'
import { shelveCard } from './shelve-card.ts'
import { withdrawCard } from './withdraw-card.ts'

/**
 * Article 3: a card that nobody collected in time is sealed and its application closed; the person applies anew. A card
 * that ended while it waited is sealed at once.
 */
export function sealUncollected(
  lying: Omit<CardAtCounter, 'person'>,
  context: Pick<DecisionContext, 'policy' | 'now' | 'today' | 'newId'>,
): Decision<DomainEvent, { sealed: true }> {
  const shelved = shelveCard(lying, context)
  if (shelved === undefined) return refuse('not-found')
  const { line, card, application, entered } = shelved
  if (line.state !== 'waiting' || line.waitingSince === null || card.physical !== 'at-outlet')
    return refuse('card-not-to-be-collected')
  if (hasEnded(card)) return accept([...entered, ...withdrawCard(shelved, line.officeId)], { sealed: true })
  const sealOn = addYears(dayOf(line.waitingSince), context.policy.number('collection.seal-after'))
  if (sealOn > context.today) return refuse('card-not-uncollected-long-enough', { sealOn })
  const { personId, cardId } = card
  return accept<DomainEvent, { sealed: true }>(
    [
      ...entered,
      parcelLineEvent(line, 'uncollected-card-sealed', {}),
      cardEvent(card, 'card-sealed', {}),
      applicationEvent(application, 'application-closed', {}),
    ],
    { sealed: true },
    [{ queue: 'tell-holder', data: { notice: 'card-sealed', personId, cardId } }],
  )
}
