import type { BankNotice } from '@yika/core/card/bank-notice.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { lockPersons } from '../holder/store.ts'
import type { Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { cardsOfPersons } from './store.ts'

export interface World {
  readonly persons: Map<string, Stored<Person>>
  /** Every card of these persons. */
  readonly card: Map<string, Stored<Card>>
  /** Notices to banks that this batch raises. */
  readonly 'bank-notice': Map<string, Stored<BankNotice>>
  readonly cardIds: Map<string, string[]>
}

/** Everything that a command about one card of one person knows. */
export interface Case {
  readonly person: Person
  /** All cards of the person as they are now; `card` is one of them, or none. */
  readonly cards: readonly Card[]
  readonly card: Card | undefined
}

export interface OfCard {
  readonly personId: string
  readonly cardId: string
}

export async function loadCards(
  tx: Transaction,
  requests: readonly Request<{ readonly personId: string }>[],
): Promise<World> {
  const personIds = requests.map(({ input }) => input.personId)
  const persons = await lockPersons(tx, personIds)
  const card = await cardsOfPersons(tx, personIds)
  const cardIds = new Map(personIds.map((personId): [string, string[]] => [personId, []]))
  for (const { personId, cardId } of card.values()) cardIds.get(personId)?.push(cardId)
  return { persons, card, 'bank-notice': new Map(), cardIds }
}

export function caseOf(world: World, input: { readonly personId: string; readonly cardId?: string }): Case | undefined {
  const person = world.persons.get(input.personId)
  if (person === undefined) return undefined
  const cards = (world.cardIds.get(input.personId) ?? []).flatMap((cardId) => world.card.get(cardId) ?? [])
  return { person, cards, card: cards.find((card) => card.cardId === input.cardId) }
}

export function subjectOf(world: World, input: { readonly personId: string; readonly cardId?: string }) {
  const { person, card } = caseOf(world, input) ?? {}
  return {
    personId: input.personId,
    ...(person === undefined ? {} : { district: person.district }),
    ...(card === undefined || card.bankId === null ? {} : { bankId: card.bankId }),
  }
}
