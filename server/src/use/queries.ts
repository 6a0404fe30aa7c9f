import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, type Day, dayOf, type Instant, startOfDay } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import { relationToLoss } from '@yika/core/card/relation-to-loss.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { useReasonWords } from '@yika/core/service/use-reason-words.ts'
import { discloseCells } from '@yika/core/use/disclose-cells.ts'
import * as schema from '@yika/core/use/schema.ts'
import type { Use } from '@yika/core/use/use.ts'
import { cardsByKeys } from '../card/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { nobody } from '../kernel/identifier.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query } from '../kernel/query.ts'
import { institutionById, serviceById } from '../service/catalogue-store.ts'
import { terminalsByIds } from '../terminal/store.ts'
import { type UseCount, useCounts } from './statistics-store.ts'
import { nextOf, placeOf, usesBeside, usesOfMonth } from './use-pages.ts'

export type UseQueryParts = Pick<KernelParts, 'clock' | 'policyReader'>

type ShownUse = AnswerOf<typeof schema.myUses>['uses'][number]
type PageAsked = Pick<InputOf<typeof schema.usesOfPerson>, 'month' | 'after' | 'limit'>

interface FoundPage {
  readonly personId: string
  readonly month: string
  readonly uses: readonly Use[]
  readonly names: Names
}

interface FoundLoss {
  readonly card: Card
  readonly before: readonly Use[]
  readonly after: readonly Use[]
  readonly names: Names
}

const pageDefault = 50
const beforeEverything = '1970-01-01T00:00:00.000Z' as Instant

/** Articles 2, 9 and 13: holders and those who answer for the card see where it was used. */
export function useQueries({ clock, policyReader }: UseQueryParts): readonly Query[] {
  const pageOf = async (
    db: Database,
    personId: string,
    { month = monthOf(clock()), after, limit = pageDefault }: PageAsked,
  ) => {
    const page = { personId, ...boundsOf(month), after: placeOf(after), limit: limit + 1 }
    const uses = await usesOfMonth(db, page)
    return { personId, month, uses, names: await namesOf(db, uses) }
  }
  return [
    query<typeof schema.myUses, FoundPage>({
      operation: schema.myUses,
      load: (db, reads) =>
        Promise.all(reads.map(({ actor, input }) => pageOf(db, input.personId ?? actor.personId ?? nobody, input))),
      subjects: ({ personId }) => [{ personId }],
      fields: [],
      answer: shownPage,
    }),
    query<typeof schema.usesOfPerson, FoundPage>({
      operation: schema.usesOfPerson,
      load: (db, reads) => Promise.all(reads.map(({ input }) => pageOf(db, input.personId, input))),
      subjects: ({ personId }) => [{ personId }],
      fields: [],
      answer: shownPage,
    }),
    query<typeof schema.useAroundLoss, FoundLoss | undefined>({
      operation: schema.useAroundLoss,
      load: (db, reads) => Promise.all(reads.map(({ input }) => aroundLoss(db, input))),
      subjects: (found) => (found === undefined ? undefined : [{ personId: found.card.personId }]),
      fields: [],
      answer(found) {
        const { card, before, after, names } = found as FoundLoss
        const shown = (use: Use) => shownUse({ ...use, relation: relationToLoss(card, use.usedAt) }, names)
        return { lostAt: card.socialLostAt, before: before.map(shown), after: after.map(shown) }
      },
    }),
    query<typeof schema.useStatistics, { readonly counts: readonly UseCount[]; readonly names: Names }>({
      operation: schema.useStatistics,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { month, by, serviceId = null } }) => {
            const counts = await useCounts(db, { ...boundsOf(month), by, serviceId })
            return { counts, names: await namesOf(db, counts) }
          }),
        ),
      subjects: () => [],
      // What a running month counts today less what it counted yesterday would be the number of one day.
      barred: (_found, { month }) =>
        dayOf(clock()) < firstDayAfter(month)
          ? refuse('month-not-over', { month, from: firstDayAfter(month) })
          : undefined,
      fields: [],
      answer({ counts, names }, { month }) {
        const policy = policyReader(systemActor, clock())
        const minimumCell = policy.number('statistics.minimum-cell')
        const rounding = policy.number('statistics.rounding')
        const rows = Map.groupBy(counts, ({ serviceId }) => serviceId)
        return {
          ...{ month, minimumCell, rounding, countedTo: addDays(firstDayAfter(month), -1) },
          services: [...rows].flatMap(([serviceId, row]) => {
            const total = row.find(({ group }) => group === null)
            const cells = row.flatMap(({ group, ...count }) => (group === null ? [] : [{ ...count, group }]))
            if (total === undefined) return []
            const told = discloseCells(total, cells, { minimumCell, rounding })
            return [{ serviceId, service: names.service(serviceId), total: told.total, cells: [...told.cells] }]
          }),
        }
      },
    }),
  ]
}

async function aroundLoss(
  db: Database,
  { personId, cardId, limit = pageDefault }: InputOf<typeof schema.useAroundLoss>,
): Promise<FoundLoss | undefined> {
  const card = (await cardsByKeys(db, [{ personId, cardId }])).get(cardId)
  if (card === undefined) return undefined
  const { before, after } = await usesBeside(db, card, card.socialLostAt ?? beforeEverything, limit)
  return { card, before, after, names: await namesOf(db, [...before, ...after]) }
}

function shownPage({ month, uses, names }: FoundPage, { limit = pageDefault }: PageAsked) {
  const shown = uses.slice(0, limit)
  const last = uses.length > limit ? shown.at(-1) : undefined
  return { month, uses: shown.map((use) => shownUse(use, names)), next: last === undefined ? null : nextOf(last) }
}

function shownUse(use: Use, names: Names): ShownUse {
  const { useId, cardId, serviceId, institutionId, terminalId, carrier, reason } = use
  const { usedAt, decidedAt, told, allowed, relation } = use
  return {
    ...{ useId, cardId, serviceId, institutionId, terminalId, carrier, usedAt, decidedAt, told, allowed, relation },
    service: names.service(serviceId),
    institution: names.institution(institutionId),
    place: terminalId === null ? null : names.place(terminalId),
    reason: reason === null ? null : { code: reason, ...useReasonWords[reason] },
  }
}

interface Names {
  service(serviceId: string): { zh: string; en: string } | null
  institution(institutionId: string): { zh: string; en: string } | null
  place(terminalId: string): string | null
}

/** What people call the services, institutions and terminals of these uses. */
async function namesOf(
  db: Database,
  uses: readonly { serviceId: string; institutionId?: string; terminalId?: string | null }[],
): Promise<Names> {
  const [services, institutions, terminals] = await Promise.all([
    serviceById(
      db,
      uses.map(({ serviceId }) => serviceId),
    ),
    institutionById(
      db,
      uses.flatMap(({ institutionId }) => institutionId ?? []),
    ),
    terminalsByIds(
      db,
      uses.flatMap(({ terminalId }) => terminalId ?? []),
    ),
  ])
  return {
    service: (serviceId) => services.get(serviceId)?.name ?? null,
    institution: (institutionId) => institutions.get(institutionId)?.name ?? null,
    place: (terminalId) => terminals.get(terminalId)?.place ?? null,
  }
}

const monthOf = (now: Instant): string => dayOf(now).slice(0, 7)

function firstDayAfter(month: string): Day {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10) as Day
}

function boundsOf(month: string): { readonly from: Instant; readonly before: Instant } {
  return { from: startOfDay(`${month}-01` as Day), before: startOfDay(firstDayAfter(month)) }
}
