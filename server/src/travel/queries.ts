import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, type Day, dayOf, type Instant, startOfDay } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { type Balances, balanceOf } from '@yika/core/ledger/balances.ts'
import { type PolicyBook, policyInForce } from '@yika/core/policy/policy-reader.ts'
import { fareTable } from '@yika/core/policy/table/fare-table.ts'
import { debtOf, purseOf } from '@yika/core/travel/charge-rides.ts'
import { monthlyPercent } from '@yika/core/travel/fare-of-ride.ts'
import type { TravelSignal } from '@yika/core/travel/impossible-travel.ts'
import { previewFare } from '@yika/core/travel/preview-fare.ts'
import type { PurseCase } from '@yika/core/travel/purse-case.ts'
import type { Ride } from '@yika/core/travel/ride.ts'
import * as schema from '@yika/core/travel/schema.ts'
import type { Tap } from '@yika/core/travel/tap.ts'
import { cardsOfPersons } from '../card/store.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { type Query, query } from '../kernel/query.ts'
import type { Stored } from '../kernel/stream.ts'
import type { Networks, networkCache } from './network-store.ts'
import { purseCasesOf, readPurses, waitingCases } from './purse-store.ts'
import { type RideTotal, ridesOfMonth, rideTotals } from './ride-store.ts'
import { signalsAfter, tapCounts, unchargedTaps } from './tap-store.ts'

export type TravelQueryParts = Pick<KernelParts, 'clock' | 'policyReader'> & {
  readonly networks: ReturnType<typeof networkCache>
  book(): PolicyBook
}

interface Travelled {
  readonly month: string
  readonly cardIds: readonly string[]
  readonly balances: Balances
  readonly rides: readonly Stored<Ride>[]
  readonly uncharged: readonly Pick<Tap, 'cardId' | 'at' | 'place' | 'reason'>[]
  readonly cases: readonly PurseCase[]
  readonly networks: Networks
}

const pageDefault = 50

/** First instant of the month, and of the one after. */
function monthRange(month: string): { from: Instant; before: Instant } {
  const first = `${month}-01` as Day
  return { from: startOfDay(first), before: startOfDay(`${addDays(first, 31).slice(0, 8)}01` as Day) }
}

async function travelledBy(db: Database, personId: string, month: string): Promise<Omit<Travelled, 'networks'>> {
  const { from, before } = monthRange(month)
  const cards = await cardsOfPersons(db, [personId])
  const [balances, rides, uncharged, cases] = await Promise.all([
    readPurses(db, [...cards.values()]),
    ridesOfMonth(db, personId, month),
    unchargedTaps(db, personId, from, before),
    purseCasesOf(db, [personId]),
  ])
  return { month, cardIds: [...cards.keys()], balances, rides, uncharged, cases: [...cases.values()] }
}

/** What the place of a gate is called on that day. */
function nameOf(networks: Networks, place: string | null, at: Instant | null) {
  if (place === null || at === null) return null
  const station = networks.at(at)?.network.stations.find(({ stationId }) => stationId === place)
  return station === undefined ? null : { ...station.name }
}

export function travelQueries({ clock, policyReader, networks, book }: TravelQueryParts): readonly Query[] {
  return [
    query<typeof schema.myTravel, Travelled>({
      operation: schema.myTravel,
      async load(db, reads) {
        const known = await networks(db)
        const travelled = await Promise.all(
          reads.map(({ input }) => travelledBy(db, input.personId, input.month ?? dayOf(clock()).slice(0, 7))),
        )
        return travelled.map((one) => ({ ...one, networks: known }))
      },
      subjects: (_travelled, { personId }) => [{ personId }],
      fields: [],
      answer({ month, cardIds, balances, rides, uncharged, cases, networks }, { personId }) {
        const now = clock()
        const table = fareTable(policyReader(systemActor, now).text('travel.fare-table', dayOf(now)))
        return {
          month,
          cards: cardIds.map((cardId) => {
            const purse = balanceOf(balances, purseOf({ personId, cardId }))
            const metro = rides.filter((ride) => ride.cardId === cardId && ride.mode === 'metro')
            const paid = metro.reduce((sum, { fare }) => sum + fare, 0)
            return {
              ...{ cardId, paid, balance: purse.posted, pendingTopUps: purse.pendingIn },
              debt: debtOf(balances, { personId, cardId }),
              percent: monthlyPercent(table, paid),
            }
          }),
          steps: table.monthly.map(({ fromFen, percent }) => ({ fromFen, percent })),
          verified: policyInForce(book(), 'travel.fare-table', dayOf(now))?.verified ?? false,
          rides: rides.map(({ rideId, cardId, mode, end, from, to, enteredAt, exitedAt, lines, fare, version }) => ({
            ...{ rideId, cardId, mode, end, from, to, enteredAt, exitedAt, fare },
            fromName: nameOf(networks, from, enteredAt),
            toName: nameOf(networks, to, exitedAt),
            ...{ lines: [...lines], changed: version > 1 },
          })),
          uncharged: uncharged.map(({ cardId, at, place, reason }) => ({ cardId, at, place, reason: reason ?? '' })),
          cases: cases.map(({ caseId, cardId, status, settleOn, way, amount }) => ({
            ...{ caseId, cardId, status, settleOn, way, amount },
          })),
        }
      },
    }),
    query<typeof schema.ridesOfDay, { totals: readonly RideTotal[]; taps: number; uncharged: number }>({
      operation: schema.ridesOfDay,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { operatorId, on } }) => {
            const [from, before] = [startOfDay(on as Day), startOfDay(addDays(on as Day, 1))]
            const [totals, counts] = await Promise.all([
              rideTotals(db, operatorId, from, before),
              tapCounts(db, operatorId, from, before),
            ])
            return { totals, ...counts }
          }),
        ),
      subjects: (_loaded, { operatorId }) => [{ officeId: operatorId }],
      fields: [],
      answer: ({ totals, taps, uncharged }) => ({ totals: [...totals], taps, uncharged }),
    }),
    query<typeof schema.travelSignals, readonly TravelSignal[]>({
      operation: schema.travelSignals,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { after = null, limit = pageDefault } }) => signalsAfter(db, after, limit + 1)),
        ),
      subjects: (signals, { limit = pageDefault }) =>
        signals.slice(0, limit).map(({ personId, signalId }) => ({ personId, caseId: signalId })),
      fields: [],
      answer(signals, { limit = pageDefault }) {
        const shown = signals.slice(0, limit)
        return {
          signals: shown.map(({ signalId, personId, cardId, from, to, metres, seconds, at }) => ({
            ...{ signalId, personId, cardId, from, to, metres, seconds, at },
          })),
          next: signals.length > limit ? (shown.at(-1)?.signalId ?? null) : null,
        }
      },
    }),
    query<typeof schema.purseCases, readonly Stored<PurseCase>[]>({
      operation: schema.purseCases,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { status = null, after = null, limit = pageDefault } }) =>
            waitingCases(db, status, after, limit + 1),
          ),
        ),
      subjects: (cases, { limit = pageDefault }) =>
        cases.slice(0, limit).map(({ personId, caseId }) => ({ personId, caseId })),
      fields: [],
      answer(cases, { limit = pageDefault }) {
        const shown = cases.slice(0, limit)
        return {
          cases: shown.map(({ caseId, version, personId, cardId, status, settleOn, amount, way, decidedBy }) => ({
            ...{ caseId, version, personId, cardId, status, settleOn, amount, way, decidedBy },
          })),
          next: cases.length > limit ? (shown.at(-1)?.caseId ?? null) : null,
        }
      },
    }),
  ]
}

/** What a ride costs, for everybody. */
export function travelPublicReads(parts: TravelQueryParts): readonly PublicRead[] {
  return [
    publicRead<typeof schema.farePreview>({
      operation: schema.farePreview,
      async answer(db, { from, to, rider = null, on }) {
        const now = parts.clock()
        const day = (on ?? dayOf(now)) as Day
        const measured = (await parts.networks(db)).at(startOfDay(day))
        if (measured === undefined) return refuse('network-missing')
        const table = fareTable(parts.policyReader(systemActor, now).text('travel.fare-table', day))
        const previewed = previewFare(measured.distances, table, { from, to, rider })
        if (!previewed.accepted) return previewed
        return {
          ...previewed.answer,
          on: day,
          verified: policyInForce(parts.book(), 'travel.fare-table', day)?.verified ?? false,
          networkSource: measured.network.source,
        }
      },
    }),
  ]
}
