import type { DecisionContext } from '../decision/decision.ts'
import type { CardAtCounter } from './collect-card.ts'
import type { PackedCard } from './packed-card.ts'
import { evolveParcelLine, type ParcelLineEvent, parcelLineEvent } from './parcel-line.ts'

/** A card in the books of distribution, with the event that entered it there if it was not. */
export interface Shelved extends PackedCard {
  readonly entered: readonly ParcelLineEvent[]
}

/**
 * Article 3: an instant card never travelled, so it lies in no parcel. When its holder leaves it lying, it enters the
 * books of distribution with the first thing that is due, and has waited since it was made.
 */
export function shelveCard(
  { card, application, line, officeId }: Omit<CardAtCounter, 'person'>,
  context: Pick<DecisionContext, 'newId' | 'now'>,
): Shelved | undefined {
  if (card === undefined || application === undefined) return undefined
  if (line !== undefined) return { line, card, application, entered: [] }
  if (card.physical !== 'at-outlet' || card.cardNumber === null || officeId === null) return undefined
  const { personId, cardId, cardNumber, physicalSince } = card
  const entered = parcelLineEvent({ personId, parcelLineId: context.newId() }, 'card-shelved', {
    ...{ cardId, cardNumber, officeId, applicationId: application.applicationId, bankId: application.bankId },
    waitingSince: physicalSince,
  })
  return { line: evolveParcelLine(undefined, entered, context.now), card, application, entered: [entered] }
}
