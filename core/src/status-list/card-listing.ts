import type { Instant } from '../calendar/instant.ts'

/** The place of a card in the status lists, for good, and what the list says there. */
export interface CardListing {
  readonly personId: string
  readonly cardId: string
  readonly shard: number
  readonly place: number
  readonly status: number
  /** The version of the list that said so first: a terminal that holds it or a later one knows (M9.5). */
  readonly listVersion: number
  readonly listedAt: Instant
}

export interface CardListingEvent {
  readonly stream: 'card-listing'
  readonly id: string
  readonly personId: string
  readonly name: 'card-listed'
  readonly data: Pick<CardListing, 'shard' | 'place' | 'status' | 'listVersion'>
}

export function evolveCardListing(
  _state: CardListing | undefined,
  { id, personId, data }: CardListingEvent,
  at: Instant,
): CardListing {
  return { personId, cardId: id, ...data, listedAt: at }
}
