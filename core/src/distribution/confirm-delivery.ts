import { applicationEvent } from '../application/application.ts'
import { cardEvent } from '../card/card.ts'
import { dutyNotice } from '../card/duty-notice.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { hasEnded } from '../production/stop-line.ts'
import { isMinor } from './collect-card.ts'
import type { PackedCard } from './packed-card.ts'
import { parcelLineEvent } from './parcel-line.ts'

/**
 * Articles 3 and 9: a card that came by post or through the employer counts as collected when the person has it, each
 * one by itself; the notice that lay beside it is on record. The bank knows of the post only: what an employer hands
 * out, the employer or the person says. A minor's card never goes this way.
 */
export function confirmDelivery(
  member: PackedCard | undefined,
  person: Pick<Person, 'birthOn'> | undefined,
  input: { readonly dutyNoticeVersion: string },
  context: Pick<DecisionContext, 'actor' | 'policy' | 'today'>,
): Decision<DomainEvent, { cardId: string; collected: true }> {
  if (member === undefined || person === undefined) return refuse('not-found')
  const { line, card, application } = member
  const byPost = line.kind === 'post' && line.state === 'under-way'
  const byEmployer = line.kind === 'employer' && line.state === 'waiting'
  if (!byPost && !byEmployer) return refuse('delivery-not-open')
  if (byEmployer && context.actor.role === 'bank-system') return refuse('not-permitted')
  if (application.status !== 'ready' || card.physical !== 'shipped' || hasEnded(card))
    return refuse('card-not-to-be-collected')
  if (isMinor(person, context)) return refuse('guardian-must-collect')
  const { dutyNoticeVersion } = input
  if (dutyNoticeVersion !== dutyNotice.version) return refuse('duty-notice-outdated', { version: dutyNotice.version })
  return accept<DomainEvent, { cardId: string; collected: true }>(
    [
      cardEvent(card, 'card-collected', { dutyNoticeVersion, visitId: null }),
      applicationEvent(application, 'card-collected', {}),
      parcelLineEvent(line, 'card-handed-over', { dutyNoticeVersion, visitId: null, by: context.actor.id }),
    ],
    { cardId: card.cardId, collected: true },
  )
}
