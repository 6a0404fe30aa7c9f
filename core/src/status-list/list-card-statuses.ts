import { accept, type Decision } from '../decision/decision.ts'
import type { CardListing, CardListingEvent } from './card-listing.ts'
import { placesPerShard } from './status-bits.ts'
import { packChanges, type StatusChange } from './status-changes.ts'
import { type StatusList, type StatusListEvent, statusListEvent } from './status-list.ts'

/** A card of which the list does not yet say what is. */
export interface CardToList {
  readonly personId: string
  readonly cardId: string
  readonly status: number
  /** Null before the card is first listed. */
  readonly place: Pick<CardListing, 'shard' | 'place'> | null
}

/** What the publication knows of one list, and where it counts on. */
interface Counted {
  readonly version: number
  readonly seed: string
  cards: number
  readonly changes: StatusChange[]
  readonly opened: boolean
}

/**
 * Article 9: what outside parties must know of a card stands in the next version of its list, for those without a network, too.
 * New cards get the next place of the last list, in the order that follows from its seed; a full list is followed by a new one.
 */
export function listCardStatuses(
  cards: readonly CardToList[],
  lists: readonly (StatusList & { readonly version: number })[],
  /** For a list that is opened now. */
  newSeed: string,
  orderOf: (seed: string) => (position: number) => number,
): Decision<StatusListEvent | CardListingEvent, { cards: number; lists: number }> {
  const counted = new Map<number, Counted>(
    lists.map(({ shard, version, seed, cards: given }) => [
      shard,
      { version, seed, cards: given, changes: [], opened: false },
    ]),
  )
  const lastShard = () => Math.max(-1, ...counted.keys())

  const nextPlace = (): Pick<CardListing, 'shard' | 'place'> => {
    let shard = lastShard()
    let list = counted.get(shard)
    if (list === undefined || list.cards === placesPerShard) {
      shard += 1
      list = { version: 0, seed: newSeed, cards: 0, changes: [], opened: true }
      counted.set(shard, list)
    }
    const place = orderOf(list.seed)(list.cards)
    list.cards += 1
    return { shard, place }
  }

  const places = cards.map((card) => {
    const { shard, place } = card.place ?? nextPlace()
    counted.get(shard)?.changes.push({ place, status: card.status })
    return { card, shard, place }
  })
  const touched = [...counted].filter(([, list]) => list.changes.length > 0)
  const listVersion = ({ version, opened }: Counted) => version + (opened ? 2 : 1)
  return accept(
    [
      ...touched.flatMap(([shard, list]): StatusListEvent[] => [
        ...(list.opened ? [statusListEvent(shard, 'status-list-opened', { seed: list.seed })] : []),
        statusListEvent(shard, 'statuses-listed', {
          changes: packChanges(list.changes).toBase64(),
          cards: list.cards,
        }),
      ]),
      ...places.map(
        ({ card: { cardId, personId, status }, shard, place }): CardListingEvent => ({
          stream: 'card-listing',
          id: cardId,
          personId,
          name: 'card-listed',
          data: { shard, place, status, listVersion: listVersion(counted.get(shard) as Counted) },
        }),
      ),
    ],
    { cards: cards.length, lists: touched.length },
  )
}
