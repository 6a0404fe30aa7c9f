import type { CardListing } from '@yika/core/status-list/card-listing.ts'
import { type CardToList, listCardStatuses } from '@yika/core/status-list/list-card-statuses.ts'
import { placeOrder, placeOrderBytes } from '@yika/core/status-list/place-order.ts'
import * as operations from '@yika/core/status-list/schema.ts'
import type { StatusList } from '@yika/core/status-list/status-list.ts'
import { type Command, command } from '../kernel/command.ts'
import { chanceOfSeed, newListSeed } from '../kernel/custody/list-order-chance.ts'
import type { Stored } from '../kernel/stream.ts'
import { cardListingStream, cardsToList, publishAlone, statusListStream, statusLists } from './store.ts'

interface World {
  /** Taken by the first of the batch; the others find nothing left. */
  cards: readonly CardToList[]
  readonly 'status-list': ReadonlyMap<string, Stored<StatusList>>
  readonly 'card-listing': ReadonlyMap<string, Stored<CardListing>>
}

interface Input {
  readonly most: number
  /** For a list that has to be opened. */
  readonly seed: string
}

/** M9.5: the lists follow the cards by what differs between them, so nothing that happened can be forgotten. */
export const statusListCommands: readonly Command[] = [
  command<typeof operations.listCardStatuses, World, Input>({
    operation: operations.listCardStatuses,
    prepare: async ({ most }) => ({ most, seed: newListSeed() }),
    async load(tx, requests) {
      if (!(await publishAlone(tx))) return { cards: [], 'status-list': new Map(), 'card-listing': new Map() }
      const most = Math.max(...requests.map(({ input }) => input.most))
      const [lists, { cards, listings }] = await Promise.all([statusLists(tx), cardsToList(tx, most)])
      return { cards, 'status-list': lists, 'card-listing': listings }
    },
    subject: () => ({}),
    decide(world, { seed }) {
      const { cards } = world
      world.cards = []
      return listCardStatuses(cards, [...world['status-list'].values()], seed, orderOf)
    },
    streams: [statusListStream, cardListingStream],
  }),
]

const orders = new Map<string, (position: number) => number>()

function orderOf(seed: string): (position: number) => number {
  const known = orders.get(seed)
  if (known !== undefined) return known
  const order = placeOrder(chanceOfSeed(seed, placeOrderBytes))
  orders.set(seed, order)
  return order
}
