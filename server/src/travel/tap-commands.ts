import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { closeOpenRides } from '@yika/core/travel/close-open-rides.ts'
import type { Network } from '@yika/core/travel/network.ts'
import { publishNetwork } from '@yika/core/travel/publish-network.ts'
import { recordTaps, type ToldTap } from '@yika/core/travel/record-taps.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'
import { ledgerConflicts, transferStream } from '../ledger/store.ts'
import type { Presenter } from '../presentation/presenter.ts'
import { cardApplicationStream } from '../service/application-store.ts'
import { agreementsOf } from '../service/catalogue-store.ts'
import { terminalsByIds } from '../terminal/store.ts'
import { proofsThatCounted } from '../use/store.ts'
import { lockNetworks, networkStream } from './network-store.ts'
import { rideStream } from './ride-store.ts'
import { nameOfTap, proofsAtGates, signalStream, tapStream, tapsByNames } from './tap-store.ts'
import {
  booksOf,
  earliestOf,
  knownCard,
  loadTravel,
  lockTravellers,
  type TravelParts,
  type TravelWorld,
  travelOf,
} from './travel-world.ts'

export interface TapCommandParts extends TravelParts {
  readonly presenter: Presenter
}

interface Told {
  readonly clock: Instant
  readonly taps: readonly ToldTap[]
}

interface TapWorld extends TravelWorld {
  readonly terminals: Awaited<ReturnType<typeof terminalsByIds>>
  readonly agreements: Awaited<ReturnType<typeof agreementsOf>>
}

const streams = [tapStream, rideStream, signalStream, cardApplicationStream, transferStream]

/** What gates and buses have seen, and the network between them. */
export function tapCommands(parts: TapCommandParts): readonly Command[] {
  return [
    command<typeof schema.uploadTaps, TapWorld, Told>({
      operation: schema.uploadTaps,
      async prepare({ clock, taps }, actor) {
        const institutionId = actor.officeId ?? ''
        // The presenter gathers them; an upload brings some hundred at most.
        const presented = await Promise.all(
          taps.map(({ presentation, kind }) => {
            const serviceId = kind === 'bus' ? 'bus' : 'metro'
            return parts.presenter.resolve(presentation, { terminalId: actor.id, institutionId, serviceId })
          }),
        )
        return { clock: clock as Instant, taps: taps.map((tap, at) => toldTap(tap, presented[at] as never)) }
      },
      async load(tx, requests) {
        const now = parts.clock()
        const touched = requests.flatMap(({ input: { clock, taps } }) =>
          taps.flatMap(({ presented }) =>
            knownCard(presented).map((known) => ({ ...known, at: earliestOf(known.usedAt as Instant, clock, now) })),
          ),
        )
        await lockTravellers(
          tx,
          touched.map(({ personId }) => personId),
        )
        const names = requests.flatMap(({ actor, input }) =>
          input.taps.map(({ sequence }) => ({ terminalId: actor.id, sequence })),
        )
        const terminalIds = requests.map(({ actor }) => actor.id)
        const institutionIds = requests.map(({ actor }) => actor.officeId ?? '')
        const [travel, named, proofs, otherProofs, terminals, agreements] = await Promise.all([
          loadTravel(tx, touched, parts),
          tapsByNames(tx, names),
          proofsAtGates(tx, touched),
          proofsThatCounted(tx, touched),
          terminalsByIds(tx, terminalIds),
          agreementsOf(tx, institutionIds),
        ])
        for (const tap of named) travel.byName.set(nameOfTap(tap), tap)
        for (const one of [...otherProofs, ...proofs]) travel.byProof.set(`${one.cardId} ${one.proofKey}`, one)
        return { ...travel, terminals, agreements }
      },
      subject: ({ terminals }, _input, actor) => {
        const officeId = terminals.get(actor.id)?.institutionId ?? actor.officeId
        return officeId === undefined ? {} : { officeId }
      },
      decide(world, input, context) {
        const terminalId = context.actor.id
        const terminal = world.terminals.get(terminalId)
        return recordTaps(
          {
            ...booksOf(world),
            terminal,
            agreements: world.agreements.get(terminal?.institutionId ?? '') ?? [],
            told: (sequence) => world.byName.get(nameOfTap({ terminalId, sequence })),
            proofOf: (cardId, proofKey) => world.byProof.get(`${cardId} ${proofKey}`),
            cardOf: (cardId) => travelOf(world, cardId),
          },
          input,
          context,
        )
      },
      conflicts: {
        ...ledgerConflicts,
        travel_tap_name_pkey: 'changed-meanwhile',
        travel_tap_proof: 'changed-meanwhile',
      },
      streams,
    }),
    command<typeof schema.closeOpenRides, TravelWorld>({
      operation: schema.closeOpenRides,
      async load(tx, requests) {
        const cards = requests.map(({ input }) => input)
        await lockTravellers(
          tx,
          cards.map(({ personId }) => personId),
        )
        const from = openSince(parts)
        return loadTravel(
          tx,
          cards.map((card) => ({ ...card, at: from })),
          parts,
        )
      },
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, card, context) => closeOpenRides(travelOf(world, card.cardId), card, booksOf(world), context),
      conflicts: ledgerConflicts,
      streams,
    }),
    command({
      operation: schema.publishNetwork,
      load: async (tx) => ({ 'travel-network': await lockNetworks(tx) }),
      subject: () => ({ organisationId: 'transport' }),
      decide: (world: { 'travel-network': Map<string, Stored<Network>> }, { from, ...input }, context) =>
        publishNetwork([...world['travel-network'].values()], { ...input, from: from as Day }, context),
      conflicts: { travel_network_day: 'network-day-taken' },
      streams: [networkStream],
    }),
  ]
}

/** The sweep of open rides looks back over so many days. */
const sweptDays = 7

export function openSince({ clock }: Pick<TravelParts, 'clock'>): Instant {
  return new Date(Date.parse(clock()) - sweptDays * 86_400_000).toISOString() as Instant
}

function toldTap(
  { sequence, kind, place, metres }: InputOf<typeof schema.uploadTaps>['taps'][number],
  presented: ToldTap['presented'],
): ToldTap {
  // Only a bus tells a distance; a gate's is what the network says.
  return { sequence, kind, place, metres: kind === 'bus' ? (metres ?? null) : null, presented }
}
