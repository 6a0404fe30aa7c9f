import { type Application, applicationEvent } from '../application/application.ts'
import { ageOn } from '../calendar/instant.ts'
import { type Card, cardEvent } from '../card/card.ts'
import { dutyNotice } from '../card/duty-notice.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import { hasEnded } from '../production/stop-line.ts'
import { type ParcelLine, parcelLineEvent } from './parcel-line.ts'

/** A card at the counter with everything that is known about it. */
export interface CardAtCounter {
  readonly card: Card | undefined
  readonly application: Application | undefined
  readonly person: Pick<Person, 'birthOn' | 'lifeStatus'> | undefined
  /** Absent for an instant card, which never travelled. */
  readonly line: ParcelLine | undefined
  /** The office where the card lies: of the parcel, or of the instant batch. */
  readonly officeId: string | null
}

type Context = Pick<DecisionContext, 'actor' | 'standing' | 'policy' | 'today'>

/**
 * Articles 3 and 9: the card is handed to its holder, guardian or proxy, who was identified at this counter, after the
 * duty of personal use has been shown. A minor's card goes to the guardian only.
 */
export function collectCard(
  desk: CardAtCounter,
  input: { readonly dutyNoticeVersion: string },
  context: Context,
): Decision<DomainEvent, { cardId: string; collected: true }> {
  const { card, application, person, line, officeId } = desk
  if (card === undefined || application === undefined || person === undefined) return refuse('not-found')
  const { visit } = context.standing
  if (visit === undefined) return refuse('visit-required')
  if (officeId === null || officeId !== context.actor.officeId) return refuse('card-not-here')
  const waits = card.physical === 'at-outlet' && application.status === 'ready' && application.cardId === card.cardId
  if (!waits || hasEnded(card) || person.lifeStatus === 'deceased') return refuse('card-not-to-be-collected')
  if (isMinor(person, context) && visit.presenter !== 'guardian') return refuse('guardian-must-collect')
  const { dutyNoticeVersion } = input
  if (dutyNoticeVersion !== dutyNotice.version) return refuse('duty-notice-outdated', { version: dutyNotice.version })
  const { visitId, presenterId: by } = visit
  return accept<DomainEvent, { cardId: string; collected: true }>(
    [
      cardEvent(card, 'card-collected', { dutyNoticeVersion, visitId }),
      applicationEvent(application, 'card-collected', {}),
      ...(line === undefined ? [] : [parcelLineEvent(line, 'card-handed-over', { dutyNoticeVersion, visitId, by })]),
    ],
    { cardId: card.cardId, collected: true },
  )
}

export function isMinor(person: Pick<Person, 'birthOn'>, context: Pick<DecisionContext, 'policy' | 'today'>): boolean {
  return ageOn(person.birthOn, context.today) < context.policy.number('guardian.required-under')
}
