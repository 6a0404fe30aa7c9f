import type { Day } from '@yika/core/calendar/instant.ts'
import { type BudgetChange, budgetOf, treasury } from '@yika/core/ledger/budget-change.ts'
import {
  approveBudgetChange,
  proposeBudgetChange,
  withdrawBudgetChange,
} from '@yika/core/ledger/decide-budget-change.ts'
import { closeLedgerDay, countLedgerDay, type LedgerDay } from '@yika/core/ledger/ledger-day.ts'
import * as schema from '@yika/core/ledger/schema.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { budgetChangeStream, knownOwners, lockBudgetChanges, openBudgetChanges } from './budget-store.ts'
import { ledgerDayStream, ledgerDays, lockOpenDays } from './day-store.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from './store.ts'

interface ProposalWorld {
  readonly 'budget-change': Map<string, Stored<BudgetChange>>
  readonly known: ReadonlySet<string>
}

interface ChangeWorld extends LedgerWorld {
  readonly 'budget-change': Map<string, Stored<BudgetChange>>
}

interface DayWorld {
  readonly 'ledger-day': Map<string, Stored<LedgerDay>>
}

/** Budgets are the treasury's: its staff propose and approve for every department. */
const ofTreasury = () => ({ organisationId: treasury })

async function loadProposals(
  tx: Transaction,
  inputs: readonly { readonly organisationId: string; readonly bankId?: string }[],
): Promise<ProposalWorld> {
  const organisationIds = inputs.map(({ organisationId }) => organisationId)
  const bankIds = inputs.flatMap(({ bankId }) => (bankId === undefined ? [] : [bankId]))
  const known = await knownOwners(tx, organisationIds, bankIds)
  return { known, 'budget-change': await openBudgetChanges(tx, organisationIds) }
}

function factsOf(
  world: ProposalWorld,
  kind: BudgetChange['kind'],
  { organisationId, bankId }: { readonly organisationId: string; readonly bankId?: string },
) {
  return {
    organisationKnown: world.known.has(organisationId),
    bankKnown: bankId === undefined || world.known.has(bankId),
    open: [...world['budget-change'].values()].some(
      (one) => one.organisationId === organisationId && one.kind === kind && one.status === 'proposed',
    ),
  }
}

async function loadChanges(tx: Transaction, changeIds: readonly string[]): Promise<ChangeWorld> {
  const changes = await lockBudgetChanges(tx, changeIds)
  const accounts = [...changes.values()].map(({ organisationId }) => budgetOf(organisationId))
  return { 'budget-change': changes, transfer: new Map(), balances: await loadBalances(tx, accounts) }
}

const conflicts = { ...ledgerConflicts, budget_change_open: 'budget-change-open' } as const

export const ledgerCommands: readonly Command[] = [
  command<typeof schema.topUpBudget, ProposalWorld>({
    operation: schema.topUpBudget,
    load: (tx, requests) =>
      loadProposals(
        tx,
        requests.map(({ input }) => input),
      ),
    subject: ofTreasury,
    decide(world, { organisationId, amount, bankId, reason }, context) {
      const proposal = { kind: 'top-up', organisationId, amount, bankId, reason } as const
      return proposeBudgetChange(factsOf(world, 'top-up', proposal), proposal, context)
    },
    conflicts,
    streams: [budgetChangeStream],
  }),
  command<typeof schema.setBudgetFloor, ProposalWorld>({
    operation: schema.setBudgetFloor,
    load: (tx, requests) =>
      loadProposals(
        tx,
        requests.map(({ input }) => input),
      ),
    subject: ofTreasury,
    decide(world, { organisationId, floor, reason }, context) {
      const proposal = { kind: 'floor', organisationId, amount: floor, bankId: null, reason } as const
      return proposeBudgetChange(factsOf(world, 'floor', { organisationId }), proposal, context)
    },
    conflicts,
    streams: [budgetChangeStream],
  }),
  command<typeof schema.approveBudgetChange, ChangeWorld>({
    operation: schema.approveBudgetChange,
    load: (tx, requests) =>
      loadChanges(
        tx,
        requests.map(({ input }) => input.changeId),
      ),
    subject: ofTreasury,
    decide(world, { changeId }, context) {
      return approveBudgetChange(world['budget-change'].get(changeId), world.balances, context)
    },
    conflicts,
    streams: [budgetChangeStream, transferStream],
  }),
  command<typeof schema.withdrawBudgetChange, Pick<ChangeWorld, 'budget-change'>>({
    operation: schema.withdrawBudgetChange,
    async load(tx, requests) {
      return {
        'budget-change': await lockBudgetChanges(
          tx,
          requests.map(({ input }) => input.changeId),
        ),
      }
    },
    subject: ofTreasury,
    decide: (world, { changeId }, context) => withdrawBudgetChange(world['budget-change'].get(changeId), context),
    streams: [budgetChangeStream],
  }),
  command<typeof schema.closeLedgerDay, DayWorld>({
    operation: schema.closeLedgerDay,
    load: async (tx) => ({ 'ledger-day': await lockOpenDays(tx) }),
    subject: () => ({}),
    decide(world, { day }, { today }) {
      const last = [...world['ledger-day'].keys()].sort().at(-1)
      return closeLedgerDay(last as Day | undefined, day as Day, today)
    },
    streams: [ledgerDayStream],
  }),
  command<typeof schema.countLedgerDay, DayWorld>({
    operation: schema.countLedgerDay,
    load: async (tx) => ({ 'ledger-day': await ledgerDays(tx) }),
    subject: () => ({}),
    decide(world, { day }) {
      const earlier = [...world['ledger-day'].values()].some((one) => one.day < day && one.status === 'closed')
      return countLedgerDay(world['ledger-day'].get(day), earlier)
    },
    conflicts: {
      event_pkey: 'ledger-day-closed',
      ledger_day_kind_pkey: 'ledger-day-closed',
      ledger_day_total_pkey: 'ledger-day-closed',
    },
    streams: [ledgerDayStream],
  }),
]
