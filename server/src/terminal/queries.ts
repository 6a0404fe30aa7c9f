import type { Actor } from '@yika/core/access/actor.ts'
import { systemActor } from '@yika/core/access/actor.ts'
import { type Day, dayOf, epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { agreementHolds } from '@yika/core/service/agreement.ts'
import type { CardService } from '@yika/core/service/card-service.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import type { CardListing } from '@yika/core/status-list/card-listing.ts'
import * as operations from '@yika/core/terminal/schema.ts'
import type { Terminal } from '@yika/core/terminal/terminal.ts'
import { type TerminalCondition, terminalCondition } from '@yika/core/terminal/terminal-condition.ts'
import { cardsByKeys } from '../card/store.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { type Query, query } from '../kernel/query.ts'
import { agreementsOf, institutionById, serviceById } from '../service/catalogue-store.ts'
import { listingsOfCards, publishedAt, statusLists } from '../status-list/store.ts'
import {
  type AcknowledgementCount,
  type AcknowledgementRow,
  acknowledgementCounts,
  acknowledgementsPage,
  conditionCounts,
  healthByDistrict,
  type KindCounts,
  servicePlaces,
  type TerminalRow,
  terminalsPage,
} from './page-store.ts'
import { terminalsByIds } from './store.ts'
import { thumbprintOf } from './thumbprint-of.ts'

export type TerminalQueryParts = Pick<KernelParts, 'clock' | 'policyReader'>

const pageDefault = 50
const minuteMs = 60_000
const neverReached = 2_147_483_647

/** One row more than is shown: it says that there is a next page. */
function pageOf<Row>(rows: readonly Row[], most: number, key: (row: Row) => string) {
  const shown = rows.slice(0, most)
  const last = shown.at(-1)
  return { shown: [...shown], next: rows.length > most && last !== undefined ? key(last) : null }
}

/** An institution sees its own, a district what stands in it. */
function within(actor: Actor, asked: { readonly institutionId?: string; readonly district?: string }) {
  return {
    institutionId: actor.role === 'institution' ? (actor.officeId ?? '') : (asked.institutionId ?? null),
    district: actor.role === 'district-officer' ? (actor.district ?? '') : (asked.district ?? null),
  }
}

/** Where the things of a page belong, for the table of rights. */
function placeOf({ institutionId, district }: { institutionId: string | null; district: string | null }) {
  return {
    ...(institutionId === null ? {} : { officeId: institutionId }),
    ...(district === null ? {} : { district }),
  }
}

interface Spread {
  readonly exists: boolean
  readonly listing: CardListing | undefined
  readonly counts: readonly AcknowledgementCount[]
}

/** M9.5, M12.6, M13.2: the devices, how they are, and what they know of a lost card. */
export function terminalQueries({ clock, policyReader }: TerminalQueryParts): readonly Query[] {
  const silentAfter = () => policyReader(systemActor, clock()).number('terminal.silent-after')
  const silentBefore = () => instantOf(epochMs(clock()) - silentAfter() * minuteMs)
  return [
    query<typeof operations.terminals, { rows: readonly TerminalRow[]; kinds: readonly KindCounts[] }>({
      operation: operations.terminals,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ actor, input }) => {
            const { kind = null, status = null, condition = null, after = '', limit = pageDefault } = input
            const filter = { ...within(actor, input), kind, status, silentBefore: silentBefore() }
            const [rows, kinds] = await Promise.all([
              terminalsPage(db, { ...filter, condition }, { after, limit: limit + 1 }),
              conditionCounts(db, filter),
            ])
            return { rows, kinds }
          }),
        ),
      subjects: (_found, input, actor) => [placeOf(within(actor, input))],
      fields: [],
      answer({ rows, kinds }, { limit = pageDefault }) {
        const { shown, next } = pageOf(rows, limit, (row) => row.terminalId)
        const of = (condition: TerminalCondition) => kinds.reduce((sum, counts) => sum + counts[condition], 0)
        return {
          terminals: shown.map((row) => ({ ...row, services: [...row.services] })),
          counts: { ok: of('ok'), degraded: of('degraded'), failing: of('failing'), silent: of('silent') },
          kinds: kinds.map((counts) => ({ ...counts })),
          next,
        }
      },
    }),
    query<
      typeof operations.terminal,
      { terminal: Terminal; newest: readonly { shard: number; version: number }[] } | undefined
    >({
      operation: operations.terminal,
      async load(db, reads) {
        const found = await terminalsByIds(
          db,
          reads.map(({ input }) => input.terminalId),
        )
        const newest = [...(await statusLists(db)).values()]
        return reads.map(({ input }) => {
          const terminal = found.get(input.terminalId)
          return terminal && { terminal, newest }
        })
      },
      subjects: (found) => found && [{ officeId: found.terminal.institutionId, district: found.terminal.district }],
      fields: [],
      answer(found) {
        if (found === undefined) throw new Error('answered without a terminal')
        const { keys, lists, health: _health, suspendedBy: _by, services, ...terminal } = found.terminal
        const { version: _version, ...shown } = terminal as typeof terminal & { version?: number }
        return {
          ...shown,
          services: [...services],
          condition: terminalCondition(found.terminal, clock(), silentAfter()),
          keys: keys.map((key) => ({ crv: key.crv, kid: key.kid ?? null, thumbprint: thumbprintOf(key) })),
          lists: found.newest.map(({ shard, version }) => {
            const held = lists.find((list) => list.shard === shard)
            return { shard, newest: version, held: held?.version ?? null, since: held?.since ?? null }
          }),
        }
      },
    }),
    query<typeof operations.thisTerminal, ThisTerminal | undefined>({
      operation: operations.thisTerminal,
      load: (db, reads) => Promise.all(reads.map(({ actor }) => thisTerminal(db, actor.id, dayOf(clock())))),
      subjects: (found) => found && [{ officeId: found.terminal.institutionId }],
      fields: [],
      answer(found) {
        if (found === undefined) throw new Error('answered without a terminal')
        const { terminalId, place, kind, status, offline } = found.terminal
        const rules = policyReader(systemActor, clock())
        return {
          ...{ terminalId, place, kind, status, offline },
          institution: found.institution.name,
          services: found.services.map(({ serviceId, name, carriers }) => ({
            ...{ serviceId, name },
            carriers: [...carriers],
          })),
          codeSeconds: rules.number('e-card.token'),
          skewSeconds: rules.number('e-card.clock-skew'),
          lateDays: rules.number('use.late-days'),
        }
      },
    }),
    query<
      typeof operations.listAcknowledgements,
      {
        rows: readonly AcknowledgementRow[]
        counts: readonly AcknowledgementCount[]
        at: Instant | null
        lists: readonly { shard: number; newest: number; publishedAt: Instant }[]
        version: number | null
      }
    >({
      operation: operations.listAcknowledgements,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ actor, input }) => {
            const { acknowledgement = null, after = '', limit = pageDefault } = input
            const { institutionId } = within(actor, input)
            const before = silentBefore()
            const lists = [...(await statusLists(db)).values()].map((list) => ({
              ...{ shard: list.shard, newest: list.version, publishedAt: list.publishedAt },
            }))
            const version = input.version ?? lists.find(({ shard }) => shard === input.shard)?.newest ?? null
            // A version that is never reached: nobody has acknowledged what does not exist.
            const wanted = { shard: input.shard, version: version ?? neverReached }
            const [rows, counts, at] = await Promise.all([
              acknowledgementsPage(
                db,
                wanted,
                { institutionId, acknowledgement, silentBefore: before },
                { after, limit: limit + 1 },
              ),
              acknowledgementCounts(db, wanted, institutionId, before),
              version === null ? null : publishedAt(db, input.shard, version),
            ])
            return { rows, counts, at, lists, version }
          }),
        ),
      subjects: (_found, input, actor) => [placeOf({ ...within(actor, input), district: null })],
      fields: [],
      answer({ rows, counts, at, lists, version }, { limit = pageDefault }) {
        const { shown, next } = pageOf(rows, limit, (row) => row.terminalId)
        const of = (acknowledgement: string) => sumOf(counts.filter((row) => row.acknowledgement === acknowledgement))
        return {
          publishedAt: at,
          version,
          lists: lists.map((list) => ({ ...list })),
          counts: { acknowledged: of('acknowledged'), behind: of('behind'), silent: of('silent') },
          terminals: shown,
          next,
        }
      },
    }),
    query<typeof operations.lossSpread, Spread>({
      operation: operations.lossSpread,
      load: (db, reads) => Promise.all(reads.map(({ input }) => spreadOf(db, input, silentBefore()))),
      subjects: ({ exists }, { personId }) => (exists ? [{ personId }] : undefined),
      fields: [],
      answer({ listing, counts }) {
        const kinds = [...Map.groupBy(counts, ({ kind }) => kind)].map(([kind, rows]) => ({
          kind,
          terminals: sumOf(rows),
          acknowledged: sumOf(rows.filter((row) => row.acknowledgement === 'acknowledged')),
        }))
        return {
          published:
            listing === undefined ? null : { shard: listing.shard, version: listing.listVersion, at: listing.listedAt },
          terminals: sumOf(counts),
          acknowledged: kinds.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
          byKind: kinds,
        }
      },
    }),
  ]
}

interface ThisTerminal {
  readonly terminal: Terminal
  readonly institution: Institution
  readonly services: readonly CardService[]
}

/** A terminal that signs in is in the register; who answers for it, too. */
async function thisTerminal(db: Database, terminalId: string, on: Day): Promise<ThisTerminal | undefined> {
  const terminal = (await terminalsByIds(db, [terminalId])).get(terminalId)
  if (terminal === undefined) return undefined
  const { institutionId } = terminal
  const [institutions, agreements, services] = await Promise.all([
    institutionById(db, [institutionId]),
    agreementsOf(db, [institutionId]),
    serviceById(db, terminal.services),
  ])
  const institution = institutions.get(institutionId)
  if (institution === undefined) return undefined
  const held = new Set(
    (agreements.get(institutionId) ?? []).flatMap((one) => (agreementHolds(one, on) ? [one.serviceId] : [])),
  )
  const offered = terminal.services.flatMap((serviceId) => services.get(serviceId) ?? [])
  return { terminal, institution, services: offered.filter(({ serviceId }) => held.has(serviceId)) }
}

const sumOf = (rows: readonly AcknowledgementCount[]) => rows.reduce((sum, { count }) => sum + count, 0)

/** A card whose newest state is not in the lists yet has not spread at all. */
async function spreadOf(
  db: Database,
  key: { readonly personId: string; readonly cardId: string },
  silentBefore: Instant,
): Promise<Spread> {
  const [cards, listings] = await Promise.all([cardsByKeys(db, [key]), listingsOfCards(db, [key], 'listed')])
  const listing = listings.get(key.cardId)
  // A version that is never reached: nobody has acknowledged it.
  const list = listing ?? { shard: -1, listVersion: 1 }
  const counts = await acknowledgementCounts(db, { shard: list.shard, version: list.listVersion }, null, silentBefore)
  return { exists: cards.has(key.cardId), listing, counts }
}

/** M12.6: availability is published; which device it is that does not work, is not. */
export function terminalPublicReads({ clock, policyReader }: TerminalQueryParts): readonly PublicRead[] {
  const silentBefore = () =>
    instantOf(epochMs(clock()) - policyReader(systemActor, clock()).number('terminal.silent-after') * minuteMs)
  return [
    publicRead({
      operation: operations.terminalHealth,
      async answer(db, { district = null, kind = null }) {
        const rows = await healthByDistrict(db, { district, kind, silentBefore: silentBefore() })
        return { at: clock(), districts: rows.map((row) => ({ ...row })) }
      },
    }),
    publicRead({
      operation: operations.terminalsNearby,
      async answer(db, { district, service = null, after = '', limit = pageDefault }) {
        const filter = { district, service, silentBefore: silentBefore() }
        const rows = await servicePlaces(db, filter, { after, limit: limit + 1 })
        const { shown, next } = pageOf(rows, limit, (row) => `${row.institutionId} ${row.kind}`)
        return { at: clock(), places: shown.map((row) => ({ ...row })), next }
      },
    }),
  ]
}
