import type { Application } from '@yika/core/application/application.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { CardDestruction } from '@yika/core/distribution/card-destruction.ts'
import type { PackedCard } from '@yika/core/distribution/packed-card.ts'
import type { Parcel } from '@yika/core/distribution/parcel.ts'
import type { ParcelLine } from '@yika/core/distribution/parcel-line.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { applicationsByKeys } from '../application/store.ts'
import { type CardKey, cardsByKeys } from '../card/store.ts'
import { lockPersons } from '../holder/store.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import {
  destructionsOfCards,
  instantOfficesOf,
  linesOfCards,
  linesOfParcels,
  lockParcels,
  personsOfParcels,
} from './store.ts'

/** Everything that a command of distribution moves, by stream and identifier. */
export interface ParcelWorld {
  readonly parcel: Map<string, Stored<Parcel>>
  readonly 'parcel-line': Map<string, Stored<ParcelLine>>
  readonly card: Map<string, Stored<Card>>
  readonly application: Map<string, Stored<Application>>
  readonly person: Map<string, Stored<Person>>
}

/** The same for single cards, with where they were made at once and whether their destruction was proposed. */
export interface CardWorld extends ParcelWorld {
  readonly 'card-destruction': Map<string, Stored<CardDestruction>>
  readonly instantOffices: ReadonlyMap<string, string>
}

/** Persons first, in key order, then parcels: the one order in which distribution locks. */
export async function loadParcelWorld(tx: Transaction, parcelIds: readonly string[]): Promise<ParcelWorld> {
  const person = await lockPersons(tx, await personsOfParcels(tx, parcelIds))
  const parcel = await lockParcels(tx, parcelIds)
  const line = await linesOfParcels(tx, parcelIds)
  const card = await cardsByKeys(tx, [...line.values()])
  const application = await applicationsByKeys(tx, [...line.values()])
  return { parcel, 'parcel-line': line, card, application, person }
}

export async function loadCardWorld(tx: Transaction, keys: readonly CardKey[]): Promise<CardWorld> {
  const person = await lockPersons(
    tx,
    keys.map(({ personId }) => personId),
  )
  const card = await cardsByKeys(tx, keys)
  const asked = [...card.values()].flatMap(({ personId, applicationId }) =>
    applicationId === null ? [] : [{ personId, applicationId }],
  )
  return {
    parcel: new Map(),
    'parcel-line': await linesOfCards(tx, keys),
    card,
    application: await applicationsByKeys(tx, asked),
    person,
    'card-destruction': await destructionsOfCards(tx, keys),
    instantOffices: await instantOfficesOf(tx, keys),
  }
}

export function packedCards(world: ParcelWorld, parcelId: string): readonly PackedCard[] {
  return [...world['parcel-line'].values()]
    .filter((line) => line.parcelId === parcelId)
    .sort((a, b) => a.position - b.position)
    .map((line) => packed(world, line))
}

function packed(world: ParcelWorld, line: ParcelLine): PackedCard {
  const card = world.card.get(line.cardId)
  const application = world.application.get(line.applicationId)
  if (card === undefined || application === undefined) throw new Error(`parcel line ${line.parcelLineId} lost its card`)
  return { line, card, application }
}

/** The card named by person and card, if it lies in a parcel or came out of one. */
export function packedCard(world: ParcelWorld, key: CardKey): PackedCard | undefined {
  const line = lineOf(world, key)
  return line === undefined ? undefined : packed(world, line)
}

export function lineOf(world: ParcelWorld, { personId, cardId }: CardKey): Stored<ParcelLine> | undefined {
  return [...world['parcel-line'].values()].find((line) => line.personId === personId && line.cardId === cardId)
}

/** The card, if it is this person's. */
export function cardOf(world: ParcelWorld, { personId, cardId }: CardKey): Stored<Card> | undefined {
  const card = world.card.get(cardId)
  return card?.personId === personId ? card : undefined
}

/** A card and where it lies: in the office of its parcel, or where it was made at once. */
export function lyingCard(world: CardWorld, key: CardKey) {
  const card = cardOf(world, key)
  const line = lineOf(world, key)
  return {
    card,
    application: world.application.get(card?.applicationId ?? ''),
    line,
    officeId: line?.officeId ?? world.instantOffices.get(key.cardId) ?? null,
  }
}
