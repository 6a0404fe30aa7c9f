import type { Application } from '../application/application.ts'
import type { Card } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { applicationOfEnded, endedApart } from '../production/stop-line.ts'
import { type ParcelKind, parcelEvent } from './parcel.ts'
import { parcelLineEvent } from './parcel-line.ts'
import { withdrawPiece } from './withdraw-card.ts'

/** A card that production has handed over and that lies in no parcel. */
export interface Unpacked {
  readonly card: Card
  readonly application: Application
}

/** Where a parcel goes; of the three places the one that fits the kind. */
export interface Destination {
  readonly kind: ParcelKind
  readonly bankId: string
  readonly officeId: string | null
  readonly employerId: string | null
}

/** Article 3: finished cards are packed for the place at which their holders have chosen to receive them. */
export function formParcel(
  destination: Destination,
  unpacked: readonly Unpacked[],
  context: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<DomainEvent, { parcelId: string; listed: number }> {
  const meant = unpacked.filter(
    ({ card, application }) =>
      card.physical === 'keys-replaced' &&
      application.status === 'in-production' &&
      application.cardId === card.cardId &&
      application.bankId === destination.bankId &&
      application.delivery === destination.kind &&
      (destination.kind !== 'outlet' || application.outletId === destination.officeId),
  )
  const { going: members, ended } = endedApart(meant)
  if (members.length === 0) return refuse('parcel-nothing-to-send')
  const parcelId = context.newId()
  const formed = parcelEvent(parcelId, 'parcel-formed', {
    ...destination,
    listed: members.length,
    formedBy: context.actor.id,
  })
  const packed = members.map(({ card, application }, index) =>
    parcelLineEvent({ personId: card.personId, parcelLineId: context.newId() }, 'card-packed', {
      parcelId,
      ...destination,
      cardId: card.cardId,
      cardNumber: card.cardNumber as string,
      applicationId: application.applicationId,
      position: index + 1,
    }),
  )
  // What ended on the table is taken off it.
  const withdrawn = ended.flatMap(({ card, application }) => [
    ...withdrawPiece(card),
    ...applicationOfEnded(application, card),
  ])
  return accept<DomainEvent, { parcelId: string; listed: number }>([formed, ...packed, ...withdrawn], {
    parcelId,
    listed: members.length,
  })
}
