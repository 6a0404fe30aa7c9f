import type { Card } from '@yika/core/card/card.ts'
import type { CredentialOffer } from '@yika/core/e-card/credential-offer.ts'
import type { ECard } from '@yika/core/e-card/e-card.ts'
import type { ECardDevice } from '@yika/core/e-card/e-card-device.ts'
import type { HeldECard } from '@yika/core/e-card/held-e-card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { cardsOfPersons } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import type { Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { listingsOfCards } from '../status-list/store.ts'
import { devicesOfPersons, eCardsOfPersons } from './store.ts'

export interface OfPerson {
  readonly personId: string
}

export interface Place {
  readonly shard: number
  readonly index: number
}

export interface World {
  readonly persons: Map<string, Stored<Person>>
  readonly cards: ReadonlyMap<string, readonly Card[]>
  readonly places: ReadonlyMap<string, Place>
  readonly 'e-card': Map<string, Stored<ECard>>
  readonly 'e-card-device': Map<string, Stored<ECardDevice>>
  readonly 'credential-offer': Map<string, Stored<CredentialOffer>>
}

/** Persons first: their rows lock everything that belongs to them. */
export async function loadECards(tx: Transaction, requests: readonly Request<OfPerson>[]): Promise<World> {
  const personIds = requests.map(({ input }) => input.personId)
  const persons = await lockPersons(tx, personIds)
  const [cards, eCards, devices] = await Promise.all([
    cardsOfPersons(tx, personIds),
    eCardsOfPersons(tx, personIds),
    devicesOfPersons(tx, personIds),
  ])
  const listings = await listingsOfCards(tx, [...cards.values()])
  return {
    persons,
    cards: Map.groupBy(cards.values(), ({ personId }) => personId),
    places: new Map([...listings].map(([cardId, { shard, place }]) => [cardId, { shard, index: place }])),
    'e-card': eCards,
    'e-card-device': devices,
    'credential-offer': new Map(),
  }
}

/** Undefined when there is no such person. */
export function heldBy(world: World, { personId }: OfPerson): HeldECard | undefined {
  const person = world.persons.get(personId)
  if (person === undefined) return undefined
  return {
    person,
    cards: world.cards.get(personId) ?? [],
    eCard: world['e-card'].get(personId),
    devices: world['e-card-device']
      .values()
      .filter((device) => device.personId === personId && device.unboundAt === null)
      .toArray(),
  }
}

export function subjectOf(world: World, { personId }: OfPerson) {
  const person = world.persons.get(personId)
  return { personId, ...(person === undefined ? {} : { district: person.district }) }
}
