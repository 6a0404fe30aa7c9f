import assert from 'node:assert/strict'
import { addMilliseconds, type Instant } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import { evolveSignal } from '@yika/core/travel/impossible-travel.ts'
import { evolvePurseCase } from '@yika/core/travel/purse-case.ts'
import { evolveRide } from '@yika/core/travel/ride.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { evolveTap } from '@yika/core/travel/tap.ts'
import { cardCommands } from '../src/card/commands.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { codeReader } from '../src/e-card/read-code.ts'
import { loadStanding } from '../src/holder/store.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { createPresenter } from '../src/presentation/presenter.ts'
import { networkCache } from '../src/travel/network-store.ts'
import { purseCommands } from '../src/travel/purse-commands.ts'
import { travelQueries } from '../src/travel/queries.ts'
import { seedNetwork } from '../src/travel/seed-network.ts'
import { tapCommands } from '../src/travel/tap-commands.ts'
import { useCommands } from '../src/use/commands.ts'
import { callsOn } from './calls-on.ts'
import { givenTerminal, tapped } from './card-at-terminal.ts'
import { type CardInReader, givenCardInReader } from './card-in-reader.ts'
import { activatedCard, givenPerson, holderOf } from './given-card.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { givenCatalogue } from './given-service.ts'
import { testKernel } from './test-kernel.ts'

export const metro = 'transit-operator'
export const hour = 3_600_000
export const at = (ms: number) => addMilliseconds('2026-11-20T00:00:00.000Z' as Instant, ms)

export type Tap = InputOf<typeof schema.uploadTaps>['taps'][number]

const folds = {
  ride: { table: 'ride', id: 'ride_id', evolve: evolveRide },
  'travel-tap': { table: 'travel_tap', id: 'tap_id', evolve: evolveTap },
  'travel-signal': { table: 'travel_signal', id: 'signal_id', evolve: evolveSignal },
  'purse-case': { table: 'purse_case', id: 'case_id', evolve: evolvePurseCase },
} as const
type Stream = keyof typeof folds

/** A state and its row under the same names: `end` is `ride_end`, `from` is `from_place`. */
function asStored(value: object): Record<string, unknown> {
  const names: Readonly<Record<string, string>> = { end: 'ride_end', from: 'from_place', to: 'to_place' }
  const plain = Object.entries(value).map(([name, content]): [string, unknown] => {
    const column = names[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const isMoment = typeof content === 'string' && /^\d{4}-\d\d-\d\dT/.test(content)
    return [column, isMoment ? new Date(content).toISOString() : content]
  })
  return Object.fromEntries(plain.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Rides and purses on a real database, with a network, a gate of the metro and a bus. */
export async function travelWorld(ending: { after(end: () => Promise<void>): void }) {
  const kernel = await testKernel(ending, {
    commands: ({ db, custodian, clock, policyReader }) => {
      const readCode = codeReader({ db, custodian, clock, policyReader })
      const presenter = createPresenter({ db, custodian, readCode })
      const networks = networkCache()
      return [
        ...tapCommands({ clock, policyReader, networks, presenter }),
        ...purseCommands({ presenter }),
        ...useCommands({ custodian, presenter }),
        ...cardCommands({ custodian }),
      ]
    },
    queries: ({ policyReader }) =>
      travelQueries({
        ...{ clock: () => kernel.now, policyReader, networks: networkCache() },
        book: () => policyBook(firstPolicyValues()),
      }),
    standing: loadStanding,
    caseConcerns,
    policy: Object.fromEntries(firstPolicyValues().map(({ key, value }) => [key, value])),
    now: '2026-11-20T00:00:00.000Z',
  })
  const { db, executor } = kernel
  const { accepted, codeOf } = callsOn(kernel)
  await givenChipKeys(kernel)
  await givenCatalogue(kernel)
  await seedNetwork(executor)
  const gate = await givenTerminal(kernel, {
    ...{ terminalId: 'gate-1', institutionId: metro, kind: 'gate', services: ['metro'], offline: true },
  })
  const bus = await givenTerminal(kernel, {
    ...{ terminalId: 'bus-1', institutionId: metro, kind: 'bus', services: ['bus'], offline: true },
  })

  let sequence = 0

  /** A chip at a gate at a moment; told whenever the test likes. */
  async function tapAt(
    of: CardInReader,
    kind: Tap['kind'],
    place: string,
    at: Instant,
    more: Partial<Tap> = {},
  ): Promise<Tap> {
    sequence += 1
    const terminalId = kind === 'bus' ? 'bus-1' : 'gate-1'
    const metres = kind === 'bus' ? { metres: 4_000 } : {}
    return { sequence, kind, place, ...metres, presentation: await tapped(of.memory, terminalId, at), ...more }
  }

  const upload = (taps: readonly Tap[], actor = gate, clock: Instant = kernel.now) =>
    accepted(schema.uploadTaps, actor, { clock, taps: [...taps] }).then((answer) => answer.taps)

  async function givenRider(fen = 0) {
    const personId = await givenPerson(kernel)
    const of = await givenCardInReader(kernel, personId, activatedCard())
    const card = { personId, cardId: of.card.cardId }
    if (fen > 0) await accepted(schema.topUpPurse, holderOf(personId), { ...card, amount: fen })
    return { personId, of, card }
  }

  const travelOf = (personId: string, month = '2026-11') =>
    accepted(schema.myTravel, holderOf(personId), { personId, month, purpose: 'own-affairs' } as never)

  async function moneyOf(personId: string, month = '2026-11') {
    const { cards, rides } = await travelOf(personId, month)
    return { balance: cards[0]?.balance, debt: cards[0]?.debt, fares: rides.map(({ fare }) => fare).reverse() }
  }

  /** Every row that travel keeps is the fold of its events; of these streams there must be rows by now. */
  async function foldsAgree(lived: readonly Stream[]): Promise<void> {
    for (const [stream, { table, id, evolve }] of Object.entries(folds)) {
      const rows = await db<{ personId: string; id: string; row: Record<string, unknown> }[]>`
        select person_id, ${db(id)} as id, to_jsonb(t) as row from ${db(table)} t
        where exists (select from event e where e.person_id = t.person_id and e.stream = ${stream} and e.stream_id = ${db(id)}::text)`
      if (lived.includes(stream as Stream)) assert.ok(rows.length > 0, stream)
      for (const { personId, id: streamId, row } of rows) {
        const events = await db.begin((tx) => eventsOf(tx, personId, stream, streamId))
        let state: unknown
        for (const { event, at: moment } of events)
          state = (evolve as (state: unknown, event: unknown, at: Instant) => unknown)(state, event, moment)
        assert.deepEqual(
          asStored({ ...(state as object), version: events.length }),
          asStored(row),
          `${stream} ${streamId}`,
        )
      }
    }
    const [sum] = await db<{ posted: number }[]>`select sum(posted)::bigint as posted from ledger_balance`
    assert.equal(sum?.posted, 0)
  }

  return { kernel, gate, bus, accepted, codeOf, tapAt, upload, givenRider, travelOf, moneyOf, foldsAgree }
}
