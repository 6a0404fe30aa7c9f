import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { announceIntegration, prolongOldRights, signIntegration } from '@yika/core/service/announce-integration.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import { type HolderMigration, type MigrationLine, migrationLineId } from '@yika/core/service/holder-migration.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import type { Integration } from '@yika/core/service/integration.ts'
import * as schema from '@yika/core/service/integration-schema.ts'
import { approveMigration, closeMigration, openMigration } from '@yika/core/service/open-migration.ts'
import { type ReceivedLine, receiveMigrationLines, tookOldCard } from '@yika/core/service/receive-migration-lines.ts'
import { type Holder, settleWaitingLine } from '@yika/core/service/settle-migration-line.ts'
import { numberKeys } from '../holder/blind-index.ts'
import { type IndexKey, indexKey, personsOfIndexes } from '../holder/store.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from '../ledger/store.ts'
import { cardApplicationStream } from './application-store.ts'
import { type HolderWorld, loadHolders } from './card-application-commands.ts'
import { institutionById, serviceById } from './catalogue-store.ts'
import {
  holderMigrationStream,
  integrationStream,
  type LineKey,
  linesAt,
  linesByKeys,
  lockIntegrations,
  migrationLineStream,
  migrationsById,
  migrationsOfReferences,
  oldCardsMoved,
} from './integration-store.ts'

interface IntegrationWorld {
  readonly integration: Map<string, Stored<Integration>>
  readonly services: ReadonlyMap<string, CatalogueEntry>
}

async function loadIntegrations(
  tx: Transaction,
  requests: readonly Request<{ readonly serviceId: string }>[],
): Promise<IntegrationWorld> {
  const serviceIds = requests.map(({ input }) => input.serviceId)
  return { services: await serviceById(tx, serviceIds), integration: await lockIntegrations(tx, serviceIds) }
}

const owned = (organisationId: string | undefined) => (organisationId === undefined ? {} : { organisationId })

const ofIntegration = {
  load: loadIntegrations,
  subject: ({ services }: IntegrationWorld, { serviceId }: { readonly serviceId: string }) =>
    owned(services.get(serviceId)?.organisationId),
  streams: [integrationStream],
}

interface OpenWorld extends IntegrationWorld {
  readonly institutions: ReadonlyMap<string, Institution>
  readonly 'holder-migration': Map<string, Stored<HolderMigration>>
}

/** A line whose numbers have become blind indexes; nothing readable goes further. */
interface HiddenLine extends Omit<ReceivedLine, 'holder'> {
  readonly numberKeys: readonly IndexKey[]
  /** The old card under every key that is still in use; the first is the current one. */
  readonly oldCardIndexes: readonly string[]
}

interface LinesInput {
  readonly migrationId: string
  readonly lines: readonly HiddenLine[]
}

interface LinesWorld extends HolderWorld, LedgerWorld {
  readonly 'holder-migration': Map<string, Stored<HolderMigration>>
  readonly 'migration-line': Map<string, Stored<MigrationLine>>
  readonly numbers: ReadonlyMap<string, string>
  readonly moved: ReadonlySet<string>
}

type SentLine = InputOf<typeof schema.receiveMigrationLines>['lines'][number]

function hide(custodian: Custodian, serviceless: string, line: SentLine): HiddenLine {
  const { position, identityNumber, oldCardNumber, from, until, balanceFen } = line
  const written = oldCardNumber.replaceAll(/\s/g, '').toUpperCase()
  const oldCardIndexes = custodian
    .blindIndexes('document', `old-card:${written}`)
    .map((index) => Buffer.from(index).toString('base64'))
  const digest = custodian.blindIndex('command-input', `${serviceless}\n${canonicalJson(line)}`)
  return {
    ...{ position, balanceFen, from: from as Day, until: until as Day | null, oldCardIndexes },
    oldCardIndex: oldCardIndexes[0] ?? '',
    contentDigest: Buffer.from(digest).toString('base64'),
    numberKeys: numberKeys(custodian, identityNumber),
  }
}

/** Who is meant is asked first; then the person rows are locked, then the money, then the service whose old cards are moved. */
async function loadLines(tx: Transaction, requests: readonly Request<LinesInput>[]): Promise<LinesWorld> {
  const inputs = requests.map(({ input }) => input)
  const lines = inputs.flatMap(({ lines }) => lines)
  const numbers = await personsOfIndexes(
    tx,
    lines.flatMap((line) => line.numberKeys),
  )
  const ids = inputs.map(({ migrationId }) => migrationId)
  const named = await migrationsById(tx, ids)
  const serviceIds = [...named.values()].map(({ serviceId }) => serviceId)
  const holders = await loadHolders(tx, [...numbers.values()], serviceIds)
  const balances = await loadPurses(tx, holders, lines)
  await lockIntegrations(tx, serviceIds)
  const migration = await migrationsById(tx, ids, 'lock')
  const known = await linesAt(
    tx,
    inputs.flatMap(({ migrationId, lines }) => lines.map(({ position }) => ({ migrationId, position }))),
  )
  const asked = inputs.flatMap(({ migrationId, lines }) => {
    const serviceId = migration.get(migrationId)?.serviceId ?? ''
    return lines.flatMap(({ oldCardIndexes }) => oldCardIndexes.map((oldCardIndex) => ({ serviceId, oldCardIndex })))
  })
  const moved = await oldCardsMoved(tx, asked)
  return {
    ...holders,
    ...{ balances, numbers, moved, transfer: new Map() },
    'holder-migration': migration,
    'migration-line': known,
  }
}

/** Only who brings money needs the row of a purse. */
async function loadPurses(
  tx: Transaction,
  { cards }: HolderWorld,
  lines: readonly { readonly balanceFen: number }[],
): Promise<LedgerWorld['balances']> {
  if (lines.every(({ balanceFen }) => balanceFen === 0)) return new Map()
  const enabled = [...cards.values()].filter(({ social }) => social === 'enabled')
  return loadBalances(
    tx,
    enabled.map(({ personId, cardId }) => ({ kind: 'purse', owner: cardId, personId })),
  )
}

function holderOf(world: HolderWorld, personId: string | undefined): Holder | undefined {
  const person = world.persons.get(personId ?? '')
  if (person === undefined) return undefined
  const his = <Row extends { readonly personId: string }>(rows: ReadonlyMap<string, Row>) =>
    [...rows.values()].filter((row) => row.personId === personId)
  return {
    person,
    cards: his(world.cards),
    grounds: his(world.grounds),
    applications: his(world['card-application']),
  }
}

function migrationOf(world: Pick<LinesWorld, 'holder-migration' | 'services' | 'balances'>, migrationId: string) {
  const migration = world['holder-migration'].get(migrationId)
  const service = world.services.get(migration?.serviceId ?? '')
  if (migration === undefined || service === undefined) return undefined
  return { migration, service, balances: world.balances }
}

async function lockMigrations(tx: Transaction, requests: readonly Request<{ readonly migrationId: string }>[]) {
  const ids = requests.map(({ input }) => input.migrationId)
  return { 'holder-migration': await migrationsById(tx, ids, 'lock') }
}

const moves = [holderMigrationStream, migrationLineStream, cardApplicationStream, transferStream]

const ofMigration = {
  subject: (world: Pick<LinesWorld, 'holder-migration'>, { migrationId }: { readonly migrationId: string }) =>
    owned(world['holder-migration'].get(migrationId)?.organisationId),
}

/** Article 16: one card takes the place of many, and nobody loses rights or money on the way. */
export function integrationCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  return [
    command<typeof schema.announceIntegration, IntegrationWorld>({
      ...ofIntegration,
      operation: schema.announceIntegration,
      decide: ({ services, integration }, { serviceId, oldCard, noOwnCardFrom, oldRightsUntil }, context) =>
        announceIntegration(
          services.get(serviceId),
          integration.get(serviceId),
          { oldCard, noOwnCardFrom: noOwnCardFrom as Day, oldRightsUntil: oldRightsUntil as Day },
          context,
        ),
    }),
    command<typeof schema.signIntegration, IntegrationWorld>({
      ...ofIntegration,
      operation: schema.signIntegration,
      decide: ({ integration }, { serviceId }, context) => signIntegration(integration.get(serviceId), context),
    }),
    command<typeof schema.prolongOldRights, IntegrationWorld>({
      ...ofIntegration,
      operation: schema.prolongOldRights,
      decide: ({ integration }, { serviceId, oldRightsUntil }, context) =>
        prolongOldRights(integration.get(serviceId), { oldRightsUntil: oldRightsUntil as Day }, context),
    }),
    command<typeof schema.openMigration, OpenWorld>({
      operation: schema.openMigration,
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const integrations = await loadIntegrations(tx, requests)
        const institutions = await institutionById(
          tx,
          inputs.flatMap(({ institutionId }) => institutionId ?? []),
        )
        return { ...integrations, institutions, 'holder-migration': await migrationsOfReferences(tx, inputs) }
      },
      subject: ({ services }, { serviceId }) => owned(services.get(serviceId)?.organisationId),
      decide(world, { serviceId, reference, institutionId = null }, context) {
        const known = [...world['holder-migration'].values()].find(
          (one) => one.serviceId === serviceId && one.reference === reference,
        )
        return openMigration(
          {
            ...{ known, service: world.services.get(serviceId), integration: world.integration.get(serviceId) },
            institution: world.institutions.get(institutionId ?? ''),
          },
          { reference, institutionId },
          context,
        )
      },
      conflicts: { holder_migration_reference: 'changed-meanwhile' },
      streams: [holderMigrationStream],
    }),
    command<typeof schema.receiveMigrationLines, LinesWorld, LinesInput>({
      ...ofMigration,
      operation: schema.receiveMigrationLines,
      async prepare({ migrationId, lines }) {
        return { migrationId, lines: lines.map((line) => hide(custodian, migrationId, line)) }
      },
      load: loadLines,
      decide(world, { migrationId, lines }, context) {
        const of = migrationOf(world, migrationId)
        const serviceId = of?.service.serviceId ?? ''
        const received = lines.map(({ numberKeys: keys, oldCardIndexes, ...line }): ReceivedLine => {
          const key = keys.find((one) => world.numbers.has(indexKey(one)))
          const personId = key === undefined ? undefined : world.numbers.get(indexKey(key))
          return { ...line, holder: holderOf(world, personId) }
        })
        return receiveMigrationLines(
          of,
          { byId: world['migration-line'], moved: movedBefore(world, serviceId, lines) },
          received,
          context,
        )
      },
      conflicts: ledgerConflicts,
      streams: moves,
    }),
    command<typeof schema.settleMigrationLine, LinesWorld>({
      operation: schema.settleMigrationLine,
      async load(tx, requests) {
        const keys: LineKey[] = requests.map(({ input }) => input)
        const named = await migrationsById(
          tx,
          keys.map(({ migrationId }) => migrationId),
        )
        const serviceIds = [...named.values()].map(({ serviceId }) => serviceId)
        const holders = await loadHolders(
          tx,
          keys.map(({ personId }) => personId),
          serviceIds,
        )
        const lines = await linesByKeys(tx, keys)
        const balances = await loadPurses(tx, holders, [...lines.values()])
        const rest = { numbers: new Map(), moved: new Set<string>(), transfer: new Map(), balances }
        return { ...holders, ...rest, 'holder-migration': named, 'migration-line': lines }
      },
      subject: (_world, { personId }) => ({ personId }),
      decide(world, { personId, migrationId, position }, context) {
        const of = migrationOf(world, migrationId)
        const holder = holderOf(world, personId)
        if (of === undefined || holder === undefined) return refuse('not-found')
        const line = world['migration-line'].get(migrationLineId({ migrationId, position }))
        return settleWaitingLine(of, holder, line, context)
      },
      conflicts: ledgerConflicts,
      streams: moves,
    }),
    command<typeof schema.closeMigration, Pick<LinesWorld, 'holder-migration'>>({
      ...ofMigration,
      operation: schema.closeMigration,
      load: lockMigrations,
      decide: (world, { migrationId, lines, balanceFen }, context) =>
        closeMigration(world['holder-migration'].get(migrationId), { lines, balanceFen }, context),
      streams: [holderMigrationStream],
    }),
    command<typeof schema.approveMigration, Pick<LinesWorld, 'holder-migration'>>({
      ...ofMigration,
      operation: schema.approveMigration,
      load: lockMigrations,
      decide: (world, { migrationId }, context) =>
        approveMigration(world['holder-migration'].get(migrationId), context),
      streams: [holderMigrationStream],
    }),
  ]
}

/** Old cards of the batch that are moved already, each under the index of today's key; those of this very transaction, too. */
function movedBefore(world: LinesWorld, serviceId: string, lines: readonly HiddenLine[]): ReadonlySet<string> {
  const inBatch = new Set(
    [...world['migration-line'].values()]
      .filter((line) => line.serviceId === serviceId && tookOldCard(line))
      .map(({ oldCardIndex }) => oldCardIndex),
  )
  return new Set(
    lines
      .filter(({ oldCardIndexes }) =>
        oldCardIndexes.some((index) => inBatch.has(index) || world.moved.has(`${serviceId} ${index}`)),
      )
      .map(({ oldCardIndex }) => oldCardIndex),
  )
}
