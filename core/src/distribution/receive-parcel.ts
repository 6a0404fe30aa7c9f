import { isSamePerson } from '../access/same-person.ts'
import { applicationEvent } from '../application/application.ts'
import { cardEvent } from '../card/card.ts'
import {
  accept,
  type Decision,
  type DecisionContext,
  type DomainEvent,
  refuse,
  type Task,
} from '../decision/decision.ts'
import { applicationOfEnded, hasEnded } from '../production/stop-line.ts'
import type { PackedCard } from './packed-card.ts'
import { type Parcel, parcelEvent } from './parcel.ts'
import { parcelLineEvent } from './parcel-line.ts'
import { withdrawCard } from './withdraw-card.ts'

export interface ReceiveParcel {
  /** The number of every card that was in the box, as it was scanned. */
  readonly scanned: readonly string[]
  /** How many of the list the receiver declares missing; the sum must come out. */
  readonly missing: number
}

/**
 * Article 13: another person checks every card against the list and signs. A card that nobody signs for is ended and
 * made anew: a lost piece must never be usable.
 */
export function receiveParcel(
  parcel: Parcel | undefined,
  members: readonly PackedCard[],
  input: ReceiveParcel,
  context: Pick<DecisionContext, 'actor'>,
): Decision<DomainEvent, { arrived: number; missing: number }> {
  if (parcel === undefined) return refuse('not-found')
  if (parcel.state !== 'dispatched' || parcel.kind === 'post')
    return refuse('parcel-state-wrong', { state: parcel.kind === 'post' ? 'post' : parcel.state })
  if (isSamePerson(context.actor, parcel.dispatchedBy)) return refuse('same-person-twice')
  const listed = members.filter(({ line }) => line.state === 'under-way')
  const expected = new Set(listed.map(({ line }) => line.cardNumber))
  for (const [index, cardNumber] of input.scanned.entries())
    if (!expected.delete(cardNumber)) return refuse('parcel-card-unknown', { position: index + 1 })
  const missing = expected.size
  if (missing !== input.missing)
    return refuse('parcel-count-differs', {
      listed: parcel.listed,
      scanned: input.scanned.length,
      missing: input.missing,
    })

  const tasks: Task[] = []
  const events = listed.flatMap((member): readonly DomainEvent[] => {
    if (expected.has(member.line.cardNumber)) return lostOnWay(member)
    if (hasEnded(member.card)) return withdrawCard(member, parcel.officeId)
    const { personId, cardId } = member.card
    const { officeId, employerId } = parcel
    tasks.push({ queue: 'tell-holder', data: { notice: 'card-ready', personId, cardId, officeId, employerId } })
    return arrived(member, parcel)
  })
  const received = parcelEvent(parcel.parcelId, 'parcel-received', { receivedBy: context.actor.id, missing })
  return accept<DomainEvent, { arrived: number; missing: number }>(
    [received, ...events],
    { arrived: input.scanned.length, missing },
    tasks,
  )
}

function arrived({ line, card, application }: PackedCard, parcel: Parcel): readonly DomainEvent[] {
  return [
    parcelLineEvent(line, 'card-waiting', {}),
    ...(parcel.officeId === null ? [] : [cardEvent(card, 'card-arrived', { officeId: parcel.officeId })]),
    applicationEvent(application, 'card-ready', {}),
  ]
}

function lostOnWay({ line, card, application }: PackedCard): readonly DomainEvent[] {
  return [
    parcelLineEvent(line, 'card-lost-on-way', {}),
    cardEvent(card, 'card-missing', { reason: 'not in the parcel' }),
    ...(hasEnded(card)
      ? applicationOfEnded(application, card)
      : [
          cardEvent(card, 'social-cancelled', { reason: 'production-fault', supersededBy: null }),
          applicationEvent(application, 'production-repeated', {
            stage: 'delivery',
            reason: 'parcel-lost',
            remedy: 'made-again',
            words: null,
          }),
        ]),
  ]
}
