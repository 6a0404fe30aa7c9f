import type { Day } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Balances } from '../ledger/balances.ts'
import { postTransfer } from '../ledger/make-transfer.ts'
import type { TransferEvent } from '../ledger/transfer.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import {
  applicationMay,
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationEvent,
} from './card-application.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import {
  type HolderMigration,
  type LineOutcome,
  type MigrationLine,
  type MigrationLineEvent,
  migrationLineEvent,
  migrationLineId,
} from './holder-migration.ts'
import { firstUnmet, type UseFacts } from './judge-use.ts'

/** What is known of a person whose old card is moved. */
export interface Holder {
  readonly person: UseFacts['person'] & { readonly personId: string }
  readonly cards: readonly Card[]
  readonly grounds: UseFacts['grounds']
  readonly applications: readonly CardApplication[]
}

export interface MigrationOf {
  readonly migration: HolderMigration
  readonly service: CatalogueEntry
  readonly balances: Balances
}

export type NewLine = Pick<MigrationLine, 'migrationId' | 'position' | 'from' | 'until' | 'balanceFen'>

export interface Settled {
  readonly outcome: LineOutcome
  readonly events: readonly (CardApplicationEvent | TransferEvent)[]
}

const nothing = { refusal: null, cardId: null, transferId: null } as const
const outcomeOnly = (status: LineOutcome['status'], refusal: RefusalCode | null = null): Settled => ({
  outcome: { ...nothing, status, refusal },
  events: [],
})

/**
 * Article 16: what the old card gave comes onto the social security card at once, its money into the purse when a second person has approved
 * the batch. Without an enabled card the line waits and the old card keeps its rights (M16.3, M16.5).
 */
export function settleLine(
  of: MigrationOf,
  holder: Holder,
  line: NewLine,
  context: Pick<DecisionContext, 'today' | 'newId'>,
): Settled {
  const { person, grounds, applications } = holder
  if (person.lifeStatus === 'deceased') return outcomeOnly('refused', 'holder-deceased')
  const card = enabledOf(holder)
  if (card === undefined) return outcomeOnly('no-card-yet')
  const loading = loadingOf(of.service, { person, card, grounds, applications }, line, context)
  if (loading.refusal !== undefined) return outcomeOnly('refused', loading.refusal)
  const loaded = { ...nothing, cardId: card.cardId }
  if (line.balanceFen === 0) return { outcome: { ...loaded, status: 'migrated' }, events: loading.events }
  if (of.migration.status !== 'approved') {
    return { outcome: { ...loaded, status: 'balance-waits' }, events: loading.events }
  }
  const moved = moveBalance(of, card, line, context)
  return moved.outcome.status === 'migrated' ? { ...moved, events: [...loading.events, ...moved.events] } : moved
}

function moveBalance(
  { migration, balances }: MigrationOf,
  { personId, cardId }: Pick<Card, 'personId' | 'cardId'>,
  line: NewLine,
  context: Pick<DecisionContext, 'today' | 'newId'>,
): Settled {
  const transferId = context.newId()
  const institutionId = migration.institutionId ?? ''
  const moved = postTransfer(balances, {
    ...{ personId, transferId, kind: 'migration', businessDay: context.today },
    legs: [
      {
        debit: { kind: 'payable', owner: institutionId, personId: null },
        credit: { kind: 'purse', owner: cardId, personId },
        amount: line.balanceFen,
        purpose: 'old-card',
      },
    ],
    ...{ partner: institutionId, partnerReference: migrationLineId(line), cause: migration.migrationId },
  })
  if (!moved.accepted) return outcomeOnly('balance-invalid', moved.code)
  return { outcome: { ...nothing, status: 'migrated', cardId, transferId }, events: moved.events }
}

/** Money that waited goes to the card that is enabled now. */
function settleBalance(
  of: MigrationOf,
  holder: Holder,
  line: NewLine,
  context: Pick<DecisionContext, 'today' | 'newId'>,
): Settled {
  const card = enabledOf(holder)
  return card === undefined ? outcomeOnly('no-card-yet') : moveBalance(of, card, line, context)
}

function enabledOf({ cards }: Holder): Card | undefined {
  return cards.find(({ social }) => social === 'enabled')
}

interface Loading {
  readonly refusal?: RefusalCode
  readonly events: readonly CardApplicationEvent[]
}

/** A service that every card has needs no row; one that stands on the card already stays as it is. */
function loadingOf(
  service: CatalogueEntry,
  facts: UseFacts & { readonly person: Holder['person'] },
  { from, until }: NewLine,
  { today }: { readonly today: Day },
): Loading {
  if (service.loading === 'implicit') return { events: [] }
  const { serviceId } = service
  const { cardId } = facts.card
  const here = facts.applications.find((one) => one.cardId === cardId && one.serviceId === serviceId)
  if (!applicationMay(here?.state, 'application-loaded')) return { events: [] }
  const last = until ?? service.until
  if (last !== null && (last < today || last < from)) return { refusal: 'old-right-ended', events: [] }
  if (firstUnmet(service.condition, facts, today) !== undefined) return { refusal: 'not-entitled', events: [] }
  const key = { personId: facts.person.personId, cardId, serviceId }
  const data = {
    from,
    until: until ?? service.until,
    loadedBy: 'migration',
    paymentReference: null,
    faceToFaceBy: null,
  }
  return {
    events: [
      cardApplicationEvent(key, 'application-loaded', data),
      cardApplicationEvent(key, 'application-activated', {}),
    ],
  }
}

/** Article 16: a line that waited is moved by itself when the card is enabled (M16.5), and its money when the batch is approved. */
export function settleWaitingLine(
  of: MigrationOf,
  holder: Holder,
  line: MigrationLine | undefined,
  context: Pick<DecisionContext, 'today' | 'newId'>,
): Decision<MigrationLineEvent | CardApplicationEvent | TransferEvent, { status: LineOutcome['status'] }> {
  if (line === undefined) return refuse('not-found')
  if (line.status !== 'no-card-yet' && line.status !== 'balance-waits') return refuse('migration-line-settled')
  if (line.status === 'balance-waits' && of.migration.status !== 'approved') return refuse('migration-not-approved')
  const { outcome, events } =
    line.status === 'balance-waits' ? settleBalance(of, holder, line, context) : settleLine(of, holder, line, context)
  if (outcome.status === 'no-card-yet') return refuse('card-not-enabled')
  return accept([migrationLineEvent(line, 'line-settled', outcome), ...events], { status: outcome.status })
}
