import { type Application, isOpen } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { cardsOfPersons } from '../card/store.ts'
import { groundsOfPersons, lockPersons } from '../holder/store.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { openApplications } from './store.ts'

/** What every new application is held against, for all persons of a batch. */
export interface LoadedPersons {
  readonly persons: Map<string, Stored<Person>>
  readonly grounds: ReadonlyMap<string, readonly Ground[]>
  readonly cards: ReadonlyMap<string, readonly Card[]>
  /** Open applications by id; those that the batch itself makes join them. */
  readonly application: Map<string, Stored<Application>>
}

/** The person rows first: they are the lock of everything else. */
export async function loadPersons(tx: Transaction, personIds: readonly string[]): Promise<LoadedPersons> {
  const persons = await lockPersons(tx, personIds)
  const [grounds, cards, application] = await Promise.all([
    groundsOfPersons(tx, personIds),
    cardsOfPersons(tx, personIds),
    openApplications(tx, personIds),
  ])
  return { persons, grounds: byPerson(grounds), cards: byPerson(cards), application }
}

export function byPerson<Thing extends { readonly personId: string }>(
  things: ReadonlyMap<string, Thing>,
): ReadonlyMap<string, readonly Thing[]> {
  return Map.groupBy(things.values(), ({ personId }) => personId)
}

export function openOf(
  applications: ReadonlyMap<string, Stored<Application>>,
  personId: string,
): Stored<Application> | undefined {
  return applications.values().find((application) => application.personId === personId && isOpen(application))
}
