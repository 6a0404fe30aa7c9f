import { applicationEvent } from '../application/application.ts'
import { addYears, dayOf } from '../calendar/instant.ts'
import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { PackedCard } from './packed-card.ts'
import { parcelLineEvent } from './parcel-line.ts'

/** Article 3: a card that nobody collected in time is sealed and its application closed; the person applies anew. */
export function sealUncollected(
  member: PackedCard | undefined,
  context: Pick<DecisionContext, 'policy' | 'today'>,
): Decision<DomainEvent, { sealed: true }> {
  if (member === undefined) return refuse('not-found')
  const { line, card, application } = member
  if (line.state !== 'waiting' || line.waitingSince === null || card.physical !== 'at-outlet')
    return refuse('card-not-to-be-collected')
  const sealOn = addYears(dayOf(line.waitingSince), context.policy.number('collection.seal-after'))
  if (sealOn > context.today) return refuse('card-not-uncollected-long-enough', { sealOn })
  const { personId, cardId } = card
  return accept<DomainEvent, { sealed: true }>(
    [
      parcelLineEvent(line, 'uncollected-card-sealed', {}),
      cardEvent(card, 'card-sealed', {}),
      applicationEvent(application, 'application-closed', {}),
    ],
    { sealed: true },
    [{ queue: 'tell-holder', data: { notice: 'card-sealed', personId, cardId } }],
  )
}
