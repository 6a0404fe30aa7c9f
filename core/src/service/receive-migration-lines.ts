import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { TransferEvent } from '../ledger/transfer.ts'
import type { CardApplicationEvent } from './card-application.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import {
  type HolderMigrationEvent,
  holderMigrationEvent,
  type MigrationLine,
  type MigrationLineEvent,
  type MigrationLineStatus,
  migrationLineEvent,
  migrationLineId,
} from './holder-migration.ts'
import { type Holder, type MigrationOf, type Settled, settleLine } from './settle-migration-line.ts'

/** A line as it came, its numbers hidden already. */
export type ReceivedLine = Pick<
  MigrationLine,
  'position' | 'oldCardIndex' | 'contentDigest' | 'from' | 'until' | 'balanceFen'
> & {
  /** Undefined when nobody in the register has the number. */
  readonly holder: Holder | undefined
}

/** `differs`: the position was received before with another content; nothing changes. */
export type LineResult = {
  readonly position: number
  readonly status: MigrationLineStatus | 'differs'
  readonly refusal: string | null
}

type ReceivedEvent = HolderMigrationEvent | MigrationLineEvent | CardApplicationEvent | TransferEvent

type LineSeen = Pick<MigrationLine, 'contentDigest' | 'status' | 'refusal'>

export interface KnownLines {
  /** Lines of this batch, by `migrationLineId`. */
  readonly byId: ReadonlyMap<string, LineSeen>
  /** Old cards of this service that were moved, or wait to be, in any batch. */
  readonly moved: ReadonlySet<string>
}

/** The old card is moved, or on its way: no other line moves it. */
export function tookOldCard({ status }: Pick<MigrationLine, 'status'>): boolean {
  return status === 'migrated' || status === 'balance-waits' || status === 'no-card-yet'
}

/** Money moves only for services that are paid with the card's purse. */
function hasPurse({ field, actions }: Pick<CatalogueEntry, 'field' | 'actions'>): boolean {
  return field === 'transport' && actions.includes('pay')
}

/**
 * Article 16: lines of a batch, each with a result of its own. A line that was received is not received again, and an old card is moved
 * once, whatever batch names it (M16.3).
 */
export function receiveMigrationLines(
  of: MigrationOf | undefined,
  known: KnownLines,
  lines: readonly ReceivedLine[],
  context: Pick<DecisionContext, 'today' | 'newId' | 'policy'>,
): Decision<ReceivedEvent, { results: LineResult[] }> {
  if (of === undefined) return refuse('not-found')
  const { migration } = of
  const { migrationId, serviceId } = migration
  const results: LineResult[] = []
  const events: ReceivedEvent[] = []
  const moved = new Set(known.moved)
  const loaded = new Set<string>()
  const seen = new Map<string, LineSeen>(known.byId)
  let received = 0
  let balance = 0
  for (const line of lines) {
    const { position, holder, oldCardIndex, contentDigest, from, until, balanceFen } = line
    const earlier = seen.get(migrationLineId({ migrationId, position }))
    if (earlier !== undefined) {
      const same = earlier.contentDigest === contentDigest
      const { status, refusal } = same ? earlier : ({ status: 'differs', refusal: null } as const)
      results.push({ position, status, refusal })
      continue
    }
    if (migration.status !== 'open') return refuse('migration-closed')
    const { outcome, events: made } = outcomeOf(of, line, moved, loaded, context)
    if (tookOldCard(outcome)) moved.add(oldCardIndex)
    if (made.some(({ stream }) => stream === 'card-application') && holder !== undefined)
      loaded.add(holder.person.personId)
    const data = { serviceId, oldCardIndex, contentDigest, from, until, balanceFen, ...outcome }
    const personId = holder?.person.personId ?? null
    events.push(migrationLineEvent({ personId, migrationId, position }, 'line-received', data), ...made)
    seen.set(migrationLineId({ migrationId, position }), data)
    results.push({ position, status: outcome.status, refusal: outcome.refusal })
    received += 1
    balance += balanceFen
  }
  const counted = holderMigrationEvent(migrationId, 'migration-lines-received', { lines: received, balance })
  return accept(received === 0 ? [] : [counted, ...events], { results })
}

const only = (status: MigrationLineStatus): Settled => ({
  outcome: { status, refusal: null, cardId: null, transferId: null },
  events: [],
})

function outcomeOf(
  of: MigrationOf,
  line: ReceivedLine,
  moved: ReadonlySet<string>,
  loaded: ReadonlySet<string>,
  context: Pick<DecisionContext, 'today' | 'newId' | 'policy'>,
): Settled {
  const { holder, balanceFen, oldCardIndex } = line
  if (moved.has(oldCardIndex)) return only('duplicate')
  if (balanceFen !== 0) {
    const purse = hasPurse(of.service) && of.migration.institutionId !== null
    if (!purse || balanceFen < 0 || balanceFen > context.policy.number('travel.purse.most'))
      return only('balance-invalid')
  }
  if (holder === undefined) return only('person-unknown')
  const settled = settleLine(of, holder, { ...line, migrationId: of.migration.migrationId }, context)
  // A second old card of the same person in one file: the entitlement is on the card already, its money follows.
  if (!loaded.has(holder.person.personId)) return settled
  return { ...settled, events: settled.events.filter(({ stream }) => stream !== 'card-application') }
}
