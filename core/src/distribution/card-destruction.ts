import type { Instant } from '../calendar/instant.ts'

/** The end of a piece of plastic, before two persons (M14.8). One card is destroyed once, so the card names it. */
export interface CardDestruction {
  readonly personId: string
  readonly cardId: string
  readonly reason: string
  readonly proposedBy: string
  readonly confirmedBy: string | null
  readonly changedAt: Instant
}

export interface CardDestructionEventData {
  'card-destruction-proposed': { readonly reason: string; readonly proposedBy: string }
  'card-destruction-confirmed': { readonly confirmedBy: string }
}

export type CardDestructionEventName = keyof CardDestructionEventData
export type CardDestructionEvent = {
  readonly [Name in CardDestructionEventName]: {
    readonly stream: 'card-destruction'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: CardDestructionEventData[Name]
  }
}[CardDestructionEventName]

export function cardDestructionEvent<Name extends CardDestructionEventName>(
  card: { readonly personId: string; readonly cardId: string },
  name: Name,
  data: CardDestructionEventData[Name],
): CardDestructionEvent {
  return { stream: 'card-destruction', id: card.cardId, personId: card.personId, name, data } as CardDestructionEvent
}

export function evolveCardDestruction(
  destruction: CardDestruction | undefined,
  event: CardDestructionEvent,
  at: Instant,
): CardDestruction {
  if (event.name === 'card-destruction-proposed')
    return { personId: event.personId, cardId: event.id, ...event.data, confirmedBy: null, changedAt: at }
  if (destruction === undefined) throw new Error(`${event.name} of a destruction that nobody proposed`)
  return { ...destruction, ...event.data, changedAt: at }
}
