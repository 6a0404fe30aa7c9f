import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { type HolderMigration, type HolderMigrationEvent, holderMigrationEvent } from './holder-migration.ts'
import { type Institution, institutionInForce } from './institution.ts'
import type { Integration } from './integration.ts'

/** Article 16: holders of an old card are moved in batches, each named by the department's own reference: a file opens one batch. */
export function openMigration(
  {
    service,
    integration,
    institution,
    known,
  }: {
    readonly service: CatalogueEntry | undefined
    readonly integration: Integration | undefined
    readonly institution: Institution | undefined
    /** The batch of the same service and reference. */
    readonly known: HolderMigration | undefined
  },
  { reference, institutionId }: { readonly reference: string; readonly institutionId: string | null },
  { actor, today, newId }: Pick<DecisionContext, 'actor' | 'today' | 'newId'>,
): Decision<HolderMigrationEvent, { migrationId: string }> {
  if (service === undefined) return refuse('not-found')
  const { serviceId, organisationId } = service
  if (integration?.status !== 'in-force') return refuse('service-not-integrated', { service: serviceId })
  if (known !== undefined) return refuse('migration-exists', { reference, migrationId: known.migrationId })
  // A department moves the money of its own institutions, never that of another's.
  const own = institution?.organisationId === organisationId && institutionInForce(institution, today)
  if (institutionId !== null && !own) {
    return refuse('institution-unknown', { institution: institutionId })
  }
  const migrationId = newId()
  const data = { serviceId, reference, institutionId, organisationId, openedBy: actor.id }
  return accept([holderMigrationEvent(migrationId, 'migration-opened', data)], { migrationId })
}

/** Article 16: a batch is closed when what came is what the department has counted; lines that wait for a card go on waiting. */
export function closeMigration(
  migration: HolderMigration | undefined,
  { lines, balanceFen }: { readonly lines: number; readonly balanceFen: number },
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<HolderMigrationEvent, { migrationId: string }> {
  if (migration === undefined) return refuse('not-found')
  const { migrationId, status, linesReceived, balanceReceived } = migration
  if (status !== 'open') return refuse('migration-closed')
  if (lines !== linesReceived || balanceFen !== balanceReceived) {
    return refuse('migration-totals-differ', { lines: linesReceived, fen: balanceReceived })
  }
  return accept([holderMigrationEvent(migrationId, 'migration-closed', { by: actor.id })], { migrationId })
}

/** Articles 16 and 17: the money of old cards moves when a second natural person agrees with what was counted. */
export function approveMigration(
  migration: HolderMigration | undefined,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<HolderMigrationEvent, { lines: number; balanceFen: number }> {
  if (migration === undefined) return refuse('not-found')
  const { migrationId, status, openedBy, closedBy, linesReceived, balanceReceived } = migration
  if (status === 'open') return refuse('migration-not-closed')
  if (status === 'approved') return refuse('migration-approved')
  if (isSamePerson(actor, closedBy) || isSamePerson(actor, openedBy)) return refuse('same-person-twice')
  const approved = holderMigrationEvent(migrationId, 'migration-approved', { by: actor.id })
  return accept([approved], { lines: linesReceived, balanceFen: balanceReceived })
}
