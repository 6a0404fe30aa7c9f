import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { HolderMigration, MigrationLine } from '@yika/core/service/holder-migration.ts'
import type { Integration } from '@yika/core/service/integration.ts'
import * as schema from '@yika/core/service/integration-schema.ts'
import { migrationRowsCsv } from '@yika/core/service/migration-rows-csv.ts'
import { migrationLineWords } from '@yika/core/service/service-words.ts'
import { type Query, query } from '../kernel/query.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { ownOf } from './catalogue-queries.ts'
import { integrationLine, readBeside } from './catalogue-reads.ts'
import { serviceById } from './catalogue-store.ts'
import { allIntegrations, lineCounts, linesPage, migrationsById, migrationsPage } from './integration-store.ts'
import type { ReadBeside } from './published-service.ts'

export interface IntegrationQueryParts {
  readonly cache: Pick<PolicyCache, 'book'>
  clock(): Instant
}

interface Announced {
  readonly integrations: readonly Integration[]
  readonly beside: ReadBeside
}

interface Batches {
  readonly migrations: readonly HolderMigration[]
  readonly names: ReadonlyMap<string, { readonly name: { readonly zh: string; readonly en: string } }>
  readonly counts: Awaited<ReturnType<typeof lineCounts>>
}

interface Rows {
  readonly migration: HolderMigration
  readonly lines: readonly MigrationLine[]
}

const pageDefault = 50
const rowsDefault = 500
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const subjectOf = (actor: Actor) => {
  const organisationId = ownOf(actor)
  return [organisationId === null ? {} : { organisationId }]
}

export function integrationQueries({ cache, clock }: IntegrationQueryParts): readonly Query[] {
  return [
    query<typeof schema.integrationsAnnounced, Announced>({
      operation: schema.integrationsAnnounced,
      load: (db, reads) =>
        Promise.all(
          reads.map(async () => ({
            integrations: (await allIntegrations(db)).filter(({ status }) => status === 'announced'),
            beside: await readBeside(db, { cache }, dayOf(clock())),
          })),
        ),
      subjects: () => [{}],
      fields: [],
      answer: ({ integrations, beside }) => ({
        integrations: integrations.map((one) => ({ ...integrationLine(one, beside), announcedBy: one.announcedBy })),
      }),
    }),
    query<typeof schema.migrations, Batches>({
      operation: schema.migrations,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ actor, input }) => {
            const { migrationId = null, serviceId = null, after = afterAll, limit = pageDefault } = input
            const page = { migrationId, organisationId: ownOf(actor), serviceId, before: after, limit: limit + 1 }
            const migrations = await migrationsPage(db, page)
            const [names, counts] = await Promise.all([
              serviceById(
                db,
                migrations.map((one) => one.serviceId),
              ),
              lineCounts(
                db,
                migrations.map((one) => one.migrationId),
              ),
            ])
            return { migrations, names, counts }
          }),
        ),
      subjects: (_loaded, _input, actor) => subjectOf(actor),
      fields: [],
      answer({ migrations, names, counts }, { limit = pageDefault }) {
        const shown = migrations.slice(0, limit)
        return {
          migrations: shown.map(({ migrationId, serviceId, reference, institutionId, status, ...rest }) => {
            const { linesReceived, balanceReceived, openedAt, closedAt, approvedAt } = rest
            return {
              ...{ migrationId, serviceId, reference, institutionId, status },
              ...{ linesReceived, balanceReceived, openedAt, closedAt, approvedAt },
              service: names.get(serviceId)?.name ?? { zh: serviceId, en: serviceId },
              results: counts
                .filter((count) => count.migrationId === migrationId)
                .map((count) => ({ status: count.status, lines: count.lines })),
            }
          }),
          next: migrations.length > limit ? (shown.at(-1)?.migrationId ?? null) : null,
        }
      },
    }),
    query<typeof schema.migrationRows, Rows | undefined>({
      operation: schema.migrationRows,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { migrationId, status = null, after = 0, limit = rowsDefault } }) => {
            const migration = (await migrationsById(db, [migrationId])).get(migrationId)
            if (migration === undefined) return undefined
            return { migration, lines: await linesPage(db, { migrationId, status, after, limit: limit + 1 }) }
          }),
        ),
      subjects: (rows) => (rows === undefined ? undefined : [{ organisationId: rows.migration.organisationId }]),
      fields: [],
      answer(rows, { limit = rowsDefault }) {
        const lines = rows?.lines ?? []
        const shown = lines.slice(0, limit)
        return {
          rows: shown.map(({ position, status, refusal, balanceFen, changedAt }) => ({
            ...{ position, status, refusal, balanceFen, changedAt },
            words: migrationLineWords[status],
          })),
          csv: migrationRowsCsv(shown),
          next: lines.length > limit ? (shown.at(-1)?.position ?? null) : null,
        }
      },
    }),
  ]
}
