import type { Day, Instant } from '../calendar/instant.ts'

/**
 * - `open`      lines come in; what the old cards give is loaded, their money waits
 * - `closed`    what came is what the department has counted
 * - `approved`  a second person agrees with the totals: the money moves into the purses
 */
export const migrationStatuses = ['open', 'closed', 'approved'] as const

/** A batch of holders of an old card whose rights and money move onto the social security card (M16.3). */
export interface HolderMigration {
  readonly migrationId: string
  readonly serviceId: string
  /** The department's own name of the file: the same file opens one batch. */
  readonly reference: string
  /** Who holds the money of the old cards; null when they carry none. */
  readonly institutionId: string | null
  readonly organisationId: string
  readonly linesReceived: number
  readonly balanceReceived: number
  readonly status: (typeof migrationStatuses)[number]
  readonly openedBy: string
  readonly openedAt: Instant
  readonly closedBy: string | null
  readonly closedAt: Instant | null
  readonly approvedBy: string | null
  readonly approvedAt: Instant | null
}

export interface HolderMigrationEventData {
  'migration-opened': Pick<HolderMigration, 'serviceId' | 'reference' | 'institutionId' | 'organisationId' | 'openedBy'>
  'migration-lines-received': { readonly lines: number; readonly balance: number }
  'migration-closed': { readonly by: string }
  'migration-approved': { readonly by: string }
}

export type HolderMigrationEvent = {
  readonly [Name in keyof HolderMigrationEventData]: {
    readonly stream: 'holder-migration'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: HolderMigrationEventData[Name]
  }
}[keyof HolderMigrationEventData]

export function holderMigrationEvent<Name extends keyof HolderMigrationEventData>(
  id: string,
  name: Name,
  data: HolderMigrationEventData[Name],
): HolderMigrationEvent {
  return { stream: 'holder-migration', id, personId: null, name, data } as HolderMigrationEvent
}

export function evolveHolderMigration(
  state: HolderMigration | undefined,
  event: HolderMigrationEvent,
  at: Instant,
): HolderMigration {
  if (event.name === 'migration-opened') {
    const received = { linesReceived: 0, balanceReceived: 0 }
    const ahead = { closedBy: null, closedAt: null, approvedBy: null, approvedAt: null }
    return { migrationId: event.id, ...event.data, ...received, ...ahead, status: 'open', openedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a migration that does not exist`)
  if (event.name === 'migration-closed') return { ...state, status: 'closed', closedBy: event.data.by, closedAt: at }
  if (event.name === 'migration-approved') {
    return { ...state, status: 'approved', approvedBy: event.data.by, approvedAt: at }
  }
  const { lines, balance } = event.data
  return { ...state, linesReceived: state.linesReceived + lines, balanceReceived: state.balanceReceived + balance }
}

/**
 * What became of a line:
 * - `migrated`         loaded on the card, the balance in the purse
 * - `balance-waits`    loaded on the card; the money waits until a second person has approved the batch
 * - `no-card-yet`      waits for the card; the old one keeps its rights (M16.5)
 * - `person-unknown`   nobody in the register has the number
 * - `duplicate`        this old card was moved already, or is moved for somebody else
 * - `balance-invalid`  negative, too much, or money for a service that has no purse
 * - `refused`          a rule says no; `refusal` names it
 */
export const migrationLineStatuses = [
  'migrated',
  'balance-waits',
  'no-card-yet',
  'person-unknown',
  'duplicate',
  'balance-invalid',
  'refused',
] as const
export type MigrationLineStatus = (typeof migrationLineStatuses)[number]

export interface MigrationLine {
  /** Null when nobody in the register has the number. */
  readonly personId: string | null
  readonly migrationId: string
  readonly position: number
  readonly serviceId: string
  /** Blind index of the number of the old card, base64; so nothing readable stays. */
  readonly oldCardIndex: string
  /** Keyed digest of the line, base64: the same line again changes nothing. */
  readonly contentDigest: string
  readonly from: Day
  readonly until: Day | null
  readonly balanceFen: number
  readonly status: MigrationLineStatus
  readonly refusal: string | null
  readonly cardId: string | null
  readonly transferId: string | null
  readonly changedAt: Instant
}

/** What a line settles as, told with the line or later, when the card is there. */
export type LineOutcome = Pick<MigrationLine, 'status' | 'refusal' | 'cardId' | 'transferId'>

export interface MigrationLineEventData {
  'line-received': Omit<MigrationLine, 'personId' | 'migrationId' | 'position' | 'changedAt'>
  /** A line that waited for its card, or for the approval of its money. */
  'line-settled': LineOutcome
}

export type MigrationLineEvent = {
  readonly [Name in keyof MigrationLineEventData]: {
    readonly stream: 'migration-line'
    readonly id: string
    readonly personId: string | null
    readonly name: Name
    readonly data: MigrationLineEventData[Name]
  }
}[keyof MigrationLineEventData]

export function migrationLineId({ migrationId, position }: Pick<MigrationLine, 'migrationId' | 'position'>): string {
  return `${migrationId}/${position}`
}

export function migrationLineEvent<Name extends keyof MigrationLineEventData>(
  line: Pick<MigrationLine, 'personId' | 'migrationId' | 'position'>,
  name: Name,
  data: MigrationLineEventData[Name],
): MigrationLineEvent {
  return {
    stream: 'migration-line',
    id: migrationLineId(line),
    personId: line.personId,
    name,
    data,
  } as MigrationLineEvent
}

export function evolveMigrationLine(
  state: MigrationLine | undefined,
  event: MigrationLineEvent,
  at: Instant,
): MigrationLine {
  if (event.name === 'line-received') {
    if (state !== undefined) throw new Error(`line ${event.id} was received already`)
    const [migrationId = '', position = ''] = event.id.split('/')
    return { personId: event.personId, migrationId, position: Number(position), ...event.data, changedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a line that does not exist`)
  return { ...state, ...event.data, changedAt: at }
}
