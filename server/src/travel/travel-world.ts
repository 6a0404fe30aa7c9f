import { systemActor } from '@yika/core/access/actor.ts'
import { addMilliseconds, type Day, dayOf, epochMs, type Instant, startOfDay } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import { type CardApplication, cardApplicationId } from '@yika/core/service/card-application.ts'
import type { CardService } from '@yika/core/service/card-service.ts'
import type { UseFacts } from '@yika/core/service/judge-use.ts'
import type { TravelSignal } from '@yika/core/travel/impossible-travel.ts'
import type { TravelBooks, TravelOfCard } from '@yika/core/travel/record-taps.ts'
import { reachOf } from '@yika/core/travel/retell-rides.ts'
import type { Ride } from '@yika/core/travel/ride.ts'
import { rideServices } from '@yika/core/travel/suspend-for-debt.ts'
import type { Tap } from '@yika/core/travel/tap.ts'
import type { CardKey } from '../card/store.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { Stored } from '../kernel/stream.ts'
import type { LedgerWorld } from '../ledger/store.ts'
import { serviceById } from '../service/catalogue-store.ts'
import { useFactsOf } from '../use/use-facts.ts'
import type { Networks } from './network-store.ts'
import { loadPurses } from './purse-store.ts'
import { type FollowedRides, paidBefore, ridesSince } from './ride-store.ts'
import { type FollowedTaps, tapsSince } from './tap-store.ts'

export interface TravelParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  networks(tx: Transaction): Promise<Networks>
}

/** What can change when taps of these cards are told, and what moves with it. */
export interface TravelWorld extends LedgerWorld, FollowedTaps, FollowedRides {
  readonly 'travel-tap': Map<string, Stored<Tap>>
  readonly ride: Map<string, Stored<Ride>>
  readonly 'travel-signal': Map<string, Stored<TravelSignal>>
  readonly 'card-application': Map<string, Stored<CardApplication>>
  readonly networks: Networks
  readonly facts: ReadonlyMap<string, UseFacts>
  readonly services: ReadonlyMap<string, CardService>
  readonly ridesFrom: ReadonlyMap<string, Instant>
  readonly paidBefore: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** The lock of everything that belongs to a person, without the sealed columns that no ride needs. */
export async function lockTravellers(tx: Transaction, personIds: readonly string[]): Promise<void> {
  await tx`
    select from person where person_id = any(${[...new Set(personIds)]}::uuid[]) order by person_id for update`
}

const hourMs = 3_600_000
/** What a clock read a moment later may say more. */
const slackMs = 60_000

/** Loads what a tap at these moments can touch, each card from its earliest moment on; the persons are locked already. */
export async function loadTravel(
  tx: Transaction,
  touched: readonly (CardKey & { readonly at: Instant })[],
  { clock, policyReader, networks }: TravelParts,
): Promise<TravelWorld> {
  const now = clock()
  const longestMs = policyReader(systemActor, now).number('travel.ride-longest') * hourMs
  const cards = [...earliestByCard(touched)].map(([cardId, { personId, at }]) => {
    const { ridesFrom, tapsFrom } = reachOf(addMilliseconds(at, -slackMs), longestMs)
    const month = startOfDay(`${dayOf(tapsFrom).slice(0, 8)}01` as Day)
    return { personId, cardId, ridesFrom, tapsFrom, month }
  })
  const [facts, taps, rides, paid, balances, known, services] = await Promise.all([
    useFactsOf(tx, cards),
    tapsSince(
      tx,
      cards.map((card) => ({ ...card, since: card.tapsFrom })),
    ),
    ridesSince(
      tx,
      cards.map((card) => ({ ...card, since: card.ridesFrom })),
    ),
    paidBefore(
      tx,
      cards.map((card) => ({ ...card, from: card.month, before: card.ridesFrom })),
    ),
    loadPurses(tx, cards),
    networks(tx),
    serviceById(tx, rideServices),
  ])
  const tapsBy = Map.groupBy(taps, ({ cardId }) => cardId)
  const ridesBy = Map.groupBy(rides, ({ cardId }) => cardId)
  const paidBy = Map.groupBy(paid, ({ cardId }) => cardId)
  const ofCards = <Value>(of: (cardId: string) => Value) => new Map(cards.map(({ cardId }) => [cardId, of(cardId)]))
  return {
    'travel-tap': new Map(),
    ride: new Map(rides.map((ride) => [ride.rideId, { ...ride }])),
    'travel-signal': new Map(),
    'card-application': applicationsIn(facts),
    transfer: new Map(),
    balances,
    networks: known,
    facts,
    services,
    byName: new Map(),
    byProof: new Map(),
    tapsOf: ofCards((cardId) => [...(tapsBy.get(cardId) ?? [])]),
    ridesOf: ofCards((cardId) => new Map((ridesBy.get(cardId) ?? []).map((ride) => [ride.rideId, ride]))),
    ridesFrom: new Map(cards.map(({ cardId, ridesFrom }) => [cardId, ridesFrom])),
    paidBefore: ofCards((cardId) => new Map((paidBy.get(cardId) ?? []).map((one) => [one.month, one.paid]))),
  }
}

function earliestByCard(touched: readonly (CardKey & { readonly at: Instant })[]) {
  const earliest = new Map<string, { personId: string; at: Instant }>()
  for (const { personId, cardId, at } of touched) {
    const known = earliest.get(cardId)
    if (known === undefined || at < known.at) earliest.set(cardId, { personId, at })
  }
  return earliest
}

/** The rows of the services on these persons' cards, as the facts hold them. */
export function applicationsIn(facts: ReadonlyMap<string, UseFacts>): Map<string, Stored<CardApplication>> {
  return new Map(
    [...facts.values()].flatMap(({ applications }) =>
      applications.map((one) => [cardApplicationId(one), one as Stored<CardApplication>] as const),
    ),
  )
}

/** The facts of a card with the services as they stand after the earlier requests of the batch. */
export function factsNow(world: Pick<TravelWorld, 'facts' | 'card-application'>, cardId: string): UseFacts | undefined {
  const facts = world.facts.get(cardId)
  if (facts === undefined) return undefined
  const ids = new Set([
    ...facts.applications.map(cardApplicationId),
    ...rideServices.map((serviceId) => cardApplicationId({ cardId, serviceId })),
  ])
  return { ...facts, applications: [...ids].flatMap((id) => world['card-application'].get(id) ?? []) }
}

export function travelOf(world: TravelWorld, cardId: string): TravelOfCard | undefined {
  const facts = factsNow(world, cardId)
  const ridesFrom = world.ridesFrom.get(cardId)
  if (facts === undefined || ridesFrom === undefined) return undefined
  return {
    ...{ facts, ridesFrom },
    taps: world.tapsOf.get(cardId) ?? [],
    rides: [...(world.ridesOf.get(cardId)?.values() ?? [])],
    paidBefore: world.paidBefore.get(cardId) ?? new Map(),
  }
}

export function booksOf(world: TravelWorld): Pick<TravelBooks, 'networkAt' | 'balances' | 'services'> {
  const { networks, balances, services } = world
  return { networkAt: (at) => networks.at(at)?.distances, balances, services }
}

/** Whose card it is, when the presenter knows. */
export function knownCard(presented: Presented | Refused): readonly Presented[] {
  return 'accepted' in presented ? [] : [presented]
}

/** The earliest moment that a tap can be put to: as the terminal says, or less what its clock is off, and never after now. */
export function earliestOf(usedAt: Instant, clock: Instant, now: Instant): Instant {
  const corrected = addMilliseconds(usedAt, epochMs(now) - epochMs(clock))
  return [usedAt, corrected, now].sort()[0] as Instant
}
