import { applicationEvent } from '../application/application.ts'
import { cardEvent } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../decision/decision.ts'
import { endedApart } from '../production/stop-line.ts'
import type { PackedCard } from './packed-card.ts'
import { type Parcel, parcelEvent } from './parcel.ts'
import { parcelLineEvent } from './parcel-line.ts'
import { withdrawCard } from './withdraw-card.ts'

/** Article 13: the giver signs for the parcel as it leaves; with the post, this is when the holder's card is ready. */
export function dispatchParcel(
  parcel: Parcel | undefined,
  members: readonly PackedCard[],
  input: { readonly consignment?: string },
  context: Pick<DecisionContext, 'actor'>,
): Decision<DomainEvent, { state: string }> {
  if (parcel === undefined) return refuse('not-found')
  if (parcel.state !== 'formed') return refuse('parcel-state-wrong', { state: parcel.state })
  const { going, ended } = endedApart(members)
  if (going.length === 0) return refuse('parcel-nothing-to-send')
  const { parcelId, officeId, kind } = parcel
  const consignment = input.consignment ?? null
  return accept<DomainEvent, { state: string }>(
    [
      parcelEvent(parcelId, 'parcel-dispatched', { dispatchedBy: context.actor.id, consignment, listed: going.length }),
      ...ended.flatMap((member) => withdrawCard(member, null)),
      ...going.flatMap(({ line, card, application }): readonly DomainEvent[] => [
        parcelLineEvent(line, 'card-sent', {}),
        cardEvent(card, 'card-shipped', { parcelId, officeId }),
        ...(kind === 'post' ? [applicationEvent(application, 'card-ready', {})] : []),
      ]),
    ],
    { state: 'dispatched' },
  )
}
